import { and, asc, count, eq, gt, inArray, lt, max, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { bulkInsert } from "./bulk-insert";
import { compileList, type FilterFields } from "./filter";
import { itemVisible, productInScope } from "./products";
import { inventory } from "./schema/offers";
import { assetItem } from "./schema/orders";
import { pricePoint, priceVersion } from "./schema/pricing";
import { item, itemName, product } from "./schema/products";
import type { Db, Tx } from "./types";

export type ItemRow = typeof item.$inferSelect;
export type NewItemRow = typeof item.$inferInsert;

const precision = sql`case when ${item.quantityDecimals} = 0 then 'integer' else 'decimal(' || ${item.quantityDecimals} || ')' end`;

const fields: FilterFields = {
  id: { column: item.id, type: "text", orderable: true, searchable: true },
  name: { column: item.name, type: "text", orderable: true, searchable: true },
  display_name: { column: item.name, type: "text", orderable: true },
  mpn: { column: item.mpn, type: "text", orderable: true, searchable: true },
  description: { column: item.description, type: "text" },
  external_id: { column: item.externalId, type: "text", nullable: true },
  status: { column: item.status, type: "text", orderable: true },
  type: { column: item.type, type: "text", orderable: true },
  period: { column: item.period, type: "text", orderable: true },
  precision: { column: precision, type: "text" },
  "unit.id": { column: item.unitId, type: "text", orderable: true },
  "commitment.count": { column: item.commitment, type: "number", orderable: true },
  position: { column: item.position, type: "number", orderable: true },
  created: { column: item.createdAt, type: "instant", orderable: true },
  "events.created.at": { column: item.createdAt, type: "instant", orderable: true },
  updated: { column: item.updatedAt, type: "instant", orderable: true },
  "events.updated.at": { column: item.updatedAt, type: "instant", orderable: true },
};

/** The product's items that the scope sees; the product itself must be in the scope. */
function itemsOf(db: Db, scope: Scope, productId: string): SQL | undefined {
  const seen = db
    .select({ id: product.id })
    .from(product)
    .where(and(eq(product.id, productId), productInScope(db, scope)));
  return and(eq(item.productId, productId), itemVisible(scope), inArray(item.productId, seen));
}

/** By position unless the query orders otherwise. */
export async function findItems(
  db: Db,
  scope: Scope,
  productId: string,
  query: ListQuery,
): Promise<{ rows: ItemRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, item.id);
  const condition = and(itemsOf(db, scope, productId), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(item.position), asc(item.id)];
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(item)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(item).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

/** Every item of the product that the scope sees, by position: for exports and imports. */
export async function findAllItems(db: Db, scope: Scope, productId: string): Promise<ItemRow[]> {
  return db
    .select()
    .from(item)
    .where(itemsOf(db, scope, productId))
    .orderBy(asc(item.position), asc(item.id));
}

export async function findItem(
  db: Db,
  scope: Scope,
  productId: string,
  id: string,
): Promise<ItemRow | undefined> {
  const rows = await db
    .select()
    .from(item)
    .where(and(itemsOf(db, scope, productId), eq(item.id, id)));
  return rows[0];
}

/** The item that has the MPN in the product, whoever asks: MPNs are unique per product. */
export async function findItemByMpn(
  db: Db,
  productId: string,
  mpn: string,
): Promise<{ id: string } | undefined> {
  const rows = await db
    .select({ id: item.id })
    .from(item)
    .where(and(eq(item.productId, productId), eq(item.mpn, mpn)));
  return rows[0];
}

/** Which of `mpns` an item of the vendor has. */
export async function findMpnsOfVendor(db: Db, vendorId: string, mpns: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ mpn: item.mpn })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .where(and(eq(product.vendorId, vendorId), inArray(item.mpn, [...mpns])));
  return rows.map((row) => row.mpn);
}

/** Inserts items, each with its first name row. */
export async function insertItems(tx: Tx, rows: NewItemRow[]): Promise<void> {
  await bulkInsert(tx, item, rows);
  await bulkInsert(
    tx,
    itemName,
    rows.map(({ id, createdAt, name, mpn }) => ({ itemId: id, from: createdAt, name, mpn })),
  );
}

/** Writes only when the row still has `revision`; undefined means that somebody else was faster. */
export async function updateItemRow(
  tx: Tx,
  at: { id: string; revision: number },
  set: Partial<NewItemRow>,
): Promise<ItemRow | undefined> {
  const rows = await tx
    .update(item)
    .set(set)
    .where(and(eq(item.id, at.id), eq(item.revision, at.revision)))
    .returning();
  return rows[0];
}

/** What the item is called from `from` on; a second change at the same instant replaces the first. */
export async function insertItemName(
  tx: Tx,
  row: { itemId: string; from: Date; name: string; mpn: string },
): Promise<void> {
  await tx
    .insert(itemName)
    .values(row)
    .onConflictDoUpdate({
      target: [itemName.itemId, itemName.from],
      set: { name: row.name, mpn: row.mpn },
    });
}

export async function findDraftItems(tx: Tx, productId: string): Promise<ItemRow[]> {
  return tx
    .select()
    .from(item)
    .where(and(eq(item.productId, productId), eq(item.status, "draft")));
}

export async function lastPosition(db: Db, productId: string): Promise<number> {
  const rows = await db
    .select({ last: max(item.position) })
    .from(item)
    .where(eq(item.productId, productId));
  return rows[0]?.last ?? 0;
}

/** The positions just before and just after an item's, leaving out the item that is moved. */
export async function neighbourPosition(
  db: Db,
  productId: string,
  side: "before" | "after",
  of: { position: number; moved: string },
): Promise<number | undefined> {
  const beside = side === "before" ? lt(item.position, of.position) : gt(item.position, of.position);
  const order = side === "before" ? sql`${item.position} desc` : asc(item.position);
  const rows = await db
    .select({ position: item.position })
    .from(item)
    .where(and(eq(item.productId, productId), beside, sql`${item.id} <> ${of.moved}`))
    .orderBy(order)
    .limit(1);
  return rows[0]?.position;
}

export async function setItemPosition(tx: Tx, id: string, position: number): Promise<void> {
  await tx.update(item).set({ position }).where(eq(item.id, id));
}

/** What keeps a draft item from being deleted: versions past draft that price it, offers, subscriptions. */
export async function countItemUses(
  db: Db,
  itemId: string,
): Promise<{ versions: number; offers: number; assets: number }> {
  // One after the other: this runs inside a transaction, which is one connection.
  const versions = await db
    .select({ total: count() })
    .from(pricePoint)
    .innerJoin(priceVersion, eq(priceVersion.id, pricePoint.versionId))
    .where(and(eq(pricePoint.itemId, itemId), sql`${priceVersion.status} <> 'draft'`));
  const offers = await db.select({ total: count() }).from(inventory).where(eq(inventory.itemId, itemId));
  const assets = await db.select({ total: count() }).from(assetItem).where(eq(assetItem.itemId, itemId));
  return {
    versions: versions[0]?.total ?? 0,
    offers: offers[0]?.total ?? 0,
    assets: assets[0]?.total ?? 0,
  };
}

/** Removes an item with its names and its points, all of which are in drafts. */
export async function deleteItemRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(pricePoint).where(eq(pricePoint.itemId, id));
  await tx.delete(item).where(eq(item.id, id));
}
