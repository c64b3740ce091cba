import { expect, it } from "vitest";
import { readMoneyText } from "./money-text";

it.each([
  ["1,234.50", 123450n],
  ["1 234,50", 123450n],
  ["365", 36500n],
])("reads %s", (text, units) => {
  expect(readMoneyText(text, "EUR", 2)).toEqual({ amount: { units, scale: 2 } });
});

it.each(["1,234", "-5", "abc", "1.234"])("says why %s is no amount", (text) => {
  expect(readMoneyText(text, "EUR", 2)).toHaveProperty("error", expect.stringContaining(text));
});
