import { database } from "@/db/client";
import type { ListingRequestRow } from "@/db/listing-requests";
import { findListing, type ListingRow } from "@/db/listings";
import { type Actor, scopeOf } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { type PriceListSlot, priceListSlots, slotNames } from "../../domain/listing";
import type { Finding } from "../../domain/listing-findings";
import { OfferContent } from "../../domain/offer-content";
import { type OfferDiff, offerDiff } from "../../domain/offer-diff";
import { clock } from "../context";
import { assess, slotColumns } from "./assessment";
import { type ListDifference, type NewListPrices, priceChange } from "./list-difference";
import { getListingRequest } from "./requests";

type OfferSide = { id: string; name: string; version: number };

/** Another version of the offer that the listing carries, or an offer that it does not carry yet, as a whole. */
export type OfferDifference =
  | { kind: "changed"; from: OfferSide; to: OfferSide; diff: OfferDiff }
  | { kind: "new"; to: OfferSide; content: OfferContent };

export type RequestDifference = {
  /** One for each thing the listing carries, whether it changes or not. */
  fields: { field: string; before: string | null; after: string | null }[];
  /** Undefined when the listing keeps its offer as it is, or goes without. */
  offer: OfferDifference | undefined;
  /** Lists that replace one of their currency. */
  lists: ListDifference[];
  /** Lists of a currency in which nothing is carried yet. */
  newLists: NewListPrices[];
  findings: Finding[];
};

/** What completing the request would change now. A request that has ended changes nothing more. */
export async function requestDifference(actor: Actor, id: string): Promise<RequestDifference> {
  const request = await getListingRequest(actor, id);
  const now = clock.now();
  const db = database();
  const isOpen = request.state !== "completed" && request.state !== "canceled";
  if (!isOpen) return { fields: [], offer: undefined, lists: [], newLists: [], findings: [] };
  const current = await findListing(db, scopeOf(actor), request.listingId);
  if (!current) throw notFound("Listing", request.listingId);
  const isRemoval = request.type === "remove";
  const prices = isRemoval ? [] : await priceChanges(current, request, now);
  return {
    fields: fieldsOf(current, request),
    offer: isRemoval ? undefined : offerDifference(current, request),
    lists: prices.filter((change) => "summary" in change),
    newLists: prices.filter((change) => "items" in change),
    findings: await assess(db, request, request.type, request, now),
  };
}

async function priceChanges(current: ListingRow, request: ListingRequestRow, now: Date) {
  const changes: (ListDifference | NewListPrices)[] = [];
  const context = { now, requiredColumns: request.marketplace.requiredColumns };
  for (const slot of priceListSlots) {
    const [from, to] = [current[slotColumns[slot]], request[slotColumns[slot]]];
    if (!to || from === to) continue;
    const wanted = { slot, from, to, productId: request.productId };
    const change = await priceChange(database(), wanted, context);
    if (change) changes.push(change);
  }
  return changes;
}

type WithOffer = Pick<ListingRow, "offer">;

function offerDifference(current: WithOffer, request: WithOffer): OfferDifference | undefined {
  const [from, to] = [versionOf(current), versionOf(request)];
  if (!to) return undefined;
  if (from?.side.id !== to.side.id) return { kind: "new", to: to.side, content: to.content };
  if (from.side.version === to.side.version) return undefined;
  return { kind: "changed", from: from.side, to: to.side, diff: offerDiff(from.content, to.content) };
}

function versionOf({ offer }: WithOffer) {
  if (!offer || offer.version === null) return undefined;
  const { id, name, version, snapshot } = offer;
  return { side: { id, name, version }, content: OfferContent.parse(snapshot) };
}

function fieldsOf(current: ListingRow, request: ListingRequestRow): RequestDifference["fields"] {
  const isRemoval = request.type === "remove";
  return [
    { field: "Status", before: current.status, after: isRemoval ? "unlisted" : "listed" },
    { field: slotNames.offer, before: offerText(current), after: isRemoval ? null : offerText(request) },
    ...priceListSlots.map((slot) => ({
      field: slotNames[slot],
      before: listText(current, slot),
      after: isRemoval ? null : listText(request, slot),
    })),
  ];
}

function offerText({ offer }: WithOffer): string | null {
  return offer ? `${offer.name}, version ${offer.version}` : null;
}

function listText({ lists }: Pick<ListingRow, "lists">, slot: PriceListSlot): string | null {
  const list = lists[slot];
  return list ? `${list.name} (${list.currency})` : null;
}
