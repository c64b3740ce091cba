import { and, asc, count, desc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import type { BindingSlot } from "../lib/domain/states";
import { compileList, type FilterFields } from "./filter";
import {
  type CarriedParts,
  carriedParts,
  joins,
  listNameOf,
  offerNameOf,
  openRequests,
  type PendingRequest,
  partyNameOf,
  surroundings,
} from "./listing-parts";
import { contract, listing, listingBinding, listingRequest, marketplace } from "./schema/listings";
import { offer } from "./schema/offers";
import { priceList } from "./schema/pricing";
import { product } from "./schema/products";
import type { Db, Tx } from "./types";

export type ListingRecord = typeof listing.$inferSelect;

/** A listing with what it carries and who is party to it. */
export type ListingRow = ListingRecord &
  CarriedParts & {
    contract: Pick<typeof contract.$inferSelect, "id" | "name" | "type" | "status">;
    marketplace: Pick<
      typeof marketplace.$inferSelect,
      "id" | "name" | "currency" | "altCurrency1" | "altCurrency2" | "requiredColumns"
    >;
    product: Pick<typeof product.$inferSelect, "id" | "name" | "icon" | "status" | "description">;
    vendorName: string;
    distributorName: string;
    /** Its open request, if any; the reader may not be allowed to see it. */
    pending: PendingRequest | null;
  };

/**
 * A vendor sees its listings; a distributor what is or was listed and what it was asked to list; a reseller what its
 * distributor has listed.
 */
export function listingInScope(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(listing.vendorId, scope.vendorId);
  const own = eq(listing.distributorId, scope.distributorId);
  if (scope.kind === "reseller") return and(own, eq(listing.status, "listed"));
  return and(own, or(eq(listing.status, "listed"), wasAsked));
}

/** A request for the listing has left the vendor's desk. */
const wasAsked = sql`exists (select 1 from ${listingRequest} where ${listingRequest.listingId} = ${listing.id}
  and (${listingRequest.state} <> 'draft' or ${listingRequest.assignee} is not null))`;

const open = sql`${listingRequest.state} in ('draft', 'reviewing', 'deploying')`;
const pendingOf = (column: SQL) =>
  sql<string>`(select ${column} from ${listingRequest} where ${listingRequest.listingId} = ${listing.id} and ${open})`;

const fields: FilterFields = {
  id: { column: listing.id, type: "text", orderable: true, searchable: true },
  status: { column: listing.status, type: "text", orderable: true },
  created: { column: listing.createdAt, type: "instant", orderable: true },
  updated: { column: listing.updatedAt, type: "instant", orderable: true },
  "product.id": { column: listing.productId, type: "text" },
  "product.name": { column: product.name, type: "text", orderable: true, searchable: true },
  "marketplace.id": { column: listing.marketplaceId, type: "text", nullId: "MP-00000" },
  "marketplace.name": { column: marketplace.name, type: "text", orderable: true, searchable: true },
  "contract.id": { column: listing.contractId, type: "text", nullId: "CRD-00000-00000-00000" },
  "contract.marketplace.id": { column: listing.marketplaceId, type: "text" },
  "vendor.id": { column: listing.vendorId, type: "text" },
  "vendor.name": { column: partyNameOf(listing.vendorId), type: "text", nullable: false },
  "provider.id": { column: listing.distributorId, type: "text" },
  "provider.name": { column: partyNameOf(listing.distributorId), type: "text", nullable: false },
  "offer.id": { column: listing.offerId, type: "text" },
  "offer.name": { column: offerNameOf(listing.offerId), type: "text", nullable: true },
  "pricelist.id": { column: listing.pricelistId, type: "text" },
  "pricelist.name": { column: listNameOf(listing.pricelistId), type: "text", nullable: true },
  "alt_pricelist_1.id": { column: listing.altPricelist1Id, type: "text" },
  "alt_pricelist_1.name": { column: listNameOf(listing.altPricelist1Id), type: "text", nullable: true },
  "alt_pricelist_2.id": { column: listing.altPricelist2Id, type: "text" },
  "alt_pricelist_2.name": { column: listNameOf(listing.altPricelist2Id), type: "text", nullable: true },
  "pending_request.status": {
    column: pendingOf(sql`${listingRequest.state}`),
    type: "text",
    nullable: true,
  },
  "pending_request.type": { column: pendingOf(sql`${listingRequest.type}`), type: "text", nullable: true },
  "events.created.at": { column: listing.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: listing.updatedAt, type: "instant", orderable: true },
};

function select(db: Db) {
  return db
    .select({ listing, ...surroundings(listing) })
    .from(listing)
    .innerJoin(contract, joins.listing.contract)
    .innerJoin(marketplace, joins.listing.marketplace)
    .innerJoin(product, joins.listing.product);
}

type Found = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

async function asRows(db: Db, found: Found[]): Promise<ListingRow[]> {
  const records = found.map((row) => row.listing);
  const parts = await carriedParts(db, records);
  const pending = await openRequests(
    db,
    records.map((row) => row.id),
  );
  return found.map(({ listing: row, ...around }) => ({
    ...row,
    ...around,
    ...parts(row),
    pending: pending.get(row.id) ?? null,
  }));
}

/** Newest first unless the query orders otherwise. */
export async function findListings(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: ListingRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, listing.id);
  const condition = and(listingInScope(scope), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(listing.createdAt), desc(listing.id)];
  const [rows, totals] = await Promise.all([
    select(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(listing)
      .innerJoin(marketplace, joins.listing.marketplace)
      .innerJoin(product, joins.listing.product)
      .where(condition),
  ]);
  return { rows: await asRows(db, rows), total: totals[0]?.total ?? 0 };
}

export async function findListing(db: Db, scope: Scope, id: string): Promise<ListingRow | undefined> {
  const rows = await select(db).where(and(listingInScope(scope), eq(listing.id, id)));
  return (await asRows(db, rows))[0];
}

/** The listing of a product on a marketplace, whatever its state; there is at most one. */
export async function findListingOf(
  db: Db,
  productId: string,
  marketplaceId: string,
): Promise<ListingRecord | undefined> {
  const rows = await db
    .select()
    .from(listing)
    .where(and(eq(listing.productId, productId), eq(listing.marketplaceId, marketplaceId)));
  return rows[0];
}

/** How many listings of the scope are in each status. */
export async function countListings(db: Db, scope: Scope): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: listing.status, total: count() })
    .from(listing)
    .where(listingInScope(scope))
    .groupBy(listing.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.total]));
}

export async function insertListing(tx: Tx, row: typeof listing.$inferInsert): Promise<void> {
  await tx.insert(listing).values(row);
}

/** Writes only when the row still has `revision`. @returns whether it did */
export async function updateListingRow(
  tx: Tx,
  at: { id: string; revision: number },
  set: Partial<typeof listing.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(listing)
    .set(set)
    .where(and(eq(listing.id, at.id), eq(listing.revision, at.revision)))
    .returning({ id: listing.id });
  return rows.length > 0;
}

export async function deleteListing(tx: Tx, id: string): Promise<void> {
  await tx.delete(listing).where(eq(listing.id, id));
}

export type BindingRecord = typeof listingBinding.$inferSelect;
export type BindingRow = BindingRecord & { targetName: string | null };

/** What the listing was bound to and when, newest first. */
export async function findBindings(db: Db, listingId: string): Promise<BindingRow[]> {
  const rows = await db
    .select({ binding: listingBinding, listName: priceList.name, offerName: offer.name })
    .from(listingBinding)
    .leftJoin(priceList, eq(priceList.id, listingBinding.targetId))
    .leftJoin(offer, eq(offer.id, listingBinding.targetId))
    .where(eq(listingBinding.listingId, listingId))
    .orderBy(desc(listingBinding.from), asc(listingBinding.slot))
    .limit(200);
  return rows.map(({ binding, listName, offerName }) => ({ ...binding, targetName: listName ?? offerName }));
}

/** Binds a slot from `at` on, or to nothing with a null target; what it was bound to ends at the same instant. */
export async function rebind(
  tx: Tx,
  listingId: string,
  slot: BindingSlot,
  target: { id: string; version: number | null } | null,
  at: Date,
): Promise<void> {
  const current = and(eq(listingBinding.listingId, listingId), eq(listingBinding.slot, slot));
  // A binding that lasted no time at all never was.
  await tx.delete(listingBinding).where(and(current, eq(listingBinding.from, at)));
  await tx
    .update(listingBinding)
    .set({ to: at })
    .where(and(current, isNull(listingBinding.to)));
  if (!target) return;
  await tx.insert(listingBinding).values({
    listingId,
    slot,
    targetId: target.id,
    targetVersion: target.version,
    from: at,
  });
}

/** How many listings other than this one carry the offer. */
export async function countOtherCarriers(db: Db, offerId: string, listingId: string): Promise<number> {
  const rows = await db
    .select({ total: count() })
    .from(listing)
    .where(and(eq(listing.offerId, offerId), eq(listing.status, "listed"), ne(listing.id, listingId)));
  return rows[0]?.total ?? 0;
}
