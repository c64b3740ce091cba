import { database } from "@/db/client";
import { type ListingRequestRow, updateListingRequestRow } from "@/db/listing-requests";
import { findListing, updateListingRow } from "@/db/listings";
import type { Tx } from "@/db/types";
import { type Actor, type Permission, scopeOf } from "../../domain/access";
import { conflict, notFound } from "../../domain/errors";
import {
  type ListingRequestEvent,
  listingRequestStamp,
  listingRequestTransitions,
  type RequestStep,
} from "../../domain/listing";
import { assertRevision } from "../../domain/revision";
import type { By } from "../../domain/states";
import { nextState } from "../../domain/transitions";
import { by, clock, touched } from "../context";
import { record } from "../record";
import { applyToListing } from "./apply";
import { assertNoneBlocking, assess } from "./assessment";
import { listingName } from "./listings";
import { authoriseEither, loadListingRequest } from "./requests";

/** Who takes which step. */
export const requestStepPermissions: Record<ListingRequestEvent, readonly Permission[]> = {
  update: ["listings:request"],
  submit: ["listings:request"],
  assign: ["listings:review"],
  unassign: ["listings:review"],
  refine: ["listings:review"],
  deploy: ["listings:review"],
  complete: ["listings:review"],
  cancel: ["listings:request", "listings:review"],
};

/** Sends a draft to the distributor. @throws DomainError `invalid`, reason `not_ready`, with what stands against it */
export async function submitListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "submit");
}

/** The reviewer takes the request. */
export async function assignListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "assign", by(actor));
}

export async function unassignListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "unassign", null);
}

/** Sends the request back to the vendor's desk. The distributor keeps seeing it, as its assignee. */
export async function refineListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "refine", by(actor));
}

/** Accepts the request. */
export async function deployListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "deploy");
}

/** Makes the listing as the request says, at this instant. */
export async function completeListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "complete");
}

/** Ends the request without changing the listing: the vendor withdraws it, or the distributor declines. */
export async function cancelListingRequest(actor: Actor, input: RequestStep): Promise<ListingRequestRow> {
  return move(actor, input, "cancel");
}

async function move(
  actor: Actor,
  input: RequestStep,
  event: ListingRequestEvent,
  assignee?: By | null,
): Promise<ListingRequestRow> {
  authoriseEither(actor, requestStepPermissions[event]);
  const now = clock.now();
  return database().transaction(async (tx) => {
    const found = await loadListingRequest(tx, actor, input.id);
    const what = `Listing request ${found.id}`;
    assertRevision(what, found.revision, input.revision);
    const state = nextState(listingRequestTransitions, found.state, event, what);
    if (event === "submit" || event === "deploy" || event === "complete") {
      assertNoneBlocking(await assess(tx, found, found.type, found, now), "moving");
    }
    const to = { state, assignee: assignee === undefined ? found.assignee : assignee };
    const isSame = state === found.state && to.assignee?.id === found.assignee?.id;
    if (isSame) return found;
    const set = { ...to, ...touched(found, listingRequestStamp[event], actor, now) };
    if (!(await updateListingRequestRow(tx, scopeOf(actor), found, set))) {
      throw conflict(`${what} was changed by somebody else at the same time.`);
    }
    await recordStep(tx, actor, found, event, to, now);
    if (event === "complete") await complete(tx, actor, found, now);
    return loadListingRequest(tx, actor, found.id);
  });
}

async function recordStep(
  tx: Tx,
  actor: Actor,
  found: ListingRequestRow,
  event: ListingRequestEvent,
  to: Pick<ListingRequestRow, "state" | "assignee">,
  now: Date,
): Promise<void> {
  const { vendorId, distributorId } = found;
  await record(tx, actor, {
    verb: event,
    object: { type: "listing_request", id: found.id, name: listingName(found) },
    at: now,
    parties: { vendorId, distributorId },
    before: { state: found.state, assignee: found.assignee?.name ?? null },
    after: { state: to.state, assignee: to.assignee?.name ?? null },
  });
}

async function complete(tx: Tx, actor: Actor, request: ListingRequestRow, now: Date): Promise<void> {
  const found = await findListing(tx, scopeOf(actor), request.listingId);
  if (!found) throw notFound("Listing", request.listingId);
  let listing = found;
  if (listing.contractId !== request.contractId) {
    // An unlisted product comes back under another contract of the same marketplace.
    await updateListingRow(tx, listing, { contractId: request.contractId, revision: listing.revision + 1 });
    listing = { ...listing, contractId: request.contractId, revision: listing.revision + 1 };
  }
  const status = request.type === "remove" ? "unlisted" : "listed";
  await applyToListing(tx, actor, { listing, name: listingName(request), status, carried: request, now });
}
