import { findOrderItems, findPinnedPrices, findProductsSold, type OrderItem } from "@/db/checkout";
import { database } from "@/db/client";
import { findPricesInForce, type PriceInForce } from "@/db/prices";
import type { Actor } from "../../domain/access";
import type { CheckoutOrder } from "../../domain/checkout";
import { DomainError, invalid } from "../../domain/errors";
import type { Chain } from "../../domain/line-pricing";
import type { Amount } from "../../domain/money";
import { isProrated, type Proration } from "../../domain/proration";
import type { Parties } from "./parties";

/** A line of an order with everything that its price depends on. */
export type PricedLine = {
  /** Names the line within the order. */
  key: string;
  item: { id: string; mpn: string; name: string };
  quantity: number;
  change: { oldQuantity: number; newQuantity: number } | null;
  days: number | null;
  daysInTerm: number | null;
  /** Per unit and full term. */
  units: Chain<Amount>;
  listDecimals: number;
  /** The code typed for the line: null = nothing typed, empty = deliberately none. */
  typed: string | null;
};

type Asked = CheckoutOrder["items"][number];
type Wanted = { asked: Asked; index: number; item: OrderItem };

/**
 * The lines of an order, priced at the instant. A change line is priced for the added quantity at the version the
 * subscription was sold at; everything else at what is in force (DESIGN §7, §8).
 * @throws DomainError `invalid` naming an item that is unknown, ambiguous or without a price; `wrong_state` for a decrease now
 */
export async function priceLines(
  actor: Actor,
  order: CheckoutOrder,
  parties: Parties,
  at: Date,
  term: Proration,
): Promise<PricedLine[]> {
  const wanted = await findWanted(order, parties, at);
  const prices = await findPrices(order, parties, at, wanted);
  return wanted.flatMap(({ asked, index, item }): PricedLine[] => {
    const change = changeOf(order, parties, asked, item);
    const quantity = change ? change.newQuantity - change.oldQuantity : asked.quantity;
    if (change && quantity === 0) return [];
    const price = prices.get(item.id);
    if (!price) throw noPrice(index, item.mpn, parties, at);
    const prorated = isProrated(item, order.type) && !order.scheduledForRenewal;
    return [
      {
        key: item.id,
        item: { id: item.id, mpn: item.mpn, name: item.name },
        quantity,
        change,
        days: prorated ? term.days : null,
        daysInTerm: prorated ? term.daysInTerm : null,
        units: unitsFor(actor, parties, price, index),
        listDecimals: price.decimals,
        typed: asked.discountCode,
      },
    ];
  });
}

async function findWanted(order: CheckoutOrder, parties: Parties, at: Date): Promise<Wanted[]> {
  const db = database();
  const { marketplace, currency, asset } = parties;
  const sold = await findProductsSold(db, { marketplaceId: marketplace.id, currency, at });
  const productIds = asset ? [asset.productId] : sold;
  const ids = order.items.flatMap(({ id }) => (id ? [globalId(id)] : []));
  const mpns = order.items.flatMap(({ mpn }) => (mpn ? [mpn] : []));
  const found = await findOrderItems(db, productIds, { ids, mpns });
  const wanted = order.items.map(
    (asked, index): Wanted => ({
      asked,
      index,
      item: pick(found, asked, index, parties, at),
    }),
  );
  const seen = new Set<string>();
  for (const { item, index } of wanted) {
    if (seen.has(item.id))
      throw invalid(`asset.items.${index}`, `${item.mpn} stands twice in the order`, { value: item.mpn });
    seen.add(item.id);
  }
  return wanted;
}

/** Assets and requests write an item's id with underscores. */
function globalId(id: string): string {
  return id.replaceAll("_", "-");
}

function pick(found: OrderItem[], asked: Asked, index: number, parties: Parties, at: Date): OrderItem {
  const matches = found.filter((item) =>
    asked.id ? item.id === globalId(asked.id) : item.mpn === asked.mpn,
  );
  const [only, other] = matches;
  if (only && other) {
    const ids = matches.map((item) => item.id).join(", ");
    throw invalid(
      `asset.items.${index}.mpn`,
      `${asked.mpn} is an MPN of several products; name the item by id: ${ids}`,
      {
        rule: "ambiguous",
        value: asked.mpn,
      },
    );
  }
  if (!only) throw noPrice(index, asked.id ?? asked.mpn ?? "", parties, at);
  return only;
}

function noPrice(index: number, name: string, { marketplace, currency }: Parties, at: Date): DomainError {
  const message = `${name} has no price in force on ${marketplace.id} in ${currency} at ${at.toISOString()}`;
  return invalid(`asset.items.${index}`, message, { rule: "no_price", value: name });
}

async function findPrices(
  order: CheckoutOrder,
  { marketplace, currency, asset }: Parties,
  at: Date,
  wanted: Wanted[],
): Promise<Map<string, PriceInForce>> {
  const db = database();
  const itemIds = wanted.map(({ item }) => item.id);
  const question = { marketplaceId: marketplace.id, at, currency, itemIds };
  const isPinned = asset !== null && order.type === "change" && !order.scheduledForRenewal;
  const rows = isPinned
    ? await findPinnedPrices(db, { ...question, productId: asset.productId, versionId: asset.versionId })
    : await findPricesInForce(db, question);
  return new Map(rows.map((row) => [row.item.id, row]));
}

/** Of a change now: what the subscription holds and what it shall hold. @throws DomainError `wrong_state` for less */
function changeOf(
  order: CheckoutOrder,
  { asset }: Parties,
  asked: Asked,
  item: OrderItem,
): PricedLine["change"] {
  if (!asset || order.type !== "change" || order.scheduledForRenewal) return null;
  const oldQuantity = asset.items.find((held) => held.itemId === item.id)?.quantity ?? 0;
  if (asked.quantity >= oldQuantity) return { oldQuantity, newQuantity: asked.quantity };
  throw new DomainError(
    "wrong_state",
    `${item.mpn} has ${oldQuantity}: a decrease to ${asked.quantity} is only possible at the renewal (scheduled_for: "renewal").`,
  );
}

/** A reseller sees its own tier's price as cost (API.md §3); others the vendor's price, with the reseller's beside it. */
function unitsFor(
  actor: Actor,
  { tier1 }: Parties,
  { values, item, priceListId }: PriceInForce,
  index: number,
): Chain<Amount> {
  const isReseller = actor.account.kind === "reseller" && actor.type !== "system";
  const costColumn = isReseller ? (tier1?.id === actor.account.id ? "st1p" : "st2p") : "price";
  const cost = values[costColumn];
  if (!cost) {
    const message = `${item.mpn} has no price in the column ${costColumn} of ${priceListId}`;
    throw invalid(`asset.items.${index}`, message, { rule: "no_price", value: item.mpn });
  }
  const reseller = !isReseller && tier1 ? (values.st1p ?? null) : null;
  return { price: values.st0p ?? null, reseller, cost };
}
