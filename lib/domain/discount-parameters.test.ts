import { describe, expect, test } from "vitest";
import {
  mayConsoleSee,
  parseParameter,
  parseSwitch,
  parseTiers,
  printParameter,
  printTiers,
  settingsOf,
} from "./discount-parameters";

const known = new Set(["TA-1000-0000-0001", "TA-1000-0000-0002"]);
const isKnown = (id: string) => known.has(id);

describe("tiers", () => {
  test.each([
    ["", []],
    [" , ", []],
    ["ALL", "ALL"],
    [" all ", "ALL"],
    [" TA-1000-0000-0001 ,TA-1000-0000-0002, TA-1000-0000-0001", ["TA-1000-0000-0001", "TA-1000-0000-0002"]],
  ])("reads %j", (text, tiers) => {
    expect(parseTiers(text, isKnown)).toEqual(tiers);
    expect(parseTiers(printTiers(parseTiers(text, isKnown)), isKnown)).toEqual(tiers);
  });
  test.each([
    ["ALL,TA-1000-0000-0001", /ALL must stand alone/],
    ["TA-1000-0000-0001,TA-9999-0000-0001,x", /“TA-9999-0000-0001”, “x” are not resellers/],
    [7, /“7” is not allowed/],
  ])("refuses %j by name", (value, message) => {
    expect(() => parseTiers(value, isKnown)).toThrow(message);
  });
  test("decide who may see", () => {
    expect(mayConsoleSee("ALL", "TA-1")).toBe(true);
    expect(mayConsoleSee(["TA-1"], "TA-1")).toBe(true);
    expect(mayConsoleSee(["TA-1"], "TA-2")).toBe(false);
    expect(mayConsoleSee([], "TA-1")).toBe(false);
  });
});

test("switches", () => {
  expect(
    [true, false, "true", " False "].map((value) => parseSwitch("allow_auto_apply_flex_discounts", value)),
  ).toEqual([true, false, true, false]);
  expect(() => parseSwitch("allow_auto_apply_flex_discounts", "yes")).toThrow(
    "allow_auto_apply_flex_discounts: “yes” is not allowed; use true or false",
  );
});

test("stored text and back", () => {
  const stored = new Map([
    ["flex_fixed_promotions_available", parseParameter("flex_fixed_promotions_available", true, isKnown)],
    [
      "flex_disc_console_available_tiers",
      parseParameter("flex_disc_console_available_tiers", "ALL", isKnown),
    ],
  ]);
  const settings = settingsOf(stored);
  expect(settings).toEqual({ fixed: true, percent: false, autoApply: false, tiers: "ALL" });
  expect(printParameter("flex_fixed_promotions_available", settings)).toBe(true);
  expect(printParameter("flex_disc_console_available_tiers", settings)).toBe("ALL");
});
