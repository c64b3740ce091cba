import { describe, expect, it } from "vitest";
import { formatDay, formatInstant, formatRelative } from "./time-format";

const at = Date.UTC(2026, 11, 1);

describe("formatInstant", () => {
  it.each([
    ["UTC", "1 Dec 2026, 00:00 UTC"],
    ["America/New_York", "30 Nov 2026, 19:00 EST"],
    ["Europe/Berlin", "1 Dec 2026, 01:00 GMT+1"],
  ])("names the zone %s", (zone, text) => {
    expect(formatInstant(at, zone)).toBe(text);
    expect(formatInstant("2026-12-01T00:00:00.000Z", zone)).toBe(text);
  });

  it("writes midnight as 00, and seconds when asked", () => {
    expect(formatInstant(at, "UTC", { seconds: true })).toBe("1 Dec 2026, 00:00:00 UTC");
  });

  it("takes the day of the zone", () => {
    expect(formatDay(at, "America/New_York")).toBe("30 Nov 2026");
  });
});

describe("formatRelative", () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  it.each([
    [0, "just now"],
    [-59_999, "just now"],
    [-minute, "1 minute ago"],
    [-hour + 1, "59 minutes ago"],
    [-hour, "1 hour ago"],
    [2 * hour, "in 2 hours"],
    [-day, "1 day ago"],
    [-40 * day, "1 month ago"],
    [-800 * day, "2 years ago"],
  ])("%d ms away is %s", (delta, text) => {
    expect(formatRelative(at + delta, at)).toBe(text);
  });
});
