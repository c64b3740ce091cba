import { setOfferStatus } from "@/db/listing-facts";
import type { Carried } from "@/db/listing-parts";
import { countOtherCarriers, type ListingRecord, rebind, updateListingRow } from "@/db/listings";
import type { Tx } from "@/db/types";
import type { Actor } from "../../domain/access";
import { conflict } from "../../domain/errors";
import { priceListSlots } from "../../domain/listing";
import type { ListingStatus } from "../../domain/states";
import { touched } from "../context";
import { record } from "../record";
import { slotColumns } from "./assessment";

type Step = {
  listing: ListingRecord;
  /** How people know it: product and marketplace. */
  name: string;
  status: ListingStatus;
  carried: Carried;
  now: Date;
};

function facts(status: ListingStatus, carried: Carried) {
  const { offerId, offerVersion } = carried;
  return {
    status,
    offer: offerId ? `${offerId} version ${offerVersion}` : null,
    pricelist: carried.pricelistId,
    alt_pricelist_1: carried.altPricelist1Id,
    alt_pricelist_2: carried.altPricelist2Id,
  };
}

/**
 * Makes the listing carry `carried` from `now` on: the row, its bindings [from, to), the offers' states and the audit,
 * in the caller's transaction. What changes nothing writes nothing.
 */
export async function applyToListing(tx: Tx, actor: Actor, step: Step): Promise<void> {
  const { listing, name, status, carried, now } = step;
  const verb = status === listing.status ? "update" : status === "listed" ? "list" : "unlist";
  const changed = await record(tx, actor, {
    verb,
    object: { type: "listing", id: listing.id, name },
    at: now,
    parties: { vendorId: listing.vendorId, distributorId: listing.distributorId },
    before: facts(listing.status, listing),
    after: facts(status, carried),
  });
  if (!changed) return;
  const { offerId, offerVersion, pricelistId, altPricelist1Id, altPricelist2Id } = carried;
  const set = { status, offerId, offerVersion, pricelistId, altPricelist1Id, altPricelist2Id };
  const stamp = { update: "updated", list: "listed", unlist: "unlisted" }[verb];
  if (!(await updateListingRow(tx, listing, { ...set, ...touched(listing, stamp, actor, now) }))) {
    throw conflict(`Listing ${listing.id} was changed by somebody else at the same time.`);
  }
  await bindSlots(tx, listing, carried, now);
  await moveOffers(tx, actor, step);
}

async function bindSlots(tx: Tx, listing: ListingRecord, carried: Carried, now: Date): Promise<void> {
  for (const slot of priceListSlots) {
    const id = carried[slotColumns[slot]];
    if (id === listing[slotColumns[slot]]) continue;
    await rebind(tx, listing.id, slot, id ? { id, version: null } : null, now);
  }
  const { offerId, offerVersion } = carried;
  if (offerId === listing.offerId && offerVersion === listing.offerVersion) return;
  await rebind(tx, listing.id, "offer", offerId ? { id: offerId, version: offerVersion } : null, now);
}

/** An offer is listed while a listing carries it, else ready (DESIGN §6). */
async function moveOffers(tx: Tx, actor: Actor, { listing, carried, now }: Step): Promise<void> {
  const { vendorId, distributorId } = listing;
  const parties = { vendorId, distributorId };
  if (carried.offerId) {
    const listed = await setOfferStatus(tx, carried.offerId, "ready", "listed", now);
    if (listed) await recordOffer(tx, actor, "list", listed, { now, parties });
  }
  if (!listing.offerId || listing.offerId === carried.offerId) return;
  if ((await countOtherCarriers(tx, listing.offerId, listing.id)) > 0) return;
  const free = await setOfferStatus(tx, listing.offerId, "listed", "ready", now);
  if (free) await recordOffer(tx, actor, "delist", free, { now, parties });
}

async function recordOffer(
  tx: Tx,
  actor: Actor,
  verb: "list" | "delist",
  offer: { id: string; name: string },
  { now, parties }: { now: Date; parties: { vendorId: string; distributorId: string } },
): Promise<void> {
  const [before, after] = verb === "list" ? ["ready", "listed"] : ["listed", "ready"];
  await record(tx, actor, {
    verb,
    object: { type: "offer", ...offer },
    at: now,
    parties,
    changes: [{ field: "status", before, after }],
  });
}
