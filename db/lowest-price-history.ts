import { and, eq, gt, inArray, isNull, lt, ne, or } from "drizzle-orm";
import type { PriceHistory } from "../lib/domain/lowest-price";
import type { CellAmount } from "./prices";
import { listing, listingBinding, marketplace } from "./schema/listings";
import { priceList, priceListProduct, pricePoint, priceVersion } from "./schema/pricing";
import type { Db } from "./types";

export type HistoryQuestion = {
  marketplaceId: string;
  productIds: readonly string[];
  currency: string;
  /** Without it only the main price lists count, as in `PriceQuestion`. */
  anySlot: boolean;
  /** Half open. */
  from: Date;
  to: Date;
};

/** What decided the prices of each product on a marketplace, in one currency, from one instant to another, by product. */
export async function findPriceHistories(
  db: Db,
  question: HistoryQuestion,
): Promise<Map<string, PriceHistory>> {
  const { currency, productIds } = question;
  if (productIds.length === 0) return new Map();
  const bindings = await findBindings(db, question);
  const distributorId = bindings[0]?.distributorId;
  const own = distributorId ? await findOwnListIds(db, { distributorId, currency, productIds }) : [];
  const listIds = [...new Set([...bindings.map((row) => row.listId), ...own.map((row) => row.listId)])];
  const versions = await findVersionsOfLists(db, listIds);
  const of = <T extends { productId: string }>(rows: T[], productId: string) =>
    rows.filter((row) => row.productId === productId);
  return new Map(
    productIds.map((productId) => {
      const bound = of(bindings, productId);
      const ownListIds = of(own, productId).map((row) => row.listId);
      const named = new Set([...bound.map((row) => row.listId), ...ownListIds]);
      const known = new Map([...versions].filter(([listId]) => named.has(listId)));
      return [productId, { bindings: bound, ownListIds, versions: known }];
    }),
  );
}

async function findBindings(db: Db, { marketplaceId, productIds, currency, ...within }: HistoryQuestion) {
  const slots = within.anySlot
    ? inArray(listingBinding.slot, ["pricelist", "alt_pricelist_1", "alt_pricelist_2"])
    : eq(listingBinding.slot, "pricelist");
  return db
    .select({
      productId: listing.productId,
      distributorId: marketplace.distributorId,
      listId: listingBinding.targetId,
      from: listingBinding.from,
      to: listingBinding.to,
    })
    .from(listingBinding)
    .innerJoin(listing, eq(listing.id, listingBinding.listingId))
    .innerJoin(marketplace, eq(marketplace.id, listing.marketplaceId))
    .innerJoin(priceList, eq(priceList.id, listingBinding.targetId))
    .where(
      and(
        eq(listing.marketplaceId, marketplaceId),
        inArray(listing.productId, [...productIds]),
        slots,
        eq(priceList.currency, currency),
        lt(listingBinding.from, within.to),
        or(isNull(listingBinding.to), gt(listingBinding.to, within.from)),
      ),
    )
    .orderBy(listing.id, listingBinding.from);
}

async function findOwnListIds(
  db: Db,
  of: { distributorId: string; currency: string; productIds: readonly string[] },
): Promise<{ productId: string; listId: string }[]> {
  return db
    .select({ productId: priceListProduct.productId, listId: priceList.id })
    .from(priceList)
    .innerJoin(priceListProduct, eq(priceListProduct.priceListId, priceList.id))
    .where(
      and(
        eq(priceList.ownerId, of.distributorId),
        eq(priceList.currency, of.currency),
        inArray(priceListProduct.productId, [...of.productIds]),
      ),
    );
}

async function findVersionsOfLists(db: Db, listIds: string[]) {
  if (listIds.length === 0) return new Map<string, (typeof priceVersion.$inferSelect)[]>();
  const rows = await db
    .select()
    .from(priceVersion)
    .where(and(inArray(priceVersion.priceListId, listIds), ne(priceVersion.status, "draft")));
  return Map.groupBy(rows, (row) => row.priceListId);
}

/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/** The customer prices of these items in each of these versions: by version, then by item; an empty cell is absent. */
export async function findCustomerPrices(
  db: Db,
  versionIds: readonly string[],
  itemIds: readonly string[],
): Promise<Map<string, Map<string, CellAmount>>> {
  const prices = new Map<string, Map<string, CellAmount>>(versionIds.map((id) => [id, new Map()]));
  for (const versionId of versionIds) {
    for (let at = 0; at < itemIds.length; at += idsPerStatement) {
      const rows = await db
        .select({ itemId: pricePoint.itemId, st0p: pricePoint.st0p, decimals: priceList.decimals })
        .from(pricePoint)
        .innerJoin(priceVersion, eq(priceVersion.id, pricePoint.versionId))
        .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
        .where(
          and(
            eq(pricePoint.versionId, versionId),
            inArray(pricePoint.itemId, itemIds.slice(at, at + idsPerStatement)),
          ),
        );
      for (const { itemId, st0p, decimals } of rows) {
        if (st0p === null) continue;
        prices.get(versionId)?.set(itemId, { units: BigInt(st0p), scale: decimals });
      }
    }
  }
  return prices;
}
