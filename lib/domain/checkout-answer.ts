import { z } from "zod";
import { printReduction } from "./discount";
import type { Discovery, RejectedCode } from "./discount-candidates";
import type { CodeOutcome, LineChoice } from "./discount-choice";
import { isoInstant } from "./discount-input";
import { refusalReasons } from "./discount-refusal";
import { type LevelPrice, mapChain, orderTotals } from "./line-pricing";
import { type Amount, printAmount } from "./money";

/** Things to know about a whole preview (API.md §3). */
export type CheckoutNotice = { code: string; message: string };

export type CheckoutLine = {
  item: { id: string; mpn: string; name: string };
  quantity: number;
  /** Only for a change line: `quantity` is what is added. */
  change: { oldQuantity: number; newQuantity: number } | null;
  days: number | null;
  daysInTerm: number | null;
  /** Where a volume level changes the cost: its name and the cost of a unit before it. Absent or null for who sees no cost. */
  volume?: { level: string; listUnit: Amount } | null;
  choice: LineChoice;
};

export type CheckoutResult = {
  at: Date;
  currency: string;
  discovery: Discovery;
  lines: readonly CheckoutLine[];
  /** Outcomes that belong to no line. */
  codes: readonly RejectedCode[];
  notices: readonly CheckoutNotice[];
};

const amount = z.string();
const shownPrice = z.object({ unit: amount, discounted_unit: amount, total_before: amount, total: amount });
/** For a reseller that may not see discounts the before-values are absent (DESIGN §8, Visibility). */
const price = shownPrice.partial({ unit: true, total_before: true });

const rejected = z.object({
  code: z.string(),
  outcome: z.literal("rejected"),
  reason: z.enum(refusalReasons),
  message: z.string(),
});
const confirmed = z.object({
  code: z.string(),
  outcome: z.enum(["applied", "not_best"]),
  cost_total: amount,
  price_total: amount.nullable(),
});
const outcome = z.discriminatedUnion("outcome", [confirmed, rejected]);

const discount = z.object({
  id: z.string().nullable(),
  code: z.string(),
  type: z.enum(["FIXED_DISCOUNT", "PERCENTAGE_DISCOUNT"]),
  value: z.string(),
  currency: z.string().nullable(),
  application_type: z.literal("FULL_CHAIN"),
  auto_applied: z.boolean(),
});

const line = z.object({
  item: z.object({ id: z.string(), mpn: z.string(), name: z.string() }),
  quantity: z.int(),
  old_quantity: z.int().optional(),
  new_quantity: z.int().optional(),
  days: z.int().nullable(),
  days_in_term: z.int().nullable(),
  price: price.nullable(),
  reseller: price.nullable(),
  cost: price,
  volume: z.object({ level: z.string(), list_unit: amount }).optional(),
  discount: discount.nullable(),
  codes: z.array(outcome),
});

const total = amount.nullable();

/** The answer of `POST /checkout/preview` (API.md §3); amounts are decimal strings. */
export const checkoutAnswer = z.object({
  at: z.string(),
  currency: z.string(),
  discovery: z.enum(["auto", "off", "overridden"]),
  lines: z.array(line),
  codes: z.array(rejected),
  totals: z.object({
    price_before: total,
    price: total,
    cost_before: total,
    cost: total,
    reseller_before: total,
    reseller: total,
  }),
  notices: z.array(z.object({ code: z.string(), message: z.string() })),
});

export type CheckoutAnswer = z.output<typeof checkoutAnswer>;

/**
 * The answer for those who may see discounts, or, with `hidden`, for a reseller that the marketplace does not authorise:
 * the same prices and nothing from which a discount could be told. `discovery` then always says `off`.
 */
export function presentCheckout(result: CheckoutResult, visibility: "full" | "hidden"): CheckoutAnswer {
  const hidden = visibility === "hidden";
  const totals = orderTotals(
    result.lines.map(({ choice }) => choice.levels),
    result.currency,
  );
  const before = mapChain(totals, (sum) => (hidden ? null : printAmount(sum.before)));
  const after = mapChain(totals, (sum) => printAmount(sum.after));
  return {
    at: isoInstant(result.at),
    currency: result.currency,
    discovery: hidden ? "off" : result.discovery,
    lines: result.lines.map((one) => presentLine(one, result.currency, hidden)),
    codes: hidden ? [] : result.codes.map(presentRejected),
    totals: {
      price_before: before.price,
      price: after.price,
      cost_before: before.cost,
      cost: after.cost,
      reseller_before: before.reseller,
      reseller: after.reseller,
    },
    notices: hidden ? [] : result.notices.map((notice) => ({ ...notice })),
  };
}

function presentLine(
  given: CheckoutLine,
  currency: string,
  hidden: boolean,
): CheckoutAnswer["lines"][number] {
  const { item, quantity, change, days, daysInTerm, choice } = given;
  const levels = mapChain(choice.levels, (level) => presentLevel(level, hidden));
  return {
    item,
    quantity,
    ...(change ? { old_quantity: change.oldQuantity, new_quantity: change.newQuantity } : {}),
    days,
    days_in_term: daysInTerm,
    ...levels,
    ...(given.volume && !hidden ? { volume: presentVolume(given.volume) } : {}),
    discount: hidden ? null : presentDiscount(choice, currency),
    codes: hidden ? [] : choice.outcomes.map(presentOutcome),
  };
}

function presentVolume({ level, listUnit }: { level: string; listUnit: Amount }) {
  return { level, list_unit: printAmount(listUnit) };
}

function presentLevel(level: LevelPrice, hidden: boolean) {
  const after = { discounted_unit: printAmount(level.discountedUnit), total: printAmount(level.total) };
  if (hidden) return after;
  return {
    unit: printAmount(level.unit),
    discounted_unit: after.discounted_unit,
    total_before: printAmount(level.totalBefore),
    total: after.total,
  };
}

function presentDiscount({ winner }: LineChoice, currency: string): z.output<typeof discount> | null {
  if (!winner) return null;
  const fixed = winner.reduction.kind === "fixed";
  return {
    id: winner.terms.id,
    code: winner.code,
    type: fixed ? "FIXED_DISCOUNT" : "PERCENTAGE_DISCOUNT",
    value: printReduction(winner.reduction),
    currency: fixed ? currency : null,
    application_type: "FULL_CHAIN",
    auto_applied: winner.source === "discovered",
  };
}

/** One code's outcome as the API answers it; also the `details` of an order that is refused for its codes. */
export function presentOutcome(given: CodeOutcome): z.output<typeof outcome> {
  if (given.outcome === "rejected") return presentRejected(given);
  const { code, levels } = given;
  const { cost, price: customer } = mapChain<LevelPrice, string>(levels, (level) => printAmount(level.total));
  return { code, outcome: given.outcome, cost_total: cost, price_total: customer };
}

function presentRejected({ code, reason, message }: RejectedCode): z.output<typeof rejected> {
  return { code, outcome: "rejected", reason, message };
}

/** The outcomes for which `POST /requests` refuses the order: every rejected code that was typed or selected (API.md §3). */
export function refusingOutcomes(
  result: Pick<CheckoutResult, "lines" | "codes">,
): z.output<typeof rejected>[] {
  const onLines = result.lines.flatMap(({ choice }) =>
    choice.outcomes.flatMap((one) =>
      one.outcome === "rejected" && (one.source === "typed" || one.source === "selected") ? [one] : [],
    ),
  );
  return [...onLines, ...result.codes].map(presentRejected);
}

/** `cb_flex_discount_draft` and `cb_flex_discount_final`: what is applied to each MPN, in the seed's shape as valid JSON. */
export function recordedDiscounts(result: Pick<CheckoutResult, "lines" | "currency">) {
  const discounts = result.lines.flatMap(({ item, choice: { winner } }) => {
    if (!winner) return [];
    const fixed = winner.reduction.kind === "fixed";
    const value = { discountValue: Number(printReduction(winner.reduction)) };
    return {
      mpn: item.mpn,
      id: winner.terms.id,
      code: winner.code,
      application_type: "FULL_CHAIN" as const,
      discounts: [
        {
          type: fixed ? ("FIXED_DISCOUNT" as const) : ("PERCENTAGE_DISCOUNT" as const),
          values: [fixed ? { ...value, discountCurrency: result.currency } : value],
        },
      ],
    };
  });
  return { discounts };
}

/** `flex_discounts_auto_applied`: `True` when at least one line's discount was discovered, else `False` (DESIGN §8, Recorded). */
export function autoAppliedRecord(lines: readonly CheckoutLine[]): "True" | "False" {
  return lines.some(({ choice }) => choice.winner?.source === "discovered") ? "True" : "False";
}
