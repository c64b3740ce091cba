import { and, between, countDistinct, eq, inArray, type SQL, sql } from "drizzle-orm";
import { listing } from "./schema/listings";
import { asset } from "./schema/orders";
import { priceList, priceListProduct, priceVersion } from "./schema/pricing";
import type { Db } from "./types";

/** The list whose reach is asked for. The caller has read it as its owner. */
export type ReachList = {
  id: string;
  ownerId: string;
  ownerKind: "vendor" | "distributor";
  currency: string;
};

/** UTC calendar dates, YYYY-MM-DD, both counted. */
export type RenewalDates = { from: string; to: string };

/** The products of the list, for conditions. */
function productsOf(db: Db, { id }: ReachList) {
  return db
    .select({ id: priceListProduct.productId })
    .from(priceListProduct)
    .where(eq(priceListProduct.priceListId, id));
}

/** Listings that carry the list; a distributor's own list is on none and reaches those with a list of its currency. */
export async function countListingsOf(db: Db, list: ReachList): Promise<number> {
  const carried = sql`(${listing.pricelistId}, ${listing.altPricelist1Id}, ${listing.altPricelist2Id})`;
  const [row] = await db
    .select({ total: countDistinct(listing.id) })
    .from(listing)
    .innerJoin(priceList, sql`${priceList.id} in ${carried}`)
    .where(
      list.ownerKind === "vendor"
        ? eq(priceList.id, list.id)
        : and(
            eq(listing.distributorId, list.ownerId),
            eq(priceList.currency, list.currency),
            inArray(listing.productId, productsOf(db, list)),
          ),
    );
  return row?.total ?? 0;
}

const running = inArray(asset.status, ["active", "suspended", "terminating"]);

/** Subscriptions that pay prices of the list now, and how many of them renew between two dates. */
export async function countSubscriptionsOf(
  db: Db,
  list: ReachList,
  { from, to }: RenewalDates,
): Promise<{ subscriptions: number; renewals: number }> {
  const priced: SQL | undefined =
    list.ownerKind === "vendor"
      ? inArray(
          asset.versionId,
          db.select({ id: priceVersion.id }).from(priceVersion).where(eq(priceVersion.priceListId, list.id)),
        )
      : and(
          eq(asset.distributorId, list.ownerId),
          eq(asset.currency, list.currency),
          inArray(asset.productId, productsOf(db, list)),
        );
  const renews = between(asset.anniversary, from, to);
  const [row] = await db
    .select({
      subscriptions: sql<number>`count(*)`.mapWith(Number),
      renewals: sql<number>`coalesce(sum(case when ${renews} then 1 else 0 end), 0)`.mapWith(Number),
    })
    .from(asset)
    .where(and(priced, running));
  return row ?? { subscriptions: 0, renewals: 0 };
}
