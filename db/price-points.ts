import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { priceList, priceListProduct, pricePoint, priceVersion } from "./schema/pricing";
import { item } from "./schema/products";
import type { Tx } from "./types";

/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/** An item that joins a product appears, empty, in every draft version of every list that holds the product (DESIGN §5). */
export async function addItemToDrafts(tx: Tx, productId: string, itemId: string): Promise<void> {
  await addItemsToDrafts(tx, productId, [itemId]);
}

/** As `addItemToDrafts`, for many items at once. */
export async function addItemsToDrafts(tx: Tx, productId: string, itemIds: readonly string[]): Promise<void> {
  for (let at = 0; at < itemIds.length; at += idsPerStatement) {
    const ids = itemIds.slice(at, at + idsPerStatement);
    await tx.insert(pricePoint).select((query) =>
      query
        .select({
          versionId: priceVersion.id,
          itemId: item.id,
          price: sql<number | null>`null`.as("price"),
          st0p: sql<number | null>`null`.as("st0p"),
          st1p: sql<number | null>`null`.as("st1p"),
          st2p: sql<number | null>`null`.as("st2p"),
          custom: sql<Record<string, number> | null>`null`.as("custom"),
          revision: sql<number>`1`.as("revision"),
        })
        .from(priceVersion)
        .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
        .innerJoin(priceListProduct, eq(priceListProduct.priceListId, priceList.id))
        .innerJoin(item, eq(item.productId, priceListProduct.productId))
        .where(
          and(
            eq(priceListProduct.productId, productId),
            eq(priceVersion.status, "draft"),
            ne(priceList.status, "terminated"),
            inArray(item.id, ids),
          ),
        ),
    );
  }
}
