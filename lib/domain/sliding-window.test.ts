import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slideWindow, waitText } from "./sliding-window";

const limit = { max: 3, windowMs: 1000 };

describe("slideWindow", () => {
  it.each([
    ["the first", [], 0, undefined],
    ["the last that fits", [0, 10], 20, undefined],
    ["one too many", [0, 10, 20], 999, 1000],
    ["one after the oldest has left", [0, 10, 20], 1000, undefined],
    ["one after the clock was set back", [5000, 5001, 5002], 20, undefined],
  ])("answers %s", (_, times, now, retryAt) => {
    expect(slideWindow(times, now, limit).retryAt).toBe(retryAt);
  });

  it("never admits more than the limit within any window, and admits what it promised", () => {
    const steps = fc.array(fc.nat({ max: 700 }), { maxLength: 60 });
    const limits = fc.record({
      max: fc.integer({ min: 1, max: 5 }),
      windowMs: fc.integer({ min: 1, max: 1500 }),
    });
    fc.assert(
      fc.property(steps, limits, (pauses, given) => {
        let [now, times] = [0, [] as number[]];
        const admitted: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const answer = slideWindow(times, now, given);
          times = answer.times;
          if (answer.retryAt === undefined) admitted.push(now);
          else expect(slideWindow(times, answer.retryAt, given).retryAt).toBeUndefined();
        }
        for (const start of admitted) {
          const inside = admitted.filter((time) => time >= start && time < start + given.windowMs);
          expect(inside.length).toBeLessThanOrEqual(given.max);
        }
      }),
    );
  });
});

it.each([
  [1, "1 second"],
  [59_001, "1 minute"],
  [61_000, "2 minutes"],
  [3_600_000, "1 hour"],
  [0, "1 second"],
])("waits %i ms as %s", (ms, text) => {
  expect(waitText(ms)).toBe(text);
});
