import { divideHalfUp, pow10 } from "./decimal";
import { invalid } from "./errors";
import { type Amount, assertTotal, compareAmounts, printShort, rescale, subtractAmounts } from "./money";

/** What a flexible discount takes off one unit: a percentage (0 to 100), or an amount per unit and full term. */
export type UnitDiscount =
  | { readonly kind: "percent"; readonly percent: Amount }
  | { readonly kind: "fixed"; readonly amount: Amount };

const zero: Amount = { units: 0n, scale: 0 };
const hundred: Amount = { units: 100n, scale: 0 };

/**
 * `unit × (100 − percent) / 100`, rounded half up to `outScale` decimals (DESIGN §3, step 1).
 * @throws DomainError `invalid` unless 0 ≤ percent ≤ 100.
 */
export function percentOff(unit: Amount, percent: Amount, outScale: number): Amount {
  if (compareAmounts(percent, zero) < 0 || compareAmounts(percent, hundred) > 0) {
    throw invalid("percent", `${printShort(percent)} is not between 0 and 100`, { rule: "range" });
  }
  const kept = 100n * pow10(percent.scale) - percent.units;
  const numerator = unit.units * kept * pow10(outScale);
  return { units: divideHalfUp(numerator, pow10(unit.scale + percent.scale + 2)), scale: outScale };
}

/**
 * `max(unit − off, 0)`, rounded half up to `outScale` decimals (DESIGN §3, step 1).
 * @throws DomainError `invalid` when `off` is negative.
 */
export function fixedOff(unit: Amount, off: Amount, outScale: number): Amount {
  if (off.units < 0n) throw invalid("amount", `${printShort(off)} is negative`, { rule: "range" });
  const left = subtractAmounts(unit, off);
  return left.units > 0n ? rescale(left, outScale, "half-up") : { units: 0n, scale: outScale };
}

/** Decimals of a discounted unit: those of the list or of the currency, whichever are more; null for a code without a minor unit. */
export function unitDecimals(listDecimals: number, currencyDecimals: number | null): number {
  return Math.max(listDecimals, currencyDecimals ?? listDecimals);
}

/** Step 1 of the pipeline; without a discount the unit itself, at the same decimals. */
export function discountedUnit(
  unit: Amount,
  discount: UnitDiscount | null,
  listDecimals: number,
  currencyDecimals: number | null,
): Amount {
  const scale = unitDecimals(listDecimals, currencyDecimals);
  if (!discount) return rescale(unit, scale, "half-up");
  if (discount.kind === "percent") return percentOff(unit, discount.percent, scale);
  return fixedOff(unit, discount.amount, scale);
}

/** Where a line stands in its term; `days` null or left out means that nothing is prorated. */
export type Term = { readonly days?: number | null; readonly daysInTerm?: number | null };

export type Line = Term & {
  /** The discounted unit price of a full term: the answer of `discountedUnit`. */
  readonly unit: Amount;
  /** A whole number from 1. */
  readonly quantity: number;
  readonly listDecimals: number;
  /** Null for a code without a minor unit: totals then have the list's decimals. */
  readonly currencyDecimals: number | null;
};

function checkedQuantity(quantity: number): bigint {
  if (Number.isSafeInteger(quantity) && quantity >= 1) return BigInt(quantity);
  throw invalid("quantity", `${quantity} is not a whole number from 1`, {
    rule: "quantity",
    value: quantity,
  });
}

/** Undefined for a full term and for what is not prorated. */
function partOf(term: Term): { days: bigint; daysInTerm: number } | undefined {
  const { days = null, daysInTerm = null } = term;
  if (days === null && daysInTerm === null) return undefined;
  if (daysInTerm !== 365 && daysInTerm !== 366) {
    throw invalid("days_in_term", `${daysInTerm} is not 365 or 366`, { rule: "term", value: daysInTerm });
  }
  if (days === null || !Number.isInteger(days) || days < 1 || days > daysInTerm) {
    throw invalid("days", `${days} is not a whole number from 1 to ${daysInTerm}`, {
      rule: "term",
      value: days,
    });
  }
  return days === daysInTerm ? undefined : { days: BigInt(days), daysInTerm };
}

/** Decimals that a daily price keeps (DESIGN §3, step 3). */
export function dailyDecimals(listDecimals: number): number {
  return Math.max(9, listDecimals + 7);
}

function dailyPrice(unit: Amount, daysInTerm: number, listDecimals: number): Amount {
  const scale = dailyDecimals(listDecimals);
  const numerator = unit.units * pow10(scale);
  return { units: divideHalfUp(numerator, BigInt(daysInTerm) * pow10(unit.scale)), scale };
}

/**
 * Steps 2 and 3 of the pipeline (DESIGN §3): the line's total at the currency's decimals, rounded once from the unit of a full
 * term, or once from the daily price. A rounded prorated unit is never multiplied.
 * @throws DomainError `invalid` for a quantity or days out of range, `limit` for a total over 15 digits.
 */
export function lineTotal(line: Line): Amount {
  const { unit, listDecimals, currencyDecimals } = line;
  const quantity = checkedQuantity(line.quantity);
  const part = partOf(line);
  const base = part ? dailyPrice(unit, part.daysInTerm, listDecimals) : unit;
  const exact = { units: base.units * (part?.days ?? 1n) * quantity, scale: base.scale };
  return assertTotal(rescale(exact, currencyDecimals ?? listDecimals, "half-up"), "The line total");
}

/** One unit for the days that are left, rounded half up to `scale` decimals: to show, never to calculate with. */
export function proratedUnit(unit: Amount, term: Term, listDecimals: number, scale: number): Amount {
  const part = partOf(term);
  if (!part) return rescale(unit, scale, "half-up");
  const daily = dailyPrice(unit, part.daysInTerm, listDecimals);
  return rescale({ units: daily.units * part.days, scale: daily.scale }, scale, "half-up");
}

/** What is earned: `income − cost`, and its share of the income in percent with two decimals, none when the income is zero. */
export type Margin = { readonly amount: Amount; readonly percent: Amount | null };

/** Direct: customer − cost; through a reseller: reseller − cost (DESIGN §8, step 5). May be negative. */
export function marginOf(income: Amount, cost: Amount): Margin {
  const amount = subtractAmounts(income, cost);
  if (income.units === 0n) return { amount, percent: null };
  const numerator = amount.units * pow10(4 + income.scale);
  const denominator = income.units * pow10(amount.scale);
  return { amount, percent: { units: divideHalfUp(numerator, denominator), scale: 2 } };
}
