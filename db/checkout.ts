import { and, asc, eq, inArray, ne, or } from "drizzle-orm";
import { findPoints, findPriceSources, type PriceInForce, type PriceQuestion, priceRows } from "./prices";
import { priceList, priceVersion } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db } from "./types";

export type OrderItem = Pick<
  typeof item.$inferSelect,
  "id" | "productId" | "mpn" | "name" | "type" | "period" | "status"
>;

/** The products that have prices on the marketplace at the instant, in the currency. */
export async function findProductsSold(db: Db, question: PriceQuestion): Promise<string[]> {
  return (await findPriceSources(db, question)).map(({ productId }) => productId);
}

/**
 * The items of these products that are named by id or by MPN. Not bounded by a scope: the caller has the products from a
 * marketplace or a subscription in the actor's scope.
 */
export async function findOrderItems(
  db: Db,
  productIds: string[],
  named: { ids: string[]; mpns: string[] },
): Promise<OrderItem[]> {
  const names = [
    ...(named.ids.length > 0 ? [inArray(item.id, named.ids)] : []),
    ...(named.mpns.length > 0 ? [inArray(item.mpn, named.mpns)] : []),
  ];
  if (productIds.length === 0 || names.length === 0) return [];
  const { id, productId, mpn, name, type, period, status } = item;
  return db
    .select({ id, productId, mpn, name, type, period, status })
    .from(item)
    .where(and(inArray(productId, productIds), ne(status, "draft"), or(...names)))
    .orderBy(asc(id));
}

/**
 * The prices of a version whatever is in force now: a subscription keeps the version it was sold at until its renewal
 * (DESIGN §7). The distributor's own list in force at the instant replaces resale prices as usual.
 */
export async function findPinnedPrices(
  db: Db,
  question: PriceQuestion & { itemIds: string[]; productId: string; versionId: string },
): Promise<PriceInForce[]> {
  const { productId, versionId, itemIds, ...rest } = question;
  const [source] = await findPriceSources(db, { ...rest, productIds: [productId] });
  const [pinned] = await db
    .select({ version: priceVersion, list: priceList })
    .from(priceVersion)
    .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
    .where(eq(priceVersion.id, versionId));
  if (!source || !pinned) return [];
  const { version, list } = pinned;
  const from = version.startAt ?? source.inForce.from;
  const points = await findPoints(db, version.id, productId, itemIds);
  return priceRows(db, { ...source, list, inForce: { version, from, to: null } }, points, itemIds);
}
