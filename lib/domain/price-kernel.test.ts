import { halfUp, multiply, subtract, toDecimal, transformScale } from "dinero.js/bigint";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pow10 } from "./decimal";
import { DomainError } from "./errors";
import { type Amount, compareAmounts, parseAmount, printAmount, printShort, toDinero } from "./money";
import {
  dailyDecimals,
  discountedUnit,
  fixedOff,
  lineTotal,
  marginOf,
  percentOff,
  proratedUnit,
  type UnitDiscount,
  unitDecimals,
} from "./price-kernel";

function amount(text: string): Amount {
  return parseAmount(text, text.split(".")[1]?.length ?? 0);
}

const percent = (text: string): UnitDiscount => ({ kind: "percent", percent: amount(text) });
const fixed = (text: string): UnitDiscount => ({ kind: "fixed", amount: amount(text) });

const scales = fc.integer({ min: 0, max: 8 });
const units = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n });
const percentages = fc
  .integer({ min: 0, max: 4 })
  .chain((scale) =>
    fc.bigInt({ min: 0n, max: 100n * pow10(scale) }).map((value): Amount => ({ units: value, scale })),
  );
const currencyScales = fc.constantFrom(null, 0, 2, 3, 4);

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof DomainError ? error.code : "other";
  }
  return undefined;
}

describe("vectors of the references", () => {
  test.each<[string, UnitDiscount | null, string]>([
    ["365.00", percent("10"), "328.50"],
    ["365.00", fixed("20"), "345.00"],
    ["365.00", fixed("40.00"), "325.00"],
    ["300.00", fixed("40"), "260.00"],
    ["300.00", percent("10"), "270.00"],
    ["875.16", fixed("26"), "849.16"],
    ["350.50", fixed("10"), "340.50"],
    ["365.00", null, "365.00"],
    ["19.99", percent("12.5"), "17.49"],
    ["0.05", percent("50"), "0.03"],
    ["10.00", fixed("10.01"), "0.00"],
    ["10.00", percent("100"), "0.00"],
  ])("%s with %o is %s", (unit, discount, result) => {
    expect(printAmount(discountedUnit(amount(unit), discount, 2, 2))).toBe(result);
  });

  test.each([
    ["328.50", 10, 90, 365, "810.00"],
    ["345.00", 10, 90, 365, "850.68"],
    ["849.16", 1, 364, 365, "846.83"],
    ["1363.56", 1, 364, 365, "1359.82"],
    ["270.00", 1, 100, 365, "73.97"],
    ["162.00", 1, 100, 365, "44.38"],
    ["340.50", 10, 365, 365, "3405.00"],
    ["325.00", 10, 365, 365, "3250.00"],
    ["260.00", 10, 365, 365, "2600.00"],
    ["328.50", 10, null, null, "3285.00"],
    ["270.00", 10, null, null, "2700.00"],
    ["345.00", 10, 23, 366, "216.80"],
    ["100.00", 1, 366, 366, "100.00"],
  ])("%s × %d for %s of %s days is %s", (unit, quantity, days, term, total) => {
    const line = {
      unit: amount(unit),
      quantity,
      days,
      daysInTerm: term,
      listDecimals: 2,
      currencyDecimals: 2,
    };
    expect(printAmount(lineTotal(line))).toBe(total);
  });

  test("the prorated unit is shown with three decimals and never multiplied", () => {
    const term = { days: 90, daysInTerm: 365 };
    expect(printShort(proratedUnit(amount("345.00"), term, 2, 3))).toBe("85.068");
    expect(printShort(proratedUnit(amount("328.50"), term, 2, 3))).toBe("81");
    expect(printShort(proratedUnit(amount("345.00"), {}, 2, 3))).toBe("345");
  });

  test("a list of eight decimals in a currency of none", () => {
    const unit = discountedUnit(amount("0.12345678"), percent("33.3333"), 8, 0);
    expect(printAmount(unit)).toBe("0.08230456");
    const line = { unit, quantity: 1000, listDecimals: 8, currencyDecimals: 0 };
    expect(printAmount(lineTotal(line))).toBe("82");
    expect(printAmount(lineTotal({ ...line, currencyDecimals: null }))).toBe("82.30456000");
    expect(printAmount(lineTotal({ ...line, days: 1, daysInTerm: 365 }))).toBe("0");
    expect(dailyDecimals(8)).toBe(15);
    expect(dailyDecimals(2)).toBe(9);
  });

  test("a list without decimals is discounted to the currency's", () => {
    expect(printAmount(discountedUnit(amount("99"), percent("10"), 0, 2))).toBe("89.10");
    expect(printAmount(discountedUnit(amount("99"), percent("10"), 0, null))).toBe("89");
  });

  test("margin is what is left of the income, in percent of it", () => {
    const { amount: left, percent: share } = marginOf(amount("3250.00"), amount("2600.00"));
    expect(printAmount(left)).toBe("650.00");
    expect(share && printAmount(share)).toBe("20.00");
    expect(marginOf(amount("2.00"), amount("3.00"))).toEqual({
      amount: { units: -100n, scale: 2 },
      percent: { units: -5000n, scale: 2 },
    });
    expect(marginOf(amount("0.00"), amount("1.00")).percent).toBeNull();
  });
});

describe("properties", () => {
  test("percent equals dinero.js: multiply by the scaled share, then one half-up rounding", () => {
    fc.assert(
      fc.property(units, scales, percentages, scales, (value, scale, off, outScale) => {
        const unit = { units: value, scale };
        const share = { amount: 100n * pow10(off.scale) - off.units, scale: BigInt(off.scale + 2) };
        const money = transformScale(multiply(toDinero(unit, "USD"), share), BigInt(outScale), halfUp);
        expect(printAmount(percentOff(unit, off, outScale))).toBe(toDecimal(money));
      }),
      { numRuns: 1000 },
    );
  });

  test("fixed equals dinero.js where that stays above zero", () => {
    fc.assert(
      fc.property(units, scales, units, scales, scales, (value, scale, off, offScale, outScale) => {
        const unit = { units: value, scale };
        const discount = { units: off, scale: offScale };
        fc.pre(compareAmounts(unit, discount) > 0);
        const difference = subtract(toDinero(unit, "USD"), toDinero(discount, "USD"));
        const money = transformScale(difference, BigInt(outScale), halfUp);
        expect(printAmount(fixedOff(unit, discount, outScale))).toBe(toDecimal(money));
      }),
    );
  });

  test("a line that is not prorated equals dinero.js", () => {
    const quantities = fc.integer({ min: 1, max: 1000 });
    const values = fc.bigInt({ min: 0n, max: 10n ** 8n });
    fc.assert(
      fc.property(
        values,
        scales,
        quantities,
        fc.constantFrom(0, 2, 3, 4),
        (value, scale, quantity, decimals) => {
          const unit = { units: value, scale };
          const money = transformScale(
            multiply(toDinero(unit, "USD"), BigInt(quantity)),
            BigInt(decimals),
            halfUp,
          );
          const total = lineTotal({ unit, quantity, listDecimals: scale, currencyDecimals: decimals });
          expect(printAmount(total)).toBe(toDecimal(money));
        },
      ),
    );
  });

  test("a discounted price is never negative and never above the list price", () => {
    const discounts = fc.oneof(
      percentages.map((value): UnitDiscount => ({ kind: "percent", percent: value })),
      fc.record({ units, scale: scales }).map((value): UnitDiscount => ({ kind: "fixed", amount: value })),
    );
    fc.assert(
      fc.property(units, scales, discounts, currencyScales, (value, scale, discount, decimals) => {
        const unit = { units: value, scale };
        const result = discountedUnit(unit, discount, scale, decimals);
        expect(result.scale).toBe(unitDecimals(scale, decimals));
        expect(result.units >= 0n).toBe(true);
        expect(compareAmounts(result, unit)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  test("a line never costs more for fewer days", () => {
    const values = fc.bigInt({ min: 0n, max: 10n ** 7n });
    const days = fc.integer({ min: 1, max: 364 });
    fc.assert(
      fc.property(values, days, fc.integer({ min: 1, max: 500 }), (value, day, quantity) => {
        const line = { unit: { units: value, scale: 2 }, quantity, listDecimals: 2, currencyDecimals: 2 };
        const part = lineTotal({ ...line, days: day, daysInTerm: 365 });
        const longer = lineTotal({ ...line, days: day + 1, daysInTerm: 365 });
        expect(compareAmounts(part, longer)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("what is refused", () => {
  const line = { unit: amount("1.00"), quantity: 1, listDecimals: 2, currencyDecimals: 2 };

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])("quantity %d", (quantity) => {
    expect(codeOf(() => lineTotal({ ...line, quantity }))).toBe("invalid");
  });

  test.each([
    [0, 365],
    [366, 365],
    [1.5, 365],
    [10, 360],
    [null, 365],
    [10, null],
  ])("%s of %s days", (days, daysInTerm) => {
    expect(codeOf(() => lineTotal({ ...line, days, daysInTerm }))).toBe("invalid");
  });

  test("percentages outside 0 to 100, negative amounts", () => {
    expect(codeOf(() => percentOff(amount("1.00"), amount("100.0001"), 2))).toBe("invalid");
    expect(codeOf(() => percentOff(amount("1.00"), { units: -1n, scale: 0 }, 2))).toBe("invalid");
    expect(codeOf(() => fixedOff(amount("1.00"), { units: -1n, scale: 0 }, 2))).toBe("invalid");
  });

  test("a total over 15 digits", () => {
    const unit = amount("9999999999999.99");
    expect(printAmount(lineTotal({ ...line, unit }))).toBe("9999999999999.99");
    expect(codeOf(() => lineTotal({ ...line, unit, quantity: 2 }))).toBe("limit");
  });
});
