import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anniversaryAfter,
  dayNumber,
  daysInTerm,
  firstAnniversary,
  isoDate,
  isProrated,
  prorate,
  termOf,
  yearsLater,
} from "./proration";

const anyDay = fc
  .integer({ min: Date.UTC(1990, 0, 1) / 86_400_000, max: Date.UTC(2120, 0, 1) / 86_400_000 })
  .map((day) => isoDate(day * 86_400_000));
const around29February = fc
  .tuple(fc.integer({ min: 1990, max: 2119 }), fc.integer({ min: 27, max: 30 }))
  .map(([year, day]) => isoDate(Date.UTC(year, 1, day)));
const dates = fc.oneof(anyDay, around29February);

describe("proration", () => {
  test.each([
    ["2020-03-10", "2020-02-16", 23, 366],
    ["2026-12-01", "2025-12-01", 365, 365],
    ["2026-12-01", "2026-11-30", 1, 365],
    ["2028-02-29", "2027-03-01", 365, 365],
    ["2028-03-01", "2027-03-01", 366, 366],
    ["2029-02-28", "2028-02-28", 366, 366],
    ["2029-03-01", "2028-03-01", 365, 365],
    ["2100-03-01", "2099-03-01", 365, 365],
  ])("anniversary %s, ordered %s: %d of %d days", (anniversary, ordered, days, term) => {
    expect(prorate(anniversary, ordered)).toEqual({ anniversary, days, daysInTerm: term });
  });

  test("a first order sets the anniversary one year on and pays the full term", () => {
    expect(prorate(null, "2026-11-24")).toEqual({ anniversary: "2027-11-24", days: 365, daysInTerm: 365 });
    expect(prorate(null, "2027-11-24")).toEqual({ anniversary: "2028-11-24", days: 366, daysInTerm: 366 });
  });

  test("a first order on 29 February sets 28 February", () => {
    expect(prorate(null, "2028-02-29")).toEqual({ anniversary: "2029-02-28", days: 365, daysInTerm: 366 });
  });

  test.each(["2025-11-30", "2026-12-01", "2027-01-01"])("ordering on %s is outside the term", (ordered) => {
    expect(() => prorate("2026-12-01", ordered)).toThrow(
      `order_date: ${ordered} is outside the annual term; allowed is from 2025-12-01 to the day before 2026-12-01`,
    );
  });

  test.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "", "2026-01-01T00:00:00Z", "2100-02-29"])(
    "%j is not a date",
    (text) => {
      expect(() => dayNumber(text)).toThrow("is not a date of the form YYYY-MM-DD");
    },
  );

  test("a term that ends on 29 February starts on 1 March", () => {
    expect(termOf("2028-02-29")).toEqual({ start: "2027-03-01", end: "2028-02-29" });
  });

  test("every term is as long as its days", () => {
    fc.assert(
      fc.property(dates, (anniversary) => {
        const { start, end } = termOf(anniversary);
        expect(dayNumber(end) - dayNumber(start)).toBe(daysInTerm(anniversary));
      }),
      { numRuns: 2000 },
    );
  });

  test("any date of a term pays between one day and all of them", () => {
    fc.assert(
      fc.property(dates, dates, (anniversary, date) => {
        const next = anniversaryAfter(anniversary, date);
        expect(next > date).toBe(true);
        fc.pre(date >= termOf(next).start);
        const { days, daysInTerm: term } = prorate(next, date);
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(term);
      }),
    );
  });

  test("a first order is in its own term, whatever the day", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const { days, daysInTerm: term } = prorate(null, date);
        expect(days).toBe(date.endsWith("02-29") ? 365 : term);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["2026-12-01", "2026-11-30", "2026-12-01"],
    ["2026-12-01", "2026-12-01", "2027-12-01"],
    ["2026-12-01", "2031-12-02", "2032-12-01"],
    ["2028-02-29", "2029-02-27", "2029-02-28"],
    ["2028-02-29", "2029-02-28", "2030-02-28"],
    ["2028-02-29", "2031-06-01", "2032-02-29"],
  ])("the anniversary after %s on %s is %s", (anniversary, date, next) => {
    expect(anniversaryAfter(anniversary, date)).toBe(next);
  });

  test("years later keep the day, and 29 February falls back", () => {
    expect(yearsLater("2026-05-31", 1)).toBe("2027-05-31");
    expect(yearsLater("2028-02-29", 4)).toBe("2032-02-29");
    expect(firstAnniversary("2028-02-29")).toBe("2029-02-28");
  });

  test.each([
    ["reservation", "yearly", "purchase", true],
    ["reservation", "yearly", "change", true],
    ["reservation", "yearly", "renew", false],
    ["reservation", "yearly", "cancel", false],
    ["reservation", "monthly", "purchase", false],
    ["reservation", "years_2", "purchase", false],
    ["reservation", "onetime", "purchase", false],
    ["ppu", "yearly", "purchase", false],
  ] as const)("%s %s on %s: %s", (type, period, orderType, expected) => {
    expect(isProrated({ type, period }, orderType)).toBe(expected);
  });
});
