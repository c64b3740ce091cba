import { and, asc, count, eq, exists, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { contract, listing } from "./schema/listings";
import { offer } from "./schema/offers";
import { priceList, priceListProduct } from "./schema/pricing";
import { item, product } from "./schema/products";
import type { Db, Tx } from "./types";

export type ProductRecord = typeof product.$inferSelect;
/** A product with its vendor's name and the number of its items that the reader sees. */
export type ProductRow = ProductRecord & { vendorName: string; itemCount: number };

/**
 * The products that a scope sees: a vendor its own; a distributor what vendors under an active contract have published
 * and what it has a listing of; a reseller what its distributor has listed.
 */
export function productInScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(product.vendorId, scope.vendorId);
  const listings = db.select({ one: sql`1` }).from(listing);
  if (scope.kind === "reseller") {
    const listed = and(
      eq(listing.productId, product.id),
      eq(listing.distributorId, scope.distributorId),
      eq(listing.status, "listed"),
    );
    return and(ne(product.status, "draft"), exists(listings.where(listed)));
  }
  const own = and(eq(listing.productId, product.id), eq(listing.distributorId, scope.distributorId));
  const contracts = db
    .select({ one: sql`1` })
    .from(contract)
    .where(
      and(
        eq(contract.vendorId, product.vendorId),
        eq(contract.distributorId, scope.distributorId),
        eq(contract.status, "active"),
      ),
    );
  return and(ne(product.status, "draft"), or(exists(contracts), exists(listings.where(own))));
}

/** Draft items are the vendor's own business. */
export function itemVisible(scope: Scope): SQL | undefined {
  return scope.kind === "all" || scope.kind === "vendor" ? undefined : ne(item.status, "draft");
}

const vendorName = sql<string>`(select ${account.name} from ${account} where ${account.id} = ${product.vendorId})`;

const fields: FilterFields = {
  id: { column: product.id, type: "text", orderable: true, searchable: true },
  name: { column: product.name, type: "text", orderable: true, searchable: true },
  description: { column: product.description, type: "text", nullable: true },
  status: { column: product.status, type: "text", orderable: true },
  version: { column: product.version, type: "number", orderable: true },
  "owner.id": { column: product.vendorId, type: "text" },
  "owner.name": { column: vendorName, type: "text", orderable: true },
  created: { column: product.createdAt, type: "instant", orderable: true },
  "events.created.at": { column: product.createdAt, type: "instant", orderable: true },
  updated: { column: product.updatedAt, type: "instant", orderable: true },
  "events.updated.at": { column: product.updatedAt, type: "instant", orderable: true },
};

function selectProducts(db: Db, scope: Scope) {
  const items = db
    .select({ total: count() })
    .from(item)
    .where(and(eq(item.productId, product.id), itemVisible(scope)));
  return db
    .select({ product, vendorName: account.name, itemCount: sql`(${items})`.mapWith(Number) })
    .from(product)
    .innerJoin(account, eq(account.id, product.vendorId));
}

function asRow(found: { product: ProductRecord; vendorName: string; itemCount: number }): ProductRow {
  return { ...found.product, vendorName: found.vendorName, itemCount: found.itemCount };
}

/** By name unless the query orders otherwise. */
export async function findProducts(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: ProductRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, product.id);
  const condition = and(productInScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(product.name), asc(product.id)];
  const [rows, totals] = await Promise.all([
    selectProducts(db, scope)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(product).where(condition),
  ]);
  return { rows: rows.map(asRow), total: totals[0]?.total ?? 0 };
}

/** How many products of the scope are in each status. */
export async function countProducts(db: Db, scope: Scope): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: product.status, total: count() })
    .from(product)
    .where(productInScope(db, scope))
    .groupBy(product.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.total]));
}

export async function findProduct(db: Db, scope: Scope, id: string): Promise<ProductRow | undefined> {
  const rows = await selectProducts(db, scope).where(and(productInScope(db, scope), eq(product.id, id)));
  return rows.map(asRow)[0];
}

export async function insertProduct(tx: Tx, row: typeof product.$inferInsert): Promise<void> {
  await tx.insert(product).values(row);
}

/** Writes only when the row still has `revision`; undefined means that somebody else was faster. */
export async function updateProductRow(
  tx: Tx,
  scope: Scope,
  at: { id: string; revision: number },
  set: Partial<typeof product.$inferInsert>,
): Promise<ProductRecord | undefined> {
  const rows = await tx
    .update(product)
    .set(set)
    .where(and(productInScope(tx, scope), eq(product.id, at.id), eq(product.revision, at.revision)))
    .returning();
  return rows[0];
}

/** What keeps a product from being deleted. */
export async function countProductUses(db: Db, id: string): Promise<{ priceLists: number; offers: number }> {
  // One after the other: this runs inside a transaction, which is one connection.
  const lists = await db
    .select({ total: count() })
    .from(priceListProduct)
    .where(eq(priceListProduct.productId, id));
  const offers = await db.select({ total: count() }).from(offer).where(eq(offer.productId, id));
  return { priceLists: lists[0]?.total ?? 0, offers: offers[0]?.total ?? 0 };
}

/** Removes a product and its items; the caller has made sure that nothing else refers to them. */
export async function deleteProductRows(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx.delete(item).where(eq(item.productId, id));
  await tx.delete(product).where(and(productInScope(tx, scope), eq(product.id, id)));
}

export type ProductListRow = Pick<
  typeof priceList.$inferSelect,
  "id" | "name" | "currency" | "status" | "ownerId"
>;

/** The reader's own price lists that hold the product, by name. */
export async function findOwnPriceLists(
  db: Db,
  ownerId: string,
  productId: string,
): Promise<ProductListRow[]> {
  const { id, name, currency, status } = priceList;
  return db
    .select({ id, name, currency, status, ownerId: priceList.ownerId })
    .from(priceList)
    .innerJoin(priceListProduct, eq(priceListProduct.priceListId, priceList.id))
    .where(and(eq(priceListProduct.productId, productId), eq(priceList.ownerId, ownerId)))
    .orderBy(asc(priceList.name), asc(priceList.id))
    .limit(50);
}
