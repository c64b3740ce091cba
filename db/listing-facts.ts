import { and, asc, count, desc, eq, exists, inArray, ne, or, sql } from "drizzle-orm";
import type { ListFacts } from "../lib/domain/listing-findings";
import { listing, listingBinding, listingRequest } from "./schema/listings";
import { offer, offerVersion } from "./schema/offers";
import { priceList, priceListProduct, pricePoint, priceVersion } from "./schema/pricing";
import { item, product } from "./schema/products";
import type { Db, Tx } from "./types";

/**
 * A price list as the listing of `productId` sees it: filled cells are counted in the version in force at `now`, else in
 * the one that starts first. Not bounded by a scope: the caller has checked who may name it.
 */
export async function findListFacts(
  db: Db,
  id: string,
  productId: string,
  now: Date,
): Promise<ListFacts | undefined> {
  const rows = await db.select().from(priceList).where(eq(priceList.id, id));
  const list = rows[0];
  if (!list) return undefined;
  const products = await db
    .select({ id: priceListProduct.productId })
    .from(priceListProduct)
    .where(and(eq(priceListProduct.priceListId, id), eq(priceListProduct.productId, productId)));
  const version = await findVersionInForce(db, id, now);
  return {
    id,
    name: list.name,
    ownerId: list.ownerId,
    currency: list.currency,
    status: list.status,
    columns: list.columns.map((column) => column.id),
    holdsProduct: products.length > 0,
    points: version ? await countFilled(db, version.id, productId) : null,
  };
}

/** The version whose prices count at `now`, due ones included; before the first starts, the one that starts first. */
export async function findVersionInForce(
  db: Db,
  priceListId: string,
  now: Date,
): Promise<{ id: string; number: number } | undefined> {
  const rows = await db
    .select()
    .from(priceVersion)
    .where(
      and(eq(priceVersion.priceListId, priceListId), inArray(priceVersion.status, ["active", "scheduled"])),
    )
    .orderBy(asc(priceVersion.startAt), asc(priceVersion.number));
  const scheduled = rows.filter((row) => row.status === "scheduled");
  const due = scheduled.filter((row) => row.startAt !== null && row.startAt <= now).at(-1);
  return due ?? rows.find((row) => row.status === "active") ?? scheduled[0];
}

async function countFilled(db: Db, versionId: string, productId: string) {
  const { price, st0p, st1p, st2p } = pricePoint;
  const rows = await db
    .select({
      total: count(),
      price: sql`count(${price})`.mapWith(Number),
      st0p: sql`count(${st0p})`.mapWith(Number),
      st1p: sql`count(${st1p})`.mapWith(Number),
      st2p: sql`count(${st2p})`.mapWith(Number),
    })
    .from(pricePoint)
    .innerJoin(item, eq(item.id, pricePoint.itemId))
    .where(and(eq(pricePoint.versionId, versionId), eq(item.productId, productId)));
  const { total = 0, ...filled } = rows[0] ?? {};
  return { total, filled };
}

/** An offer with the numbers of its public versions, the latest first. */
export async function findOfferFacts(db: Db, id: string) {
  const { name, productId, status, vendorId } = offer;
  const rows = await db
    .select({ id: offer.id, name, productId, status, vendorId })
    .from(offer)
    .where(eq(offer.id, id));
  const found = rows[0];
  if (!found) return undefined;
  const versions = await db
    .select({ number: offerVersion.number })
    .from(offerVersion)
    .where(and(eq(offerVersion.offerId, id), eq(offerVersion.public, true)))
    .orderBy(desc(offerVersion.number));
  return { ...found, publicVersions: versions.map((version) => version.number) };
}

/** Has this distributor seen the price list or offer: in a listing of its own, now or before, or in a request sent to it? */
export async function hasSeenTarget(db: Db, distributorId: string, targetId: string): Promise<boolean> {
  const bound = await db
    .select({ id: listing.id })
    .from(listingBinding)
    .innerJoin(listing, eq(listing.id, listingBinding.listingId))
    .where(and(eq(listing.distributorId, distributorId), eq(listingBinding.targetId, targetId)))
    .limit(1);
  if (bound.length > 0) return true;
  const { pricelistId, altPricelist1Id, altPricelist2Id, offerId } = listingRequest;
  const named = [pricelistId, altPricelist1Id, altPricelist2Id, offerId].map((column) =>
    eq(column, targetId),
  );
  const requested = await db
    .select({ id: listingRequest.id })
    .from(listingRequest)
    .where(
      and(eq(listingRequest.distributorId, distributorId), ne(listingRequest.state, "draft"), or(...named)),
    )
    .limit(1);
  return requested.length > 0;
}

/** The offer moves between ready and listed as listings take it up and let it go. @returns whether it moved */
export async function setOfferStatus(
  tx: Tx,
  id: string,
  from: "ready" | "listed",
  to: "ready" | "listed",
  now: Date,
): Promise<{ id: string; name: string } | undefined> {
  const rows = await tx
    .update(offer)
    .set({ status: to, updatedAt: now, revision: sql`${offer.revision} + 1` })
    .where(and(eq(offer.id, id), eq(offer.status, from)))
    .returning({ id: offer.id, name: offer.name });
  return rows[0];
}

/** What a vendor can put into a request: its products, price lists that are or will be in force, offers with a public version. */
export async function findRequestChoices(db: Db, vendorId: string) {
  const hasPublicVersion = exists(
    db
      .select({ one: sql`1` })
      .from(offerVersion)
      .where(and(eq(offerVersion.offerId, offer.id), eq(offerVersion.public, true))),
  );
  const [products, lists, contents, offers] = await Promise.all([
    db
      .select({ id: product.id, name: product.name, status: product.status })
      .from(product)
      .where(eq(product.vendorId, vendorId))
      .orderBy(asc(product.name))
      .limit(1000),
    db
      .select({
        id: priceList.id,
        name: priceList.name,
        currency: priceList.currency,
        status: priceList.status,
      })
      .from(priceList)
      .where(and(eq(priceList.ownerId, vendorId), inArray(priceList.status, ["active", "scheduled"])))
      .orderBy(asc(priceList.name))
      .limit(1000),
    db
      .select({ listId: priceListProduct.priceListId, productId: priceListProduct.productId })
      .from(priceListProduct)
      .innerJoin(priceList, eq(priceList.id, priceListProduct.priceListId))
      .where(eq(priceList.ownerId, vendorId)),
    db
      .select({ id: offer.id, name: offer.name, productId: offer.productId })
      .from(offer)
      .where(and(eq(offer.vendorId, vendorId), hasPublicVersion))
      .orderBy(asc(offer.name))
      .limit(1000),
  ]);
  const productsOf = Map.groupBy(contents, (row) => row.listId);
  return {
    products,
    offers,
    lists: lists.map((list) => ({
      ...list,
      productIds: (productsOf.get(list.id) ?? []).map((row) => row.productId),
    })),
  };
}

/** A price list with its version in force, for comparing; undefined when no version is scheduled or active. */
export async function findListInForce(db: Db, id: string, now: Date) {
  const { name, currency, decimals, columns } = priceList;
  const rows = await db
    .select({ id: priceList.id, name, currency, decimals, columns })
    .from(priceList)
    .where(eq(priceList.id, id));
  const list = rows[0];
  const version = list ? await findVersionInForce(db, id, now) : undefined;
  return list && version ? { ...list, version } : undefined;
}

/** The items of a product, by id. */
export async function findItemNames(db: Db, productId: string) {
  const rows = await db
    .select({ id: item.id, mpn: item.mpn, name: item.name })
    .from(item)
    .where(eq(item.productId, productId));
  return new Map(rows.map((row) => [row.id, row]));
}
