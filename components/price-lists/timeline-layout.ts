/** A stretch of time in UTC milliseconds, half open. */
export type Span = { from: number; to: number };

/** Where something lies in a stretch of time, in per cent of its width. */
export type Place = { left: number; width: number };

const day = 86_400_000;

/** What can be looked at, by the value in the address: how long before and after now, or everything there is. */
export const ranges = {
  quarter: { label: "3 months", before: 45 * day, after: 45 * day },
  year: { label: "1 year", before: 183 * day, after: 183 * day },
  years: { label: "3 years", before: 548 * day, after: 548 * day },
  all: { label: "Everything", before: 30 * day, after: 30 * day },
} as const;
export type Range = keyof typeof ranges;

/** The stretch around now; `all` reaches past the first and the last of `instants` too. */
export function windowOf(range: Range, now: number, instants: readonly number[]): Span {
  const { before, after } = ranges[range];
  const around = { from: now - before, to: now + after };
  if (range !== "all" || instants.length === 0) return around;
  const [first, last] = [Math.min(now, ...instants), Math.max(now, ...instants)];
  // An open bar needs room for its name.
  const margin = Math.max(7 * day, (last - first) / 8);
  return { from: Math.min(around.from, first - margin / 4), to: Math.max(around.to, last + margin) };
}

/** Where an instant lies, in per cent; outside it is below 0 or above 100. */
export function offsetOf(at: number, { from, to }: Span): number {
  return ((at - from) / (to - from)) * 100;
}

/** The visible part of [from, to); an open end reaches to the edge. Undefined when nothing of it is visible. */
export function placeOf(from: number, to: number | null, window: Span): Place | undefined {
  const left = Math.max(offsetOf(from, window), 0);
  const right = Math.min(to === null ? 100 : offsetOf(to, window), 100);
  return left >= 100 || right <= left ? undefined : { left, width: right - left };
}

export type Tick = { at: number; label: string };

const monthNames = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** Months between ticks, by how many months the stretch has: never more than a dozen labels. */
function stepOf(months: number): number {
  return [1, 2, 3, 6, 12, 24, 60, 120].find((step) => months / step <= 12) ?? 240;
}

/** The starts of months, quarters or years in the stretch, UTC; a January, and the first, name the year. */
export function ticksOf({ from, to }: Span): Tick[] {
  const step = stepOf((to - from) / (30.4 * day));
  const start = new Date(from);
  const ticks: Tick[] = [];
  for (let month = Math.floor(start.getUTCMonth() / step) * step; ; month += step) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1);
    if (at >= to) return ticks;
    if (at < from) continue;
    const date = new Date(at);
    const year = String(date.getUTCFullYear());
    const named = date.getUTCMonth() === 0 || ticks.length === 0;
    const label = step >= 12 ? year : `${monthNames.format(date)}${named ? ` ${year}` : ""}`;
    ticks.push({ at, label });
  }
}
