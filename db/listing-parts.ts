import { type AnyColumn, and, eq, inArray, sql } from "drizzle-orm";
import { openRequestStates, type PriceListSlot } from "../lib/domain/listing";
import { account } from "./schema/accounts";
import { contract, listing, listingRequest, marketplace } from "./schema/listings";
import { offer, offerVersion } from "./schema/offers";
import { priceList } from "./schema/pricing";
import { product } from "./schema/products";
import type { Db } from "./types";

/** What a listing and a listing request both carry. */
export type Carried = {
  offerId: string | null;
  offerVersion: number | null;
  pricelistId: string | null;
  altPricelist1Id: string | null;
  altPricelist2Id: string | null;
};

export type ListPart = Pick<typeof priceList.$inferSelect, "id" | "name" | "status" | "currency">;
export type OfferPart = Pick<typeof offer.$inferSelect, "id" | "name" | "type"> & {
  version: number | null;
  /** As in the carried version. */
  snapshot: unknown;
};
export type CarriedParts = { offer: OfferPart | null; lists: Partial<Record<PriceListSlot, ListPart>> };

const nameOf = (id: AnyColumn) =>
  sql<string>`(select ${account.name} from ${account} where ${account.id} = ${id})`;

/** The columns of the parties and things around a listing (or request): join contract, marketplace and product. */
export function surroundings(of: { vendorId: AnyColumn; distributorId: AnyColumn }) {
  return {
    contract: {
      id: contract.id,
      name: contract.name,
      type: contract.type,
      status: contract.status,
    },
    marketplace: {
      id: marketplace.id,
      name: marketplace.name,
      currency: marketplace.currency,
      altCurrency1: marketplace.altCurrency1,
      altCurrency2: marketplace.altCurrency2,
      requiredColumns: marketplace.requiredColumns,
    },
    product: {
      id: product.id,
      name: product.name,
      icon: product.icon,
      status: product.status,
      description: product.description,
    },
    vendorName: nameOf(of.vendorId),
    distributorName: nameOf(of.distributorId),
  };
}

/** A price list's or an offer's name, for filters. */
export function listNameOf(id: AnyColumn) {
  return sql<string>`(select ${priceList.name} from ${priceList} where ${priceList.id} = ${id})`;
}

export function offerNameOf(id: AnyColumn) {
  return sql<string>`(select ${offer.name} from ${offer} where ${offer.id} = ${id})`;
}

export function partyNameOf(id: AnyColumn) {
  return nameOf(id);
}

/** The offers and price lists that rows carry, each looked up once. */
export async function carriedParts(db: Db, rows: Carried[]): Promise<(row: Carried) => CarriedParts> {
  const listIds = rows.flatMap((row) => [row.pricelistId, row.altPricelist1Id, row.altPricelist2Id]);
  // One after the other: inside a transaction there is only one connection.
  const lists = await findLists(db, known(listIds));
  const offers = await findOffers(db, known(rows.map((row) => row.offerId)));
  const snapshots = await findSnapshots(db, rows);
  return (row) => ({
    offer: offerPart(row, offers, snapshots),
    lists: {
      ...slotOf("pricelist", lists.get(row.pricelistId ?? "")),
      ...slotOf("alt_pricelist_1", lists.get(row.altPricelist1Id ?? "")),
      ...slotOf("alt_pricelist_2", lists.get(row.altPricelist2Id ?? "")),
    },
  });
}

function known(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

function slotOf(slot: PriceListSlot, list: ListPart | undefined) {
  return list ? { [slot]: list } : {};
}

function offerPart(
  row: Carried,
  offers: Map<string, Omit<OfferPart, "version" | "snapshot">>,
  snapshots: Map<string, unknown>,
): OfferPart | null {
  const found = offers.get(row.offerId ?? "");
  if (!found) return null;
  const snapshot = snapshots.get(`${row.offerId}/${row.offerVersion}`) ?? null;
  return { ...found, version: row.offerVersion, snapshot };
}

async function findLists(db: Db, ids: string[]): Promise<Map<string, ListPart>> {
  if (ids.length === 0) return new Map();
  const { id, name, status, currency } = priceList;
  const rows = await db.select({ id, name, status, currency }).from(priceList).where(inArray(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function findOffers(db: Db, ids: string[]) {
  if (ids.length === 0) return new Map<string, Omit<OfferPart, "version" | "snapshot">>();
  const { id, name, type } = offer;
  const rows = await db.select({ id, name, type }).from(offer).where(inArray(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function findSnapshots(db: Db, rows: Carried[]): Promise<Map<string, unknown>> {
  const ids = known(rows.map((row) => row.offerId));
  if (ids.length === 0) return new Map();
  const numbers = [...new Set(rows.flatMap((row) => row.offerVersion ?? []))];
  const { offerId, number, snapshot } = offerVersion;
  const found = await db
    .select({ offerId, number, snapshot })
    .from(offerVersion)
    .where(and(inArray(offerId, ids), inArray(number, numbers.length > 0 ? numbers : [0])));
  return new Map(found.map((row) => [`${row.offerId}/${row.number}`, row.snapshot]));
}

export type PendingRequest = Pick<typeof listingRequest.$inferSelect, "id" | "type" | "state" | "listingId">;

/** The open request of each listing, by listing. */
export async function openRequests(db: Db, listingIds: string[]): Promise<Map<string, PendingRequest>> {
  if (listingIds.length === 0) return new Map();
  const { id, type, state, listingId } = listingRequest;
  const rows = await db
    .select({ id, type, state, listingId })
    .from(listingRequest)
    .where(and(inArray(listingId, listingIds), inArray(state, [...openRequestStates])));
  return new Map(rows.map((row) => [row.listingId, row]));
}

/** A condition of joins: the request or listing with what surrounds it. */
export const joins = {
  listing: {
    contract: eq(contract.id, listing.contractId),
    marketplace: eq(marketplace.id, listing.marketplaceId),
    product: eq(product.id, listing.productId),
  },
  request: {
    contract: eq(contract.id, listingRequest.contractId),
    marketplace: eq(marketplace.id, listingRequest.marketplaceId),
    product: eq(product.id, listingRequest.productId),
  },
};
