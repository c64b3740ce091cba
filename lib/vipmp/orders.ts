import { z } from "zod";
import { minorUnitDecimals } from "@/lib/domain/currencies";
import { codeKey } from "@/lib/domain/discount";
import type { PreviewedLine } from "@/lib/domain/discount-choice";
import { type Amount, addAmounts, compareAmounts, rescale } from "@/lib/domain/money";
import { lineTotal } from "@/lib/domain/price-kernel";
import type { OrderKind } from "./order-request";
import { amountField, countField, wireInstant, wireNumber, wireTimestamp } from "./wire";

/** What a line costs upstream (vipmp reference §3.3). Units are per full term; `net` is one prorated unit, to show only. */
export type LinePricing = {
  partnerPrice: Amount;
  discountedPartnerPrice: Amount;
  netPartnerPrice: Amount;
  lineItemPartnerPrice: Amount;
};

export type OrderLineAnswer = {
  extLineItemNumber: number;
  /** May carry another level than was sent: lines are joined by number, never by offer. */
  offerId: string;
  quantity: number;
  subscriptionId: string;
  status: string;
  currency: string | null;
  flexDiscounts: { id: string | null; code: string; result: string }[];
  /** Null for offers without a term, and without prices. */
  proratedDays: number | null;
  pricing: LinePricing | null;
  /** Only on orders that can be returned. */
  remainingQuantity?: number;
};

export type OrderAnswer = {
  orderType: string;
  /** Empty for previews. */
  orderId: string;
  externalReferenceId: string;
  referenceOrderId: string;
  customerId: string;
  currency: string | null;
  createdAt: Date | null;
  /** Empty for previews; 1002 open, 1000 done, 1004 failed. */
  status: string;
  lines: OrderLineAnswer[];
};

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const word = optional(z.union([z.string(), z.number()]).transform(String));

const pricing = z
  .object({
    partnerPrice: amountField,
    discountedPartnerPrice: optional(amountField),
    netPartnerPrice: optional(amountField),
    proratedPartnerPrice: optional(amountField),
    lineItemPartnerPrice: optional(amountField),
    lineItemPrice: optional(amountField),
  })
  .transform((given, context): LinePricing => {
    const total = given.lineItemPartnerPrice ?? given.lineItemPrice;
    if (!total) {
      context.addIssue({ code: "custom", message: "has no line total", input: given });
      return z.NEVER;
    }
    const discounted = given.discountedPartnerPrice ?? given.partnerPrice;
    return {
      partnerPrice: given.partnerPrice,
      discountedPartnerPrice: discounted,
      netPartnerPrice: given.netPartnerPrice ?? given.proratedPartnerPrice ?? discounted,
      lineItemPartnerPrice: total,
    };
  });

const results = z.array(
  z.object({ id: optional(z.string()), code: z.string(), result: z.string().default("") }),
);

const line = z
  .object({
    extLineItemNumber: countField,
    offerId: z.string(),
    quantity: countField,
    subscriptionId: word,
    status: word,
    currencyCode: word,
    flexDiscounts: optional(results),
    promotions: optional(results),
    proratedDays: optional(countField),
    pricing: optional(pricing),
    remainingQuantity: optional(countField),
  })
  .transform(
    (given): OrderLineAnswer => ({
      extLineItemNumber: given.extLineItemNumber,
      offerId: given.offerId,
      quantity: given.quantity,
      subscriptionId: given.subscriptionId ?? "",
      status: given.status ?? "",
      currency: given.currencyCode ?? null,
      flexDiscounts: (given.flexDiscounts ?? given.promotions ?? []).map((one) => ({
        ...one,
        id: one.id ?? null,
      })),
      proratedDays: given.proratedDays ?? null,
      pricing: given.pricing ?? null,
      ...(given.remainingQuantity === undefined ? {} : { remainingQuantity: given.remainingQuantity }),
    }),
  );

const answer = z
  .object({
    orderType: z.string(),
    orderId: word,
    externalReferenceId: word,
    referenceOrderId: word,
    customerId: word,
    currencyCode: word,
    creationDate: z.unknown().optional(),
    status: word,
    lineItems: z.array(line),
  })
  .transform(
    (given): OrderAnswer => ({
      orderType: given.orderType,
      orderId: given.orderId ?? "",
      externalReferenceId: given.externalReferenceId ?? "",
      referenceOrderId: given.referenceOrderId ?? "",
      customerId: given.customerId ?? "",
      currency: given.currencyCode ?? null,
      createdAt: wireInstant(given.creationDate),
      status: given.status ?? "",
      lines: given.lineItems,
    }),
  );

/** Reads an order's answer, older names of the prices included; null when it is none. */
export function parseOrderAnswer(body: unknown): OrderAnswer | null {
  const parsed = answer.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** Was the code applied? Only exactly SUCCESS counts (vipmp reference §3.3). */
export function isApplied(given: Pick<OrderLineAnswer, "flexDiscounts">, code: string): boolean {
  return given.flexDiscounts.some((one) => codeKey(one.code) === codeKey(code) && one.result === "SUCCESS");
}

/**
 * What a preview said of a line, for the choice of discounts: whether the code counts, the cost with it, and without.
 * Null when the answer has no price. `daysInTerm` and `listDecimals` are of our own line.
 * @throws DomainError `invalid` when upstream prorates by days outside the term.
 */
export function previewedLine(
  given: OrderLineAnswer,
  code: string | null,
  own: { currency: string; daysInTerm: number | null; listDecimals: number },
): PreviewedLine | null {
  if (!given.pricing) return null;
  const { partnerPrice, discountedPartnerPrice, lineItemPartnerPrice } = given.pricing;
  const applied = code !== null && isApplied(given, code);
  if (compareAmounts(partnerPrice, discountedPartnerPrice) === 0) {
    return { applied, cost: lineItemPartnerPrice, before: lineItemPartnerPrice };
  }
  const isProrated = given.proratedDays !== null && own.daysInTerm !== null;
  const before = lineTotal({
    unit: partnerPrice,
    quantity: given.quantity,
    days: isProrated ? given.proratedDays : null,
    daysInTerm: isProrated ? own.daysInTerm : null,
    listDecimals: Math.max(own.listDecimals, partnerPrice.scale),
    currencyDecimals: minorUnitDecimals(own.currency),
  });
  return { applied, cost: lineItemPartnerPrice, before };
}

/** The decimals of `netPartnerPrice`: up to three, half up; as a JSON number it shows no trailing zeros (API.md §4). */
const netDecimals = 3;

/** An order as `/v3` answers it. Prices, days and the summary appear only `withPrices` (`fetch-price=true`). */
export function presentOrder(
  order: OrderAnswer & { orderType: OrderKind; currency: string },
  withPrices: boolean,
) {
  return {
    referenceOrderId: order.referenceOrderId,
    externalReferenceId: order.externalReferenceId,
    orderId: order.orderId,
    customerId: order.customerId,
    currencyCode: order.currency,
    orderType: order.orderType,
    ...(order.createdAt ? { creationDate: wireTimestamp(order.createdAt) } : {}),
    status: order.status,
    lineItems: order.lines.map((one) => presentLine(one, order.currency, withPrices)),
    ...(withPrices ? { pricingSummary: [presentSummary(order)] } : {}),
  };
}

function presentLine(given: OrderLineAnswer, currency: string, withPrices: boolean) {
  return {
    extLineItemNumber: given.extLineItemNumber,
    offerId: given.offerId,
    quantity: given.quantity,
    subscriptionId: given.subscriptionId,
    status: given.status,
    currencyCode: given.currency ?? currency,
    ...(given.flexDiscounts.length > 0 ? { flexDiscounts: given.flexDiscounts.map(presentResult) } : {}),
    ...(given.remainingQuantity === undefined ? {} : { remainingQuantity: given.remainingQuantity }),
    ...(withPrices && given.proratedDays !== null ? { proratedDays: given.proratedDays } : {}),
    ...(withPrices && given.pricing ? { pricing: presentPricing(given.pricing) } : {}),
  };
}

function presentResult({ id, code, result }: OrderLineAnswer["flexDiscounts"][number]) {
  return { ...(id === null ? {} : { id }), code, result };
}

function presentPricing(given: LinePricing) {
  const net = given.netPartnerPrice;
  return {
    partnerPrice: wireNumber(given.partnerPrice),
    discountedPartnerPrice: wireNumber(given.discountedPartnerPrice),
    netPartnerPrice: wireNumber(net.scale > netDecimals ? rescale(net, netDecimals, "half-up") : net),
    lineItemPartnerPrice: wireNumber(given.lineItemPartnerPrice),
  };
}

function presentSummary(order: { lines: readonly OrderLineAnswer[]; currency: string }) {
  const total = order.lines.reduce<Amount>(
    (sum, one) => (one.pricing ? addAmounts(sum, one.pricing.lineItemPartnerPrice) : sum),
    { units: 0n, scale: 0 },
  );
  return { totalLineItemPartnerPrice: wireNumber(total), currencyCode: order.currency };
}
