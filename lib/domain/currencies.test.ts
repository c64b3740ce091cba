import { dinero, toSnapshot } from "dinero.js/bigint";
import * as published from "dinero.js/bigint/currencies";
import { describe, expect, test } from "vitest";
import { currencyCodes, currencyDecimals, currencyName, isCurrency, minorUnitDecimals } from "./currencies";

describe("currencies", () => {
  test("the platform accepts 181 codes, each once", () => {
    expect(currencyCodes).toHaveLength(181);
    expect(new Set(currencyCodes).size).toBe(181);
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  test.each([
    ["USD", 2],
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["CLF", 4],
    ["UYW", 4],
    ["MGA", 2],
    ["MRU", 2],
    ["HRK", 2],
    ["XAU", null],
    ["XDR", null],
    ["XXX", null],
  ])("%s has %s decimals", (code, decimals) => {
    expect(isCurrency(code)).toBe(true);
    expect(minorUnitDecimals(code)).toBe(decimals);
  });

  test("a code without a minor unit takes the list's decimals", () => {
    expect(currencyDecimals("XAU", 5)).toBe(5);
    expect(currencyDecimals("JPY", 5)).toBe(0);
  });

  test.each(["usd", "US", "", "USS", "toString", "__proto__"])("%s is not accepted", (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  test("our decimals agree with dinero.js wherever it knows a code in base 10", () => {
    const differing = Object.values(published).flatMap((currency) => {
      const { code, exponent, base } = toSnapshot(dinero({ amount: 0n, currency })).currency;
      if (base !== 10n || !isCurrency(code)) return [];
      const ours = minorUnitDecimals(code);
      return ours === Number(exponent) ? [] : [`${code}: ${ours}, dinero.js ${exponent}`];
    });
    expect(differing).toEqual([]);
  });

  test("names are for people", () => {
    expect(currencyName("USD")).toBe("US Dollar");
  });
});
