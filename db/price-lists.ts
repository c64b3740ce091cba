import { and, asc, count, eq, exists, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import type { PriceListStatus } from "../lib/domain/states";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { listing, listingBinding } from "./schema/listings";
import { priceList, priceListProduct } from "./schema/pricing";
import { product } from "./schema/products";
import type { Db, Tx } from "./types";

export type PriceListRecord = typeof priceList.$inferSelect;
export type ProductStub = { id: string; name: string; icon: string | null; description: string | null };
export type PriceListStats = { products: number; listings: number; listings_alt: number };
export type PriceListRow = PriceListRecord & {
  ownerName: string;
  products: ProductStub[];
  stats: PriceListStats;
};

/**
 * The lists that a scope sees: their owner all; others a list that is or was bound to a listing they are party to,
 * once it has left draft (DESIGN §5).
 */
export function priceListInScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(priceList.ownerId, scope.vendorId);
  const bound = db
    .select({ one: sql`1` })
    .from(listingBinding)
    .innerJoin(listing, eq(listing.id, listingBinding.listingId))
    .where(
      and(
        eq(listingBinding.targetId, priceList.id),
        ne(listingBinding.slot, "offer"),
        eq(listing.distributorId, scope.distributorId),
        scope.kind === "reseller" ? eq(listing.status, "listed") : undefined,
      ),
    );
  const readable = and(ne(priceList.status, "draft"), exists(bound));
  return scope.kind === "distributor" ? or(eq(priceList.ownerId, scope.distributorId), readable) : readable;
}

/** Does the scope own the list, and so see its drafts? */
export function ownsPriceList(scope: Scope, list: Pick<PriceListRecord, "ownerId">): boolean {
  if (scope.kind === "vendor") return list.ownerId === scope.vendorId;
  if (scope.kind === "distributor") return list.ownerId === scope.distributorId;
  return scope.kind === "all";
}

/** The counts of a list's listings, for selects that join the list. */
export const listingCounts = () => ({
  listings: listingCount.mapWith(Number),
  listings_alt: alternativeCount.mapWith(Number),
});

const productCount = sql<number>`(select count(*) from ${priceListProduct} where ${priceListProduct.priceListId} = ${priceList.id})`;
const listingCount = sql<number>`(select count(*) from ${listing} where ${listing.pricelistId} = ${priceList.id})`;
const alternativeCount = sql<number>`(select count(*) from ${listing} where ${listing.altPricelist1Id} = ${priceList.id} or ${listing.altPricelist2Id} = ${priceList.id})`;

/** Does the condition hold for any product of the list? */
function anyProduct(condition: SQL): SQL {
  return sql`exists (select 1 from ${priceListProduct} join ${product} on ${product.id} = ${priceListProduct.productId} where ${priceListProduct.priceListId} = ${priceList.id} and ${condition})`;
}

/** Fields of a list that versions filter by too, there with the prefix `pricelist.` */
export const priceListFields = {
  id: { column: priceList.id, type: "text", orderable: true, searchable: true },
  name: { column: priceList.name, type: "text", orderable: true, searchable: true },
  currency: { column: priceList.currency, type: "text", orderable: true, searchable: true },
  status: { column: priceList.status, type: "text", orderable: true },
  "owner.id": { column: priceList.ownerId, type: "text" },
  "owner.name": { column: account.name, type: "text", orderable: true },
  "product.id": { column: product.id, type: "text", searchable: true, anyOf: anyProduct },
  "product.name": { column: product.name, type: "text", searchable: true, anyOf: anyProduct },
  "stats.products": { column: productCount, type: "number", orderable: true },
  "stats.listings": { column: listingCount, type: "number", orderable: true },
  "stats.listings_alt": { column: alternativeCount, type: "number", orderable: true },
} as const satisfies FilterFields;

const fields: FilterFields = {
  ...priceListFields,
  "events.created.at": { column: priceList.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: priceList.updatedAt, type: "instant", orderable: true },
};

/** By name unless the query orders otherwise. */
export async function findPriceLists(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: PriceListRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, priceList.id);
  const condition = and(priceListInScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(priceList.name), asc(priceList.id)];
  const [rows, totals] = await Promise.all([
    selectLists(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(priceList)
      .innerJoin(account, eq(account.id, priceList.ownerId))
      .where(condition),
  ]);
  return { rows: await withProducts(db, rows), total: totals[0]?.total ?? 0 };
}

export async function findPriceList(db: Db, scope: Scope, id: string): Promise<PriceListRow | undefined> {
  const rows = await selectLists(db).where(and(priceListInScope(db, scope), eq(priceList.id, id)));
  return (await withProducts(db, rows))[0];
}

function selectLists(db: Db) {
  return db
    .select({
      list: priceList,
      ownerName: account.name,
      ...listingCounts(),
    })
    .from(priceList)
    .innerJoin(account, eq(account.id, priceList.ownerId));
}

type Found = { list: PriceListRecord; ownerName: string; listings: number; listings_alt: number };

async function withProducts(db: Db, found: Found[]): Promise<PriceListRow[]> {
  const products = await findListProducts(
    db,
    found.map((f) => f.list.id),
  );
  return found.map(({ list, ownerName, listings, listings_alt }) => {
    const own = products.get(list.id) ?? [];
    const stats = { products: own.length, listings, listings_alt };
    return { ...list, ownerName, products: own, stats };
  });
}

/** The products of each list, in the list's order. */
export async function findListProducts(db: Db, listIds: string[]): Promise<Map<string, ProductStub[]>> {
  if (listIds.length === 0) return new Map();
  const rows = await db
    .select({
      listId: priceListProduct.priceListId,
      id: product.id,
      name: product.name,
      icon: product.icon,
      description: product.description,
    })
    .from(priceListProduct)
    .innerJoin(product, eq(product.id, priceListProduct.productId))
    .where(inArray(priceListProduct.priceListId, listIds))
    .orderBy(priceListProduct.position);
  const byList = new Map<string, ProductStub[]>();
  for (const { listId, ...stub } of rows) byList.set(listId, [...(byList.get(listId) ?? []), stub]);
  return byList;
}

/** How many lists of the scope are in each status. */
export async function countPriceLists(
  db: Db,
  scope: Scope,
): Promise<Partial<Record<PriceListStatus, number>>> {
  const rows = await db
    .select({ status: priceList.status, total: count() })
    .from(priceList)
    .where(priceListInScope(db, scope))
    .groupBy(priceList.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.total]));
}

export async function insertPriceList(
  tx: Tx,
  row: typeof priceList.$inferInsert,
  productIds: string[],
): Promise<void> {
  await tx.insert(priceList).values(row);
  await tx
    .insert(priceListProduct)
    .values(productIds.map((productId, position) => ({ priceListId: row.id, productId, position })));
}

/** Compare-and-set on the revision. @returns whether the row was still as it was read */
export async function updatePriceListRow(
  tx: Tx,
  known: Pick<PriceListRecord, "id" | "revision">,
  set: Partial<typeof priceList.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(priceList)
    .set(set)
    .where(and(eq(priceList.id, known.id), eq(priceList.revision, known.revision)))
    .returning({ id: priceList.id });
  return rows.length > 0;
}

/** Its versions, points and adjustments go with it. */
export async function deletePriceListRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(priceList).where(eq(priceList.id, id));
}
