import { database } from "@/db/client";
import { findItemsByMpn, type ServedItem } from "@/db/discount-service";
import { findPricesInForce, type PriceInForce } from "@/db/prices";
import { minorUnitDecimals } from "../../domain/currencies";
import { isDomainError } from "../../domain/errors";
import { type Amount, rescale } from "../../domain/money";
import { discountedUnit, lineTotal, proratedUnit, type UnitDiscount } from "../../domain/price-kernel";
import { anniversaryAfter, isoDate, isProrated, type Proration, prorate } from "../../domain/proration";
import { costAtLevel, higherLevel, levelOf } from "../../domain/volume-level";
import { lineDetail } from "../../vipmp/errors";
import { mpnOf, offerIdOf } from "../../vipmp/offer-id";
import type { OrderKind, OrderRequest, OrderRequestLine } from "../../vipmp/order-request";
import { type OrderAnswer, type OrderLineAnswer, presentOrder } from "../../vipmp/orders";
import { type Answer, Refusal } from "./answers";
import type { Call } from "./call";
import { type AppliedCode, codeReader } from "./codes";
import type { Customer } from "./customers";
import { marketplacesIn, pickMarketplace } from "./market";

/** The decimals of the prorated unit that is shown (API.md §4). */
const netDecimals = 3;

/** What the lines of one currency are priced with. */
type Shelf = { currency: string; items: Map<string, ServedItem[]>; prices: Map<string, PriceInForce> };

type Order = OrderRequest & { orderType: OrderKind };

/**
 * Prices an order and writes nothing. The first bad line refuses the whole order (vipmp reference §2.3).
 * @throws Refusal 2125, 2148 about currencies; 2122, 2128, 2120 about a line; 2141, 2144, 2145, 2146 about its code
 */
export async function previewOrder(call: Call, customer: Customer, order: Order): Promise<Answer> {
  const withPrices = call.url.searchParams.get("fetch-price") === "true";
  const marketplaces = await marketplacesIn(call.caller.distributorId, customer.country);
  const currencies = new Set(order.lineItems.map((line) => line.currencyCode ?? order.currencyCode));
  if (currencies.size > 1 && withPrices) throw new Refusal("2148");
  const mpns = [...new Set(order.lineItems.flatMap(({ offerId }) => mpnOf(offerId) ?? []))];
  const lines: (OrderLineAnswer | undefined)[] = order.lineItems.map(() => undefined);
  let currency = "";
  for (const wanted of currencies) {
    const marketplace = pickMarketplace(marketplaces, wanted);
    if (!marketplace) throw new Refusal("2125");
    const vendorIds = marketplace.vendorIds;
    const shelf = await fillShelf(marketplace.id, vendorIds, wanted ?? marketplace.currency, mpns, call.at);
    const codes = order.lineItems.flatMap(({ flexDiscountCodes }) => flexDiscountCodes ?? []);
    const read = await codeReader(call, customer, { vendorIds, currency: shelf.currency, codes });
    const terms = termsOf(order, customer, shelf, call.at);
    order.lineItems.forEach((line, index) => {
      if ((line.currencyCode ?? order.currencyCode) !== wanted) return;
      lines[index] = answerLine(line, shelf, terms, read);
    });
    currency ||= shelf.currency;
  }
  const answer = orderAnswer(order, customer, currency, call.at);
  const done = { ...answer, lines: lines.filter((line) => line !== undefined) };
  return { status: 200, body: presentOrder({ ...done, orderType: order.orderType, currency }, withPrices) };
}

function orderAnswer(
  order: Order,
  customer: Customer,
  currency: string,
  at: Date,
): Omit<OrderAnswer, "lines" | "orderType" | "currency"> & { currency: string } {
  return {
    orderId: "",
    externalReferenceId: order.externalReferenceId ?? "",
    referenceOrderId: "",
    customerId: customer.id,
    currency,
    createdAt: at,
    status: "",
  };
}

async function fillShelf(
  marketplaceId: string,
  vendorIds: string[],
  currency: string,
  mpns: string[],
  at: Date,
): Promise<Shelf> {
  const items = await findItemsByMpn(database(), vendorIds, mpns);
  const itemIds = items.map(({ id }) => id);
  const prices = await findPricesInForce(database(), { marketplaceId, at, currency, itemIds });
  return {
    currency,
    items: Map.groupBy(items, ({ mpn }) => mpn),
    prices: new Map(prices.map((price) => [price.item.id, price])),
  };
}

/** What all lines of an order share: the level that it reaches and the days that it pays for. */
type Terms = { kind: OrderKind; level: string; proration: Proration };

function termsOf(order: Order, customer: Customer, shelf: Shelf, at: Date): Terms {
  const licences = order.lineItems.filter(
    ({ offerId }) => shelf.items.get(mpnOf(offerId) ?? "")?.[0]?.type === "reservation",
  );
  const reached = levelOf(licences.reduce((sum, { quantity }) => sum + quantity, 0));
  const today = isoDate(at.getTime());
  const anniversary = customer.cotermDate === null ? null : anniversaryAfter(customer.cotermDate, today);
  return {
    kind: order.orderType,
    // A renewal starts a term: its level follows the quantity that is renewed, down as well as up.
    level: order.orderType === "PREVIEW_RENEWAL" ? reached : higherLevel(customer.level, reached),
    proration: prorate(anniversary, today),
  };
}

type ReadCode = (line: OrderRequestLine, item: ServedItem) => AppliedCode | null;

function answerLine(line: OrderRequestLine, shelf: Shelf, terms: Terms, read: ReadCode): OrderLineAnswer {
  const { item, price, code } = find(line, shelf, read);
  const level = item.type === "reservation" ? terms.level : line.offerId.slice(-5, -3);
  const unit = costAtLevel(price.values, level);
  const { extLineItemNumber, quantity } = line;
  if (!unit) throw new Refusal("2128", [lineDetail(extLineItemNumber)]);
  const orderType = terms.kind === "PREVIEW_RENEWAL" ? "renew" : "purchase";
  const proration = isProrated(item, orderType) ? terms.proration : null;
  return {
    extLineItemNumber,
    offerId: offerIdOf(item.mpn, level),
    quantity,
    subscriptionId: line.subscriptionId ?? "",
    status: "",
    currency: shelf.currency,
    flexDiscounts: code ? [{ id: code.id, code: code.code, result: "SUCCESS" }] : [],
    proratedDays: proration?.days ?? null,
    pricing: pricingOf(line, {
      unit,
      reduction: code?.reduction ?? null,
      proration,
      price,
      currency: shelf.currency,
    }),
  };
}

/** The item that the line means. Where two vendors share an MPN, the one whose discount the code is. */
function find(
  line: OrderRequestLine,
  shelf: Shelf,
  read: ReadCode,
): { item: ServedItem; price: PriceInForce; code: AppliedCode | null } {
  const detail = [lineDetail(line.extLineItemNumber)];
  const mpn = mpnOf(line.offerId);
  const isOther = mpn === null && (line.flexDiscountCodes?.length ?? 0) > 0;
  const items = shelf.items.get(mpn ?? "") ?? [];
  if (items.length === 0) throw new Refusal(isOther ? "2145" : "2122", detail);
  const sold = items.flatMap((item) => {
    const price = shelf.prices.get(item.id);
    return price ? [{ item, price }] : [];
  });
  const [first, ...others] = sold;
  if (!first) throw new Refusal("2128", detail);
  let refusal: unknown;
  for (const one of [first, ...others]) {
    try {
      return { ...one, code: read(line, one.item) };
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal;
}

type Priced = {
  unit: Amount;
  reduction: UnitDiscount | null;
  proration: Proration | null;
  price: PriceInForce;
  currency: string;
};

function pricingOf(line: OrderRequestLine, { unit, reduction, proration, price, currency }: Priced) {
  const currencyDecimals = minorUnitDecimals(currency);
  const discounted = discountedUnit(unit, reduction, price.decimals, currencyDecimals);
  const term = { days: proration?.days ?? null, daysInTerm: proration?.daysInTerm ?? null };
  try {
    return {
      partnerPrice: rescale(unit, discounted.scale, "exact"),
      discountedPartnerPrice: discounted,
      netPartnerPrice: proratedUnit(discounted, term, price.decimals, netDecimals),
      lineItemPartnerPrice: lineTotal({
        ...term,
        unit: discounted,
        quantity: line.quantity,
        listDecimals: price.decimals,
        currencyDecimals,
      }),
    };
  } catch (error) {
    if (isDomainError(error)) throw new Refusal("2120", [lineDetail(line.extLineItemNumber)]);
    throw error;
  }
}
