/** At most `max` events within any `windowMs` milliseconds. */
export type WindowLimit = { max: number; windowMs: number };

export type WindowAnswer = {
  /** The instants that still count, oldest first; with `now` when it was admitted. */
  times: number[];
  /** When the next event is possible, in UTC milliseconds; undefined when this one was admitted. */
  retryAt: number | undefined;
};

/**
 * Admits an event at `now`, or says when the next one is possible. A refused event does not count, so that asking again
 * does not prolong the wait. Instants after `now` (the clock was set back) are forgotten.
 * @param times instants of admitted events, oldest first, in UTC milliseconds
 */
export function slideWindow(times: readonly number[], now: number, limit: WindowLimit): WindowAnswer {
  const counted = times.filter((time) => time > now - limit.windowMs && time <= now);
  const oldest = counted[counted.length - limit.max];
  if (oldest !== undefined) return { times: counted, retryAt: oldest + limit.windowMs };
  return { times: [...counted, now], retryAt: undefined };
}

/** A wait for people, rounded up: “40 seconds”, “12 minutes”, “2 hours”. */
export function waitText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return counted(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? counted(minutes, "minute") : counted(Math.ceil(minutes / 60), "hour");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
