import { type Dinero, dinero, toSnapshot } from "dinero.js/bigint";
import { z } from "zod";
import { currencyDecimals } from "./currencies";
import { digitCount, divideHalfUp, pow10, printDecimal, trimDecimal } from "./decimal";
import { DomainError, invalid } from "./errors";
import {
  hasTooManyDigits,
  maxDigits,
  type Reading,
  readAmount,
  readJsonNumber,
  readMoney,
} from "./money-text";

/** `units / 10^scale`, exact. Prices have the scale of their list (0 to 8), totals that of their currency; differences may be negative. */
export type Amount = { readonly units: bigint; readonly scale: number };

function accept(reading: Reading, value: string, scale: number, path: string): Amount {
  if ("refusal" in reading) {
    throw invalid(path, reading.refusal.message, { rule: reading.refusal.rule, value });
  }
  return { units: reading.units, scale };
}

/**
 * A plain decimal of the API (`"12.50"`): zero or more, at most `scale` decimals, at most 15 digits at that scale (DESIGN §3).
 * @throws DomainError `invalid` naming `path`, the value and the rule.
 */
export function parseAmount(text: string, scale: number, path = "amount"): Amount {
  return accept(readAmount(text, scale), text, scale, path);
}

/**
 * What a person types or pastes: grouping, either decimal mark and the list's currency are understood (DESIGN §3).
 * @throws DomainError `invalid` naming `path`, the value and the rule.
 */
export function parseMoney(text: string, currency: string | null, scale: number, path = "amount"): Amount {
  return accept(readMoney(text, currency, scale), text, scale, path);
}

/**
 * A JSON number by its source text (`context.source` of `JSON.parse`); an exponent is allowed (API.md §6).
 * @throws DomainError `invalid` naming `path`, the value and the rule.
 */
export function parseJsonNumber(source: string, scale: number, path = "amount"): Amount {
  return accept(readJsonNumber(source, scale), source, scale, path);
}

/** A zod schema for API strings: text in, `Amount` out. The path of the issue is the place in the body. */
export function amountText(scale: number) {
  return z.string().transform((text, context): Amount => {
    const reading = readAmount(text, scale);
    if (!("refusal" in reading)) return { units: reading.units, scale };
    context.addIssue({ code: "custom", message: reading.refusal.message, input: text });
    return z.NEVER;
  });
}

/** A plain decimal with exactly `scale` decimals: "365.00". */
export function printAmount(amount: Amount): string {
  return printDecimal(amount.units, amount.scale);
}

/** A plain decimal without trailing zeros: "365", "0.5". */
export function printShort(amount: Amount): string {
  return trimDecimal(printAmount(amount));
}

/**
 * The JSON number of Connect-shaped answers: exact, because an amount has at most 15 digits.
 * @throws DomainError `limit` over 15 digits.
 */
export function toJsonNumber(amount: Amount): number {
  assertTotal(amount);
  return Number(printAmount(amount));
}

/** How many digits the amount has at its scale: 0.05 at scale 2 has one, 1.00 has three. */
export function significantDigits(amount: Amount): number {
  return digitCount(amount.units);
}

/**
 * Refuses a line or order total that no longer survives every JSON parser (DESIGN §3).
 * @throws DomainError `limit` over 15 digits.
 */
export function assertTotal(amount: Amount, what = "The total"): Amount {
  if (hasTooManyDigits(amount.units)) {
    throw new DomainError("limit", `${what} ${printAmount(amount)} has more than ${maxDigits} digits.`);
  }
  return amount;
}

/** -1, 0 or 1, whatever the scales. */
export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  if (a.scale === b.scale) return a.units < b.units ? -1 : a.units > b.units ? 1 : 0;
  const scale = Math.max(a.scale, b.scale);
  const left = a.units * pow10(scale - a.scale);
  const right = b.units * pow10(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exact sum, at the larger scale. */
export function addAmounts(a: Amount, b: Amount): Amount {
  const scale = Math.max(a.scale, b.scale);
  return { units: a.units * pow10(scale - a.scale) + b.units * pow10(scale - b.scale), scale };
}

/** The exact difference `a - b`, at the larger scale; may be negative. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  return addAmounts(a, { units: -b.units, scale: b.scale });
}

/**
 * The amount at another scale: rounded half away from zero, or `exact`.
 * @throws DomainError `invalid` when `exact` would lose decimals.
 */
export function rescale(amount: Amount, scale: number, mode: "half-up" | "exact"): Amount {
  if (scale >= amount.scale) return { units: amount.units * pow10(scale - amount.scale), scale };
  const divisor = pow10(amount.scale - scale);
  if (mode === "exact" && amount.units % divisor !== 0n) {
    throw invalid("amount", `${printAmount(amount)} does not fit ${scale} decimals`, { rule: "decimals" });
  }
  return { units: divideHalfUp(amount.units, divisor), scale };
}

/** The amount as a dinero.js object, which is how money crosses module borders. A code without a minor unit takes the amount's scale. */
export function toDinero<C extends string>(amount: Amount, currency: C): Dinero<bigint, C> {
  const exponent = BigInt(currencyDecimals(currency, amount.scale));
  return dinero({
    amount: amount.units,
    currency: { code: currency, base: 10n, exponent },
    scale: BigInt(amount.scale),
  });
}

/** The plain carrier of a dinero.js object. */
export function fromDinero<C extends string>(money: Dinero<bigint, C>): Amount & { readonly currency: C } {
  const { amount, scale, currency } = toSnapshot(money);
  return { units: amount, scale: Number(scale), currency: currency.code };
}

export type MoneyFormat = { locale?: string; display?: "code" | "symbol" | "none" };

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(
  currency: string,
  digits: number,
  locale: string,
  display: "code" | "symbol" | "none",
): Intl.NumberFormat {
  const key = `${locale} ${currency} ${display} ${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(
    locale,
    display === "none"
      ? { ...fraction, style: "decimal" }
      : { ...fraction, style: "currency", currency, currencyDisplay: display },
  );
  formatters.set(key, made);
  return made;
}

/** `Intl` formats a decimal text exactly, without a float; its type wants the text marked as numeric. */
function numericText(amount: Amount): Intl.StringNumericLiteral {
  return printAmount(amount) as Intl.StringNumericLiteral;
}

/** For people: all decimals of the amount's scale, the minus as U+2212 (UI.md, Money). `display` is the code unless told. */
export function formatMoney(amount: Amount, currency: string, options: MoneyFormat = {}): string {
  const { locale = "en", display = "code" } = options;
  return formatter(currency, amount.scale, locale, display)
    .formatToParts(numericText(amount))
    .map((part) => (part.type === "minusSign" ? "\u2212" : part.value))
    .join("");
}

const precisions = [0, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001, 0.0000001, 0.00000001];

/**
 * The platform API's precision as decimals: 0.01 is 2, 0 is whole numbers (API.md §6).
 * @throws DomainError `invalid` unless it is 0 or a power of ten from 0.1 to 0.00000001.
 */
export function decimalsFromPrecision(precision: number, path = "precision"): number {
  const decimals = precisions.indexOf(precision);
  if (decimals >= 0) return decimals;
  const allowed = "is not allowed; use 0 (whole numbers), 0.1, 0.01 and so on to 0.00000001";
  throw invalid(path, `${precision} ${allowed}`, { rule: "precision", value: precision });
}

/** 2 decimals are the precision 0.01; 0 decimals are 0. */
export function precisionFromDecimals(decimals: number): number {
  const precision = precisions[decimals];
  if (precision === undefined)
    throw invalid("decimals", `${decimals} is not between 0 and 8`, { value: decimals });
  return precision;
}
