import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetOf, placeOf, ranges, ticksOf, windowOf } from "./timeline-layout";

const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);
const year = { from: utc("2027-01-01"), to: utc("2028-01-01") };

test.each([
  ["inside", utc("2027-01-01"), utc("2027-07-02"), { left: 0, width: 49.863 }],
  ["open", utc("2027-07-02"), null, { left: 49.863, width: 50.137 }],
  ["from before", utc("2020-01-01"), utc("2027-07-02"), { left: 0, width: 49.863 }],
  ["over all", utc("2020-01-01"), null, { left: 0, width: 100 }],
  ["past", utc("2020-01-01"), utc("2027-01-01"), undefined],
  ["yet to come", utc("2028-01-01"), null, undefined],
])("a span that lies %s", (_, from, to, place) => {
  const found = placeOf(from, to, year);
  expect(found && { left: Number(found.left.toFixed(3)), width: Number(found.width.toFixed(3)) }).toEqual(
    place,
  );
});

test("ticks are months, quarters or years, and name the year", () => {
  expect(ticksOf({ from: utc("2026-11-10"), to: utc("2027-03-01") }).map((tick) => tick.label)).toEqual([
    "Dec 2026",
    "Jan 2027",
    "Feb",
  ]);
  expect(ticksOf({ from: utc("2026-02-01"), to: utc("2029-01-01") }).map((tick) => tick.label)).toEqual([
    "Apr 2026",
    "Jul",
    "Oct",
    "Jan 2027",
    "Apr",
    "Jul",
    "Oct",
    "Jan 2028",
    "Apr",
    "Jul",
    "Oct",
  ]);
  expect(ticksOf({ from: utc("2019-05-01"), to: utc("2027-01-01") }).map((tick) => tick.label)).toEqual([
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
    "2026",
  ]);
});

test("everything reaches past the first and the last instant", () => {
  const now = utc("2027-06-01");
  const window = windowOf("all", now, [utc("2020-01-01"), utc("2031-01-01")]);
  expect(window.from).toBeLessThan(utc("2020-01-01"));
  expect(window.to).toBeGreaterThan(utc("2031-01-01"));
  expect(windowOf("year", now, [utc("2020-01-01")])).toEqual({
    from: now - ranges.year.before,
    to: now + ranges.year.after,
  });
});

test("never more than a dozen labels, each inside; a place lies inside too", () => {
  const instant = fc.integer({ min: 0, max: utc("2100-01-01") });
  fc.assert(
    fc.property(instant, instant, instant, instant, (a, b, c, d) => {
      const window = { from: Math.min(a, b), to: Math.max(a, b) + 30 * 86_400_000 };
      const ticks = ticksOf(window);
      expect(ticks.length).toBeLessThanOrEqual(13);
      for (const { at } of ticks) {
        expect(offsetOf(at, window)).toBeGreaterThanOrEqual(0);
        expect(offsetOf(at, window)).toBeLessThan(100);
      }
      const place = placeOf(Math.min(c, d), Math.max(c, d) + 1, window);
      if (place) expect(place.left + place.width).toBeLessThanOrEqual(100.0001);
    }),
  );
});
