/** An instant: ISO 8601 text or UTC milliseconds. */
export type Instant = string | number;

export function toMillis(at: Instant): number {
  return typeof at === "number" ? at : Date.parse(at);
}

/** “1 Dec 2026, 00:00 UTC”, always with the zone named. `zone` is an IANA name. */
export function formatInstant(at: Instant, zone: string, options: { seconds?: boolean } = {}): string {
  const parts = partsOf(at, zone);
  const time = `${parts.hour}:${parts.minute}${options.seconds ? `:${parts.second}` : ""}`;
  return `${parts.day} ${parts.month} ${parts.year}, ${time} ${parts.timeZoneName}`;
}

/** “1 Dec 2026” in that zone. */
export function formatDay(at: Instant, zone: string): string {
  const parts = partsOf(at, zone);
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/** “14:05” in that zone. */
export function formatClock(at: Instant, zone: string): string {
  const parts = partsOf(at, zone);
  return `${parts.hour}:${parts.minute}`;
}

function partsOf(at: Instant, zone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  return Object.fromEntries(format.formatToParts(toMillis(at)).map(({ type, value }) => [type, value]));
}

const units = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** “3 days ago”, “in 2 hours”, “just now” (under a minute either way). */
export function formatRelative(at: Instant, now: number): string {
  const delta = toMillis(at) - now;
  const unit = units.find(([, size]) => Math.abs(delta) >= size);
  if (!unit) return "just now";
  const [name, size] = unit;
  return new Intl.RelativeTimeFormat("en", { numeric: "always" }).format(Math.trunc(delta / size), name);
}
