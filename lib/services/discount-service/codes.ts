import { database } from "@/db/client";
import { hasDemoAccounts, type ServedItem } from "@/db/discount-service";
import type { DiscountRecord } from "@/db/flexible-discounts";
import { codeKey, discountStatus, reductionOf } from "../../domain/discount";
import { closestTerms, localRefusal, type RefusalReason } from "../../domain/discount-refusal";
import type { UnitDiscount } from "../../domain/price-kernel";
import { lineDetail } from "../../vipmp/errors";
import type { OrderRequestLine } from "../../vipmp/order-request";
import { refusalWords } from "../../vipmp/refusal";
import { Refusal } from "./answers";
import type { Call } from "./call";
import type { Customer } from "./customers";
import { discountsOf, endOf } from "./flex-discounts";

/** A code that applies to a line. Closed discounts keep their id to themselves. */
export type AppliedCode = { id: string | null; code: string; reduction: UnitDiscount };

type Wanted = { vendorIds: string[]; currency: string; codes: readonly string[] };

/**
 * Reads the codes of one order: a function from a line and its item to the discount that applies, or null without a code.
 * It throws Refusal 2144 beside another discount, 2146 for an unknown code, 2141 with the reason for one that does not fit.
 */
export async function codeReader(
  call: Call,
  customer: Customer,
  { vendorIds, currency, codes }: Wanted,
): Promise<(line: OrderRequestLine, item: ServedItem) => AppliedCode | null> {
  const codeKeys = [...new Set(codes.map(codeKey))];
  const known = codeKeys.length > 0 ? await discountsOf(call, vendorIds, { codeKeys }) : [];
  const byKey = Map.groupBy(known, (one) => one.codeKey);
  const failing = codeKeys.some(mustFail) && (await hasDemoAccounts(database()));
  return (line, item) => {
    const [code] = line.flexDiscountCodes ?? [];
    if (code === undefined) return null;
    const refuse = (reason: string) =>
      new Refusal("2141", [lineDetail(line.extLineItemNumber, reason || "Invalid Flexible Discount")]);
    if (line.discountCode) throw new Refusal("2144", [lineDetail(line.extLineItemNumber)]);
    const key = codeKey(code);
    if (failing && mustFail(key)) throw refuse("");
    const same = byKey.get(key) ?? [];
    if (same.length === 0) throw new Refusal("2146", [lineDetail(line.extLineItemNumber, "NOT_FOUND")]);
    const own = same.filter(({ vendorId }) => vendorId === item.vendorId);
    if (own.length === 0) throw refuse(wordsOf("item_not_covered"));
    const use = {
      mpn: item.mpn,
      currency,
      country: customer.country,
      segment: customer.segment,
      at: call.at,
    };
    return applied(own, use, refuse);
  };
}

/** Such codes fail in the original's sandbox, and here while the demo data is loaded. */
function mustFail(key: string): boolean {
  return key.includes("FAILURE");
}

type Use = Omit<Parameters<typeof localRefusal>[1], "switches">;

function applied(
  own: readonly DiscountRecord[],
  given: Use,
  refuse: (reason: string) => Refusal,
): AppliedCode {
  const use = { ...given, switches: { fixed: true, percent: true } };
  // Nobody has used a discount here before its first order: past its end a reusable one is ended too.
  const terms = own.map((one) => ({ ...one, endAt: endOf(one), reusableUntil: null }));
  const closest = closestTerms(terms, use);
  const found = own.find(({ id }) => id === closest?.id);
  if (!closest || !found) throw refuse("");
  const refusal = localRefusal(closest, use);
  if (refusal) throw refuse(wordsOf(refusal.reason));
  if (discountStatus(closest, use.at) !== "live") throw refuse(wordsOf("ended"));
  const reduction = reductionOf(closest, use.country, use.currency);
  if (!reduction) throw refuse("");
  return { id: found.closed ? null : found.id, code: found.code, reduction };
}

function wordsOf(reason: RefusalReason): string {
  return refusalWords[reason] ?? "";
}
