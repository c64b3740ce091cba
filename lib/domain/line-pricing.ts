import { currencyDecimals, minorUnitDecimals } from "./currencies";
import { type DiscountTerms, printReduction } from "./discount";
import {
  type Amount,
  addAmounts,
  assertTotal,
  compareAmounts,
  printShort,
  rescale,
  subtractAmounts,
} from "./money";
import {
  discountedUnit,
  lineTotal,
  type Margin,
  marginOf,
  proratedUnit,
  type UnitDiscount,
  unitDecimals,
} from "./price-kernel";

/**
 * One thing for each level of the chain: the customer's price, the reseller's, and the cost to whoever looks.
 * `price` and `reseller` are null where the price list has no such column or the order no reseller.
 */
export type Chain<T> = { readonly price: T | null; readonly reseller: T | null; readonly cost: T };

/** What one level pays. Units are per full term; totals are at the currency's decimals. */
export type LevelPrice = {
  readonly unit: Amount;
  readonly discountedUnit: Amount;
  readonly totalBefore: Amount;
  readonly total: Amount;
};

/** What is needed to price a line. The scale of each unit is the decimals of the price list it comes from. */
export type LineTerms = {
  readonly units: Chain<Amount>;
  readonly currency: string;
  /** A whole number from 1. */
  readonly quantity: number;
  /** Null where nothing is prorated. */
  readonly days: number | null;
  readonly daysInTerm: number | null;
};

/** Applies a function at every level that there is. */
export function mapChain<T, U>(chain: Chain<T>, apply: (value: T) => U): Chain<U> {
  return {
    price: chain.price === null ? null : apply(chain.price),
    reseller: chain.reseller === null ? null : apply(chain.reseller),
    cost: apply(chain.cost),
  };
}

/**
 * A function that prices the line under a discount, or without one, at every level of the chain (`FULL_CHAIN`, DESIGN §8.5):
 * the percent of each tier's unit price, or the fixed amount off each tier's unit price.
 * @throws DomainError `invalid` for a quantity or days out of range, `limit` for a total over 15 digits.
 */
export function linePricer(line: LineTerms): (reduction: UnitDiscount | null) => Chain<LevelPrice> {
  const decimals = minorUnitDecimals(line.currency);
  const total = (unit: Amount, listDecimals: number) =>
    lineTotal({
      unit,
      quantity: line.quantity,
      days: line.days,
      daysInTerm: line.daysInTerm,
      listDecimals,
      currencyDecimals: decimals,
    });
  const before = mapChain(line.units, (given): LevelPrice => {
    const unit = rescale(given, unitDecimals(given.scale, decimals), "exact");
    const totalBefore = total(unit, given.scale);
    return { unit, discountedUnit: unit, totalBefore, total: totalBefore };
  });
  const reduce = (given: Amount, level: LevelPrice, reduction: UnitDiscount): LevelPrice => {
    const reduced = discountedUnit(given, reduction, given.scale, decimals);
    return { ...level, discountedUnit: reduced, total: total(reduced, given.scale) };
  };
  const { units } = line;
  return (reduction) => {
    if (reduction === null) return before;
    const optional = (given: Amount | null, level: LevelPrice | null) =>
      given && level ? reduce(given, level, reduction) : null;
    return {
      price: optional(units.price, before.price),
      reseller: optional(units.reseller, before.reseller),
      cost: reduce(units.cost, before.cost, reduction),
    };
  };
}

/** The sums of an order; null where a line lacks that level, since a sum of the rest would mislead. */
export type OrderTotals = Chain<{ readonly before: Amount; readonly after: Amount }>;

/** Adds the lines up. @throws DomainError `limit` for a total over 15 digits. */
export function orderTotals(lines: readonly Chain<LevelPrice>[], currency: string): OrderTotals {
  const zero: Amount = { units: 0n, scale: currencyDecimals(currency, 2) };
  const sum = (levels: readonly LevelPrice[], amountOf: (level: LevelPrice) => Amount) =>
    assertTotal(
      levels
        .map(amountOf)
        .reduce<Amount>(
          (total, amount) => addAmounts(total, amount),
          levels.length > 0 ? { units: 0n, scale: 0 } : zero,
        ),
      "The order total",
    );
  const both = (levels: readonly LevelPrice[]) => ({
    before: sum(levels, (level) => level.totalBefore),
    after: sum(levels, (level) => level.total),
  });
  const complete = (level: "price" | "reseller") => {
    const found = lines.flatMap((line) => line[level] ?? []);
    return lines.length > 0 && found.length === lines.length ? both(found) : null;
  };
  return {
    price: complete("price"),
    reseller: complete("reseller"),
    cost: both(lines.map((line) => line.cost)),
  };
}

/** What the distributor earns before and after the discount: reseller − cost where there is a reseller, else customer − cost. */
export function lineMargin(levels: Chain<LevelPrice>): { before: Margin; after: Margin } | null {
  const income = levels.reseller ?? levels.price;
  if (!income) return null;
  return {
    before: marginOf(income.totalBefore, levels.cost.totalBefore),
    after: marginOf(income.total, levels.cost.total),
  };
}

/** The margin of a whole order, by the same rule. */
export function orderMargin(totals: OrderTotals): { before: Margin; after: Margin } | null {
  const income = totals.reseller ?? totals.price;
  if (!income) return null;
  return {
    before: marginOf(income.before, totals.cost.before),
    after: marginOf(income.after, totals.cost.after),
  };
}

/** One step from the list price to the line's total: what it does, its rule, the amount after it and the change it made. */
export type WaterfallStep = {
  kind: "list" | "level" | "discount" | "proration" | "total";
  label: string;
  rule: string;
  amount: Amount;
  delta: Amount | null;
};

export type WaterfallInput = {
  level: LevelPrice;
  currency: string;
  quantity: number;
  days: number | null;
  daysInTerm: number | null;
  listDecimals: number;
  /** The price before the volume level, and the level's name; null where no level applies. */
  volume: { listUnit: Amount; name: string } | null;
  discount: { terms: DiscountTerms; reduction: UnitDiscount } | null;
};

/** The waterfall of UI.md: list price → level → flexible discount → proration → net × quantity. Steps that do nothing are left out. */
export function waterfall(input: WaterfallInput): WaterfallStep[] {
  const { level, volume, discount, days, daysInTerm, quantity, currency } = input;
  const first = volume?.listUnit ?? level.unit;
  const steps: WaterfallStep[] = [
    { kind: "list", label: "List price", rule: "one unit, full term", amount: first, delta: null },
  ];
  const add = (kind: WaterfallStep["kind"], label: string, rule: string, amount: Amount) => {
    const last = steps.at(-1)?.amount ?? first;
    steps.push({ kind, label, rule, amount, delta: subtractAmounts(amount, last) });
  };
  if (volume) add("level", "Volume level", `level ${volume.name}`, level.unit);
  if (discount)
    add("discount", discount.terms.code, reductionRule(discount.reduction, currency), level.discountedUnit);
  let net = level.discountedUnit;
  if (days !== null && daysInTerm !== null && days !== daysInTerm) {
    const scale = Math.max(currencyDecimals(currency, input.listDecimals), 3);
    net = proratedUnit(level.discountedUnit, { days, daysInTerm }, input.listDecimals, scale);
    add("proration", "Proration", `${days} of ${daysInTerm} days`, net);
  }
  const rule = `${printShort(net)} × ${quantity}, rounded once`;
  steps.push({ kind: "total", label: "Line total", rule, amount: level.total, delta: null });
  return steps;
}

function reductionRule(reduction: UnitDiscount, currency: string): string {
  const value = printReduction(reduction);
  return reduction.kind === "percent" ? `${value} % off each unit` : `${value} ${currency} off each unit`;
}

/** Does the discount lower the line at this level at all? */
export function saves(level: LevelPrice): boolean {
  return compareAmounts(level.total, level.totalBefore) < 0;
}
