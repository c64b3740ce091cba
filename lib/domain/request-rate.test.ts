import fc from "fast-check";
import { expect, test } from "vitest";
import { takeOne, type UsedUntil } from "./request-rate";

/** Sends requests at these instants and answers which were allowed. */
function allowed(perMinute: number, instants: readonly number[]): boolean[] {
  let until: UsedUntil | undefined;
  return instants.map((now) => {
    const taken = takeOne(until, perMinute, now);
    if (taken.allowed) until = taken.until;
    return taken.allowed;
  });
}

test("a minute's worth may come at once, and then one after each interval", () => {
  expect(allowed(3, [0, 0, 0, 0])).toEqual([true, true, true, false]);
  expect(allowed(3, [0, 0, 0, 19_999, 20_000, 20_000])).toEqual([true, true, true, false, true, false]);
  expect(allowed(3, [0, 0, 0, 60_000, 60_000, 60_000, 60_000])).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(allowed(1, [5, 6, 60_004, 60_005])).toEqual([true, false, false, true]);
});

test("what is refused costs nothing, and says when to come again", () => {
  let until: UsedUntil | undefined;
  for (let n = 0; n < 6; n++) {
    const taken = takeOne(until, 6, 0);
    if (taken.allowed) until = taken.until;
  }
  expect(takeOne(until, 6, 0)).toEqual({ allowed: false, retryAfter: 10 });
  expect(takeOne(until, 6, 9_500)).toEqual({ allowed: false, retryAfter: 1 });
  expect(takeOne(until, 6, 10_000)).toMatchObject({ allowed: true });
});

const traffic = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 200 }).map((gaps) => {
  let now = 0;
  return gaps.map((gap) => {
    now += gap;
    return now;
  });
});
const limit = fc.integer({ min: 1, max: 50 });

test("no span of time sees more than a minute's worth beyond the even stream", () => {
  fc.assert(
    fc.property(limit, traffic, (perMinute, instants) => {
      const passed = instants.filter((_, n) => allowed(perMinute, instants)[n]);
      for (const [i, from] of passed.entries()) {
        for (const [j, to] of passed.entries()) {
          if (j < i) continue;
          expect(j - i + 1).toBeLessThanOrEqual(perMinute + ((to - from) * perMinute) / 60_000 + 0.001);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test("whoever waits as long as told is let in", () => {
  fc.assert(
    fc.property(limit, traffic, (perMinute, instants) => {
      let until: UsedUntil | undefined;
      for (const now of instants) {
        const taken = takeOne(until, perMinute, now);
        if (taken.allowed) until = taken.until;
        else expect(takeOne(until, perMinute, now + taken.retryAfter * 1000).allowed).toBe(true);
      }
    }),
  );
});
