import fc from "fast-check";
import { expect, test } from "vitest";
import { numberText } from "./number-text";

test.each([
  ["365", "365"],
  ["-5", "-5"],
  ["365.10000000000002", "365.1"],
  ["0.30000000000000004", "0.3"],
  ["434.99999999999994", "435"],
  ["0.39999999999999991", "0.4"],
  ["1E-7", "0.0000001"],
  ["1.5e3", "1500"],
  ["1.23456789012345E+14", "123456789012345"],
  ["123456789012345", "123456789012345"],
  ["1234567890123456", "1234567890123456"],
  ["12345678901234.567", "12345678901234.567"],
  ["46.92857142857143", "46.9285714285714"],
  [" 12.50 ", "12.5"],
  ["-0", "0"],
  [".5", "0.5"],
  ["abc", "abc"],
  ["", ""],
  ["1e999", "1e999"],
])("%j is read as %s", (text, expected) => {
  expect(numberText(text)).toBe(expected);
});

test("every amount of up to 15 digits survives, however a program writes its double", () => {
  const amount = fc.tuple(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.integer({ min: 0, max: 8 }));
  fc.assert(
    fc.property(amount, ([units, scale]) => {
      const digits = String(units).padStart(scale + 1, "0");
      const cut = digits.length - scale;
      const fraction = digits.slice(cut).replace(/0+$/, "");
      const exact = fraction ? `${digits.slice(0, cut)}.${fraction}` : digits.slice(0, cut);
      const double = Number(exact);
      for (const text of [exact, String(double), double.toPrecision(17), double.toExponential(16)]) {
        expect(numberText(text)).toBe(exact);
      }
    }),
  );
});
