import { and, asc, count, eq, exists, isNotNull, max, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { listing, listingRequest } from "./schema/listings";
import { offer, offerVersion } from "./schema/offers";
import { product } from "./schema/products";
import type { Db, Tx } from "./types";

export type OfferRecord = typeof offer.$inferSelect;

export type OfferRow = OfferRecord & {
  product: Pick<typeof product.$inferSelect, "id" | "name" | "icon" | "status">;
  vendorName: string;
  versions: number;
  publicVersions: number;
  /** Listings that carry it now, as far as the reader is party to them. */
  listings: number;
  /** The highest version that a listing of the reader carries, else the highest public one; null when there is none. */
  shownVersion: number | null;
};

/** A vendor's own offers, drafts and all; the working copy is for these eyes only. */
export function ownOffer(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  return scope.kind === "vendor" ? eq(offer.vendorId, scope.vendorId) : sql`false`;
}

/**
 * The offers that a scope sees: a vendor its own; a distributor those that a listing of its own carries or a request sent
 * to it names; a reseller those of its distributor's listings. The last two only offers with a public version.
 */
export function offerInScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all" || scope.kind === "vendor") return ownOffer(scope);
  const one = { one: sql`1` };
  const isPublic = exists(
    db
      .select(one)
      .from(offerVersion)
      .where(and(eq(offerVersion.offerId, offer.id), eq(offerVersion.public, true))),
  );
  const listed = exists(db.select(one).from(listing).where(carriedBy(scope)));
  if (scope.kind === "reseller") return and(isPublic, listed);
  const requested = exists(
    db
      .select(one)
      .from(listingRequest)
      .where(
        and(
          eq(listingRequest.offerId, offer.id),
          eq(listingRequest.distributorId, scope.distributorId),
          ne(listingRequest.state, "draft"),
        ),
      ),
  );
  return and(isPublic, or(listed, requested));
}

/** Listings that carry the offer of the outer query, as the scope sees them. */
function carriedBy(scope: Scope): SQL | undefined {
  const party =
    scope.kind === "vendor"
      ? eq(listing.vendorId, scope.vendorId)
      : scope.kind === "all"
        ? undefined
        : eq(listing.distributorId, scope.distributorId);
  return and(eq(listing.offerId, offer.id), eq(listing.status, "listed"), party);
}

const vendorName = sql<string>`(select ${account.name} from ${account} where ${account.id} = ${offer.vendorId})`;
const versionCount = sql`(select count(*) from ${offerVersion} where ${offerVersion.offerId} = ${offer.id})`;
const listingCount = sql`(select count(*) from ${listing} where ${listing.offerId} = ${offer.id} and ${listing.status} = 'listed')`;

const fields: FilterFields = {
  id: { column: offer.id, type: "text", orderable: true, searchable: true },
  name: { column: offer.name, type: "text", orderable: true, searchable: true },
  "product.id": { column: offer.productId, type: "text" },
  "product.name": { column: product.name, type: "text", orderable: true, searchable: true },
  "owner.id": { column: offer.vendorId, type: "text" },
  "owner.name": { column: vendorName, type: "text", orderable: true, nullable: false },
  status: { column: offer.status, type: "text", orderable: true },
  type: { column: offer.type, type: "text", orderable: true },
  audience: { column: offer.audience, type: "text", orderable: true },
  "stats.versions": { column: versionCount, type: "number", orderable: true, nullable: false },
  "stats.listings": { column: listingCount, type: "number", orderable: true, nullable: false },
  "events.created.at": { column: offer.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: offer.updatedAt, type: "instant", orderable: true },
};

function select(db: Db, scope: Scope) {
  const versionsOf = and(eq(offerVersion.offerId, offer.id));
  const publicOf = and(versionsOf, eq(offerVersion.public, true));
  const versions = db.select({ total: count() }).from(offerVersion).where(versionsOf);
  const publicVersions = db.select({ total: count() }).from(offerVersion).where(publicOf);
  const listings = db.select({ total: count() }).from(listing).where(carriedBy(scope));
  const carried = db
    .select({ number: max(listing.offerVersion) })
    .from(listing)
    .where(carriedBy(scope));
  const latest = db
    .select({ number: max(offerVersion.number) })
    .from(offerVersion)
    .where(publicOf);
  const { id, name, icon, status } = product;
  return db
    .select({
      offer,
      product: { id, name, icon, status },
      vendorName,
      versions: sql`(${versions})`.mapWith(Number),
      publicVersions: sql`(${publicVersions})`.mapWith(Number),
      listings: sql`(${listings})`.mapWith(Number),
      shownVersion: sql<number | null>`coalesce((${carried}), (${latest}))`,
    })
    .from(offer)
    .innerJoin(product, eq(product.id, offer.productId));
}

type Found = { offer: OfferRecord } & Omit<OfferRow, keyof OfferRecord>;

function asRow({ offer: record, shownVersion, ...rest }: Found): OfferRow {
  return { ...record, ...rest, shownVersion: shownVersion === null ? null : Number(shownVersion) };
}

/** By name unless the query orders otherwise. */
export async function findOffers(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: OfferRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, offer.id);
  const condition = and(offerInScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(offer.name), asc(offer.id)];
  const [rows, totals] = await Promise.all([
    select(db, scope)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(offer)
      .innerJoin(product, eq(product.id, offer.productId))
      .where(condition),
  ]);
  return { rows: rows.map(asRow), total: totals[0]?.total ?? 0 };
}

export async function findOffer(db: Db, scope: Scope, id: string): Promise<OfferRow | undefined> {
  const rows = await select(db, scope).where(and(offerInScope(db, scope), eq(offer.id, id)));
  return rows.map(asRow)[0];
}

/** How many offers of the scope are in each status, and how many are for each audience. */
export async function countOffers(
  db: Db,
  scope: Scope,
): Promise<{ status: OfferRecord["status"]; audience: OfferRecord["audience"]; total: number }[]> {
  return db
    .select({ status: offer.status, audience: offer.audience, total: count() })
    .from(offer)
    .where(offerInScope(db, scope))
    .groupBy(offer.status, offer.audience);
}

export async function insertOffer(tx: Tx, row: typeof offer.$inferInsert): Promise<void> {
  await tx.insert(offer).values(row);
}

/** Writes only when the row still has `revision`. @returns whether it did */
export async function updateOfferRow(
  tx: Tx,
  scope: Scope,
  at: { id: string; revision: number },
  set: Partial<typeof offer.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(offer)
    .set(set)
    .where(and(ownOffer(scope), eq(offer.id, at.id), eq(offer.revision, at.revision)))
    .returning({ id: offer.id });
  return rows.length > 0;
}

/** A part of the offer changed: when, and by whom. The revision guards the offer's own fields and stays. */
export async function touchOffer(
  tx: Tx,
  id: string,
  set: Pick<OfferRecord, "events" | "updatedAt">,
): Promise<void> {
  await tx.update(offer).set(set).where(eq(offer.id, id));
}

/** The running number for a new part of the offer. */
export async function takeChildNumber(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .update(offer)
    .set({ nextChild: sql`${offer.nextChild} + 1` })
    .where(eq(offer.id, id))
    .returning({ next: offer.nextChild });
  return (rows[0]?.next ?? 1) - 1;
}

/** Removes an offer; its parts and versions go with it. */
export async function deleteOfferRow(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx.delete(offer).where(and(ownOffer(scope), eq(offer.id, id)));
}

/** Who carries an offer, or one version of it: listings now, and requests that are under way. Ids, by id. */
export async function findCarriers(db: Db, offerId: string, version?: number): Promise<string[]> {
  const listings = await db
    .select({ id: listing.id })
    .from(listing)
    .where(
      and(
        eq(listing.offerId, offerId),
        eq(listing.status, "listed"),
        version === undefined ? isNotNull(listing.offerVersion) : eq(listing.offerVersion, version),
      ),
    )
    .orderBy(asc(listing.id))
    .limit(100);
  const requests = await db
    .select({ id: listingRequest.id })
    .from(listingRequest)
    .where(
      and(
        eq(listingRequest.offerId, offerId),
        or(eq(listingRequest.state, "reviewing"), eq(listingRequest.state, "deploying")),
        version === undefined ? undefined : eq(listingRequest.offerVersion, version),
      ),
    )
    .orderBy(asc(listingRequest.id))
    .limit(100);
  return [...listings, ...requests].map((row) => row.id);
}
