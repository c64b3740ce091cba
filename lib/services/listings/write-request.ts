import { database } from "@/db/client";
import { findContract } from "@/db/contracts";
import type { Carried } from "@/db/listing-parts";
import {
  countRequestsOf,
  deleteListingRequest as deleteRequestRow,
  findOpenRequest,
  insertListingRequest,
  type ListingRequestRow,
  updateListingRequestRow,
} from "@/db/listing-requests";
import {
  deleteListing,
  findBindings,
  findListing,
  findListingOf,
  insertListing,
  type ListingRow,
} from "@/db/listings";
import { findMarketplace } from "@/db/marketplaces";
import { findProduct } from "@/db/products";
import type { Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid } from "../../domain/errors";
import {
  type ListingRequestInput,
  type ListingRequestUpdate,
  listingRequestTransitions,
} from "../../domain/listing";
import { assertRevision } from "../../domain/revision";
import { nextState } from "../../domain/transitions";
import { by, clock, created, newId, touched } from "../context";
import { record } from "../record";
import { assertNoneBlocking, assess, type Frame, nothingCarried, wishedFor } from "./assessment";
import { listingName, loadListing } from "./listings";
import { loadListingRequest } from "./requests";

/** What is told of a request in the audit. */
export function requestFacts(row: Carried & { note: string | null }) {
  return {
    note: row.note,
    offer: row.offerId ? `${row.offerId} version ${row.offerVersion}` : null,
    pricelist: row.pricelistId,
    alt_pricelist_1: row.altPricelist1Id,
    alt_pricelist_2: row.altPricelist2Id,
  };
}

/**
 * A draft of a request (DESIGN §7). `new` makes the listing, unlisted, if there is none yet; `update` starts from what the
 * listing carries, `remove` ends with nothing. One open request per listing.
 */
export async function createListingRequest(
  actor: Actor,
  input: ListingRequestInput,
): Promise<ListingRequestRow> {
  authorise(actor, "listings:request");
  const now = clock.now();
  const id = newId("listingRequest");
  return database().transaction(async (tx) => {
    const listing =
      input.type === "new"
        ? await listingForNew(tx, actor, input, now)
        : await listedListing(tx, actor, input.listing_id);
    await assertNoOpenRequest(tx, listing);
    const current = input.type === "new" ? nothingCarried : listing;
    const carried =
      input.type === "remove" ? nothingCarried : await wishedFor(tx, actor, listing, current, input);
    assertNoneBlocking(await assess(tx, listing, input.type, carried, now), "writing");
    const note = input.note ?? null;
    await insertListingRequest(tx, {
      id,
      type: input.type,
      state: "draft",
      listingId: listing.id,
      ...partiesOf(listing),
      ...carriedOf(carried),
      note,
      creator: by(actor),
      ...created(actor, now),
    });
    await record(tx, actor, {
      verb: "create",
      object: { type: "listing_request", id, name: listingName(listing) },
      at: now,
      after: { type: input.type, ...requestFacts({ ...carried, note }) },
    });
    return loadListingRequest(tx, actor, id);
  });
}

function partiesOf(listing: ListingRow) {
  const { contractId, productId, marketplaceId, vendorId, distributorId } = listing;
  return { contractId, productId, marketplaceId, vendorId, distributorId };
}

function carriedOf(carried: Carried): Carried {
  const { offerId, offerVersion, pricelistId, altPricelist1Id, altPricelist2Id } = carried;
  return { offerId, offerVersion, pricelistId, altPricelist1Id, altPricelist2Id };
}

async function listedListing(tx: Tx, actor: Actor, id: string): Promise<ListingRow> {
  const found = await findListing(tx, scopeOf(actor), id);
  if (!found)
    throw invalid("listing_id", `${id} was not found among your listings`, { rule: "unknown", value: id });
  if (found.status === "listed") return found;
  throw new DomainError(
    "wrong_state",
    `Listing ${id} is unlisted: there is nothing to update or remove. Make a request of type new.`,
  );
}

type NewInput = Extract<ListingRequestInput, { type: "new" }>;

/** The listing that a new request is about: the one that was there before, or a new one. */
async function listingForNew(tx: Tx, actor: Actor, input: NewInput, now: Date): Promise<ListingRow> {
  const frame = await frameForNew(tx, actor, input);
  const known = await findListingOf(tx, frame.product.id, frame.marketplace.id);
  if (known?.status === "listed") {
    throw new DomainError(
      "wrong_state",
      `${frame.product.name} is listed on ${frame.marketplace.name} already (${known.id}). Make a request of type update.`,
    );
  }
  if (known) {
    const found = await loadListing(tx, actor, known.id);
    return { ...found, contractId: frame.contract.id, contract: frame.contract };
  }
  const id = newId("listing");
  await insertListing(tx, {
    id,
    contractId: frame.contract.id,
    productId: frame.product.id,
    marketplaceId: frame.marketplace.id,
    vendorId: frame.vendorId,
    distributorId: frame.distributorId,
    status: "unlisted",
    ...created(actor, now),
  });
  return loadListing(tx, actor, id);
}

async function frameForNew(tx: Tx, actor: Actor, input: NewInput): Promise<Frame> {
  const scope = scopeOf(actor);
  const [product, contract] = [
    await findProduct(tx, scope, input.product_id),
    await findContract(tx, scope, input.contract_id),
  ];
  const unknown = (field: string, value: string, whose: string) =>
    invalid(field, `${value} was not found among your ${whose}`, { rule: "unknown", value });
  if (!product) throw unknown("product_id", input.product_id, "products");
  if (!contract) throw unknown("contract_id", input.contract_id, "contracts");
  const marketplace = await findMarketplace(tx, scope, contract.marketplaceId);
  if (!marketplace) throw unknown("contract_id", input.contract_id, "contracts");
  const { vendorId, distributorId } = contract;
  return { product, contract, marketplace, vendorId, distributorId };
}

async function assertNoOpenRequest(tx: Tx, listing: ListingRow): Promise<void> {
  const open = await findOpenRequest(tx, listing.id);
  if (!open) return;
  throw new DomainError(
    "conflict",
    `${listingName(listing)} has the open request ${open.id} (${open.state}): a listing has one open request at a time.`,
  );
}

type Named = { id: string; revision?: number | undefined };

/** Changes a draft: its note and what it asks for. What is left out stays as it is; a named offer comes in its latest public version. */
export async function updateListingRequest(
  actor: Actor,
  input: Named & ListingRequestUpdate,
): Promise<ListingRequestRow> {
  authorise(actor, "listings:request");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadListingRequest(tx, actor, input.id);
    assertRevision(`Listing request ${before.id}`, before.revision, input.revision);
    nextState(listingRequestTransitions, before.state, "update", `Listing request ${before.id}`);
    const carried =
      before.type === "remove" ? nothingCarried : await wishedFor(tx, actor, before, before, input);
    const after = { ...carriedOf(carried), note: input.note === undefined ? before.note : input.note };
    assertNoneBlocking(await assess(tx, before, before.type, after, now), "writing");
    const changed = await record(tx, actor, {
      verb: "update",
      object: { type: "listing_request", id: before.id, name: listingName(before) },
      at: now,
      before: requestFacts(before),
      after: requestFacts(after),
    });
    if (!changed) return before;
    const set = { ...after, ...touched(before, "updated", actor, now) };
    if (!(await updateListingRequestRow(tx, scopeOf(actor), before, set))) {
      throw conflict(`Listing request ${before.id} was changed by somebody else at the same time.`);
    }
    return loadListingRequest(tx, actor, before.id);
  });
}

/** Only a draft. The listing that it alone brought about goes with it. */
export async function deleteListingRequest(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "listings:request");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const found = await loadListingRequest(tx, actor, input.id);
    assertRevision(`Listing request ${found.id}`, found.revision, input.revision);
    if (found.state !== "draft") {
      throw new DomainError(
        "wrong_state",
        `Listing request ${found.id} is ${found.state}: only a draft can be deleted. Cancel it instead.`,
      );
    }
    await record(tx, actor, {
      verb: "delete",
      object: { type: "listing_request", id: found.id, name: listingName(found) },
      at: now,
      before: requestFacts(found),
    });
    await deleteRequestRow(tx, scopeOf(actor), found.id);
    const requests = await countRequestsOf(tx, found.listingId);
    const bindings = await findBindings(tx, found.listingId);
    if (found.listingStatus === "unlisted" && requests === 0 && bindings.length === 0) {
      await deleteListing(tx, found.listingId);
    }
  });
}
