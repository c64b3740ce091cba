/**
 * A limit of so many requests a minute that allows a whole minute's worth at once: the instants at which requests of an
 * even stream would come are counted (GCRA), so that one number per caller is all there is to remember.
 */

const minute = 60_000;

/** When the caller's requests so far are used up, in milliseconds of any clock that only goes forward. */
export type UsedUntil = number;

export type Taken = { allowed: true; until: UsedUntil } | { allowed: false; retryAfter: number };

/**
 * Takes one request from the caller's budget.
 * @param until what was answered for the caller's last request; undefined when it is new
 * @param perMinute at least 1
 * @returns the new state, or after how many whole seconds (at least 1) the next request is allowed
 */
export function takeOne(until: UsedUntil | undefined, perMinute: number, now: number): Taken {
  const interval = minute / perMinute;
  const from = Math.max(until ?? now, now);
  const wait = from + interval - minute - now;
  // Sums of fractions of a millisecond are not exact; a thousandth of one is no reason to refuse.
  if (wait > 0.001) return { allowed: false, retryAfter: Math.max(1, Math.ceil(wait / 1000)) };
  return { allowed: true, until: from + interval };
}
