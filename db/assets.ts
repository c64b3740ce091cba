import { and, eq, or, type SQL } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import { asset, assetItem } from "./schema/orders";
import { item } from "./schema/products";
import type { Db, Tx } from "./types";

export type AssetRecord = typeof asset.$inferSelect;
export type AssetItemRow = { itemId: string; mpn: string; name: string; quantity: number };
export type AssetRow = AssetRecord & { items: AssetItemRow[] };

/** A distributor sees the subscriptions of its marketplaces, a reseller those it stands in the chain of. */
function inScope(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "distributor") return eq(asset.distributorId, scope.distributorId);
  if (scope.kind === "reseller")
    return or(eq(asset.tier1Id, scope.resellerId), eq(asset.tier2Id, scope.resellerId));
  return eq(asset.id, "");
}

export async function findAsset(db: Db, scope: Scope, id: string): Promise<AssetRow | undefined> {
  const [found] = await db
    .select()
    .from(asset)
    .where(and(inScope(scope), eq(asset.id, id)));
  return found && { ...found, items: await findAssetItems(db, id) };
}

/** The subscriptions of one customer, the one that renews first at the top. */
export async function findAssetsOfCustomer(db: Db, scope: Scope, customerId: string): Promise<AssetRow[]> {
  const rows = await db
    .select()
    .from(asset)
    .where(and(inScope(scope), eq(asset.customerId, customerId)))
    .orderBy(asset.anniversary, asset.id);
  return Promise.all(rows.map(async (row) => ({ ...row, items: await findAssetItems(db, row.id) })));
}

async function findAssetItems(db: Db, assetId: string): Promise<AssetItemRow[]> {
  return db
    .select({ itemId: item.id, mpn: item.mpn, name: item.name, quantity: assetItem.quantity })
    .from(assetItem)
    .innerJoin(item, eq(item.id, assetItem.itemId))
    .where(eq(assetItem.assetId, assetId))
    .orderBy(item.id);
}

type NewAssetItem = { itemId: string; quantity: number };

export async function insertAsset(
  tx: Tx,
  row: typeof asset.$inferInsert,
  items: NewAssetItem[],
): Promise<void> {
  await tx.insert(asset).values(row);
  await tx.insert(assetItem).values(items.map((held) => ({ assetId: row.id, ...held })));
}
