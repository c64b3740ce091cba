import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Measure, ms } from "./entry";

export type Work = () => unknown;

/** How long the work takes, in milliseconds. */
export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that this share of all are not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * Runs several works in turn, round by round, so that whatever else the machine does meets all of them alike.
 * @param repeat calls of each work in a round: enough that a round lasts milliseconds
 * @returns the fastest round of each work, in milliseconds for one call: noise only ever adds time
 */
export async function fastest<K extends string>(
  works: Record<K, Work>,
  { rounds = 15, repeat = 1 }: { rounds?: number; repeat?: number } = {},
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const best = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<K, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const spent = await timed(async () => {
        for (let n = 0; n < repeat; n++) await works[name]();
      });
      best[name] = Math.min(best[name], spent / repeat);
      await yieldToOthers();
    }
  }
  return best;
}

/** How many times as long one takes as the other. */
export function ratio(name: string, subject: number, baseline: number, budget: number): Measure {
  return {
    name,
    value: subject / baseline,
    unit: "×",
    budget,
    detail: `${ms(subject)} against ${ms(baseline)}`,
  };
}

/** A number that only explains another one. */
export function withoutBudget({ budget, ...rest }: Measure): Measure {
  return rest;
}
