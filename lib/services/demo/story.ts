import { clock } from "../context";

const day = 24 * 60 * 60 * 1000;

/** The days of the story, counted from the day of loading: negative ones are past. Hours are UTC. */
export function createCalendar(today: Date) {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  const at = (days: number, hour = 9) => new Date(midnight + days * day + hour * 60 * 60 * 1000);
  return {
    at,
    /** The UTC calendar date of a day of the story. */
    date: (days: number) => at(days).toISOString().slice(0, 10),
    /** From here on the story happens on that day. */
    turnTo: (days: number, hour = 9) => clock.set(at(days, hour)),
  };
}

export type Calendar = ReturnType<typeof createCalendar>;
