import { and, count, desc, eq, inArray, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import { openRequestStates } from "../lib/domain/listing";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import {
  type CarriedParts,
  carriedParts,
  joins,
  listNameOf,
  offerNameOf,
  partyNameOf,
  surroundings,
} from "./listing-parts";
import type { ListingRow } from "./listings";
import { contract, listing, listingRequest, marketplace } from "./schema/listings";
import { product } from "./schema/products";
import type { Db, Tx } from "./types";

export type ListingRequestRecord = typeof listingRequest.$inferSelect;
export type ListingRequestRow = ListingRequestRecord &
  CarriedParts &
  Pick<ListingRow, "contract" | "marketplace" | "product" | "vendorName" | "distributorName"> & {
    listingStatus: ListingRow["status"];
  };

/**
 * A vendor sees its requests. A distributor sees those that were sent to it: a draft only after it has sent it back, which
 * leaves its assignee. A reseller sees none.
 */
function inScope(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(listingRequest.vendorId, scope.vendorId);
  if (scope.kind === "reseller") return sql`false`;
  return and(
    eq(listingRequest.distributorId, scope.distributorId),
    or(ne(listingRequest.state, "draft"), isNotNull(listingRequest.assignee)),
  );
}

const fields: FilterFields = {
  id: { column: listingRequest.id, type: "text", orderable: true, searchable: true },
  type: { column: listingRequest.type, type: "text", orderable: true },
  state: { column: listingRequest.state, type: "text", orderable: true },
  status: { column: listingRequest.state, type: "text", orderable: true },
  note: { column: listingRequest.note, type: "text" },
  created: { column: listingRequest.createdAt, type: "instant", orderable: true },
  updated: { column: listingRequest.updatedAt, type: "instant", orderable: true },
  "listing.id": { column: listingRequest.listingId, type: "text" },
  "product.id": { column: listingRequest.productId, type: "text" },
  "product.name": { column: product.name, type: "text", orderable: true, searchable: true },
  "marketplace.id": { column: listingRequest.marketplaceId, type: "text", nullId: "MP-00000" },
  "marketplace.name": { column: marketplace.name, type: "text", orderable: true, searchable: true },
  "contract.id": {
    column: listingRequest.contractId,
    type: "text",
    nullId: "CRD-00000-00000-00000",
  },
  "vendor.id": { column: listingRequest.vendorId, type: "text" },
  "vendor.name": { column: partyNameOf(listingRequest.vendorId), type: "text", nullable: false },
  "provider.id": { column: listingRequest.distributorId, type: "text" },
  "provider.name": { column: partyNameOf(listingRequest.distributorId), type: "text", nullable: false },
  "offer.id": { column: listingRequest.offerId, type: "text" },
  "offer.name": { column: offerNameOf(listingRequest.offerId), type: "text", nullable: true },
  "pricelist.id": { column: listingRequest.pricelistId, type: "text" },
  "pricelist.name": { column: listNameOf(listingRequest.pricelistId), type: "text", nullable: true },
  "alt_pricelist_1.id": { column: listingRequest.altPricelist1Id, type: "text" },
  "alt_pricelist_2.id": { column: listingRequest.altPricelist2Id, type: "text" },
  "events.created.at": { column: listingRequest.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: listingRequest.updatedAt, type: "instant", orderable: true },
};

function select(db: Db) {
  return db
    .select({
      request: listingRequest,
      listingStatus: listing.status,
      ...surroundings(listingRequest),
    })
    .from(listingRequest)
    .innerJoin(listing, eq(listing.id, listingRequest.listingId))
    .innerJoin(contract, joins.request.contract)
    .innerJoin(marketplace, joins.request.marketplace)
    .innerJoin(product, joins.request.product);
}

type Found = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

async function asRows(db: Db, found: Found[]): Promise<ListingRequestRow[]> {
  const parts = await carriedParts(
    db,
    found.map((row) => row.request),
  );
  return found.map(({ request, ...around }) => ({ ...request, ...around, ...parts(request) }));
}

/** Newest first unless the query orders otherwise. */
export async function findListingRequests(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: ListingRequestRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, listingRequest.id);
  const condition = and(inScope(scope), where);
  const order =
    query.ordering.length > 0 ? orderBy : [desc(listingRequest.createdAt), desc(listingRequest.id)];
  const [rows, totals] = await Promise.all([
    select(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(listingRequest)
      .innerJoin(marketplace, joins.request.marketplace)
      .innerJoin(product, joins.request.product)
      .where(condition),
  ]);
  return { rows: await asRows(db, rows), total: totals[0]?.total ?? 0 };
}

export async function findListingRequest(
  db: Db,
  scope: Scope,
  id: string,
): Promise<ListingRequestRow | undefined> {
  const rows = await select(db).where(and(inScope(scope), eq(listingRequest.id, id)));
  return (await asRows(db, rows))[0];
}

/** How many requests of the scope are in each state. */
export async function countListingRequests(db: Db, scope: Scope): Promise<Record<string, number>> {
  const rows = await db
    .select({ state: listingRequest.state, total: count() })
    .from(listingRequest)
    .where(inScope(scope))
    .groupBy(listingRequest.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.total]));
}

/** The open request of a listing, whoever made it; there is at most one. */
export async function findOpenRequest(
  db: Db,
  listingId: string,
): Promise<{ id: string; state: ListingRequestRecord["state"] } | undefined> {
  const { id, state } = listingRequest;
  const rows = await db
    .select({ id, state })
    .from(listingRequest)
    .where(and(eq(listingRequest.listingId, listingId), inArray(state, [...openRequestStates])))
    .limit(1);
  return rows[0];
}

export async function countRequestsOf(db: Db, listingId: string): Promise<number> {
  const rows = await db
    .select({ total: count() })
    .from(listingRequest)
    .where(eq(listingRequest.listingId, listingId));
  return rows[0]?.total ?? 0;
}

export async function insertListingRequest(tx: Tx, row: typeof listingRequest.$inferInsert): Promise<void> {
  await tx.insert(listingRequest).values(row);
}

/** Writes only when the row still has `state` and `revision`. @returns whether it did */
export async function updateListingRequestRow(
  tx: Tx,
  scope: Scope,
  at: Pick<ListingRequestRecord, "id" | "state" | "revision">,
  set: Partial<typeof listingRequest.$inferInsert>,
): Promise<boolean> {
  const { id, state, revision } = listingRequest;
  const rows = await tx
    .update(listingRequest)
    .set(set)
    .where(and(inScope(scope), eq(id, at.id), eq(state, at.state), eq(revision, at.revision)))
    .returning({ id });
  return rows.length > 0;
}

export async function deleteListingRequest(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx.delete(listingRequest).where(and(inScope(scope), eq(listingRequest.id, id)));
}
