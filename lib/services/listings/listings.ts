import { database } from "@/db/client";
import {
  type BindingRow,
  countListings,
  findBindings,
  findListing,
  findListings,
  type ListingRow,
} from "@/db/listings";
import type { Db } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import type { Wishes } from "../../domain/listing";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import type { ListingStatus } from "../../domain/states";
import { clock } from "../context";
import { applyToListing } from "./apply";
import { assertNoneBlocking, assess, wishedFor } from "./assessment";

export async function listListings(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ListingRow[]; total: number }> {
  authorise(actor, "listings:read");
  const { rows, total } = await findListings(database(), scopeOf(actor), query);
  return { rows: rows.map((row) => forReader(actor, row)), total };
}

export async function getListing(actor: Actor, id: string): Promise<ListingRow> {
  authorise(actor, "listings:read");
  return loadListing(database(), actor, id);
}

/** How many of the actor's listings are in each status. */
export async function countListingsByStatus(actor: Actor): Promise<Record<ListingStatus, number>> {
  authorise(actor, "listings:read");
  const { listed = 0, unlisted = 0 } = await countListings(database(), scopeOf(actor));
  return { listed, unlisted };
}

/** What the listing was bound to and when, newest first. Resellers see only what it carries now. */
export async function listBindings(actor: Actor, listingId: string): Promise<BindingRow[]> {
  const found = await getListing(actor, listingId);
  if (actor.account.kind === "reseller") return [];
  return findBindings(database(), found.id);
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadListing(db: Db, actor: Actor, id: string): Promise<ListingRow> {
  const found = await findListing(db, scopeOf(actor), id);
  if (!found) throw notFound("Listing", id);
  return forReader(actor, found);
}

/** A request that was not sent yet is the vendor's own business; resellers see no requests. */
function forReader(actor: Actor, row: ListingRow): ListingRow {
  const { kind } = actor.account;
  const hidden = kind === "reseller" || (kind === "distributor" && row.pending?.state === "draft");
  return hidden && actor.type !== "system" ? { ...row, pending: null } : row;
}

export function listingName(row: Pick<ListingRow, "product" | "marketplace">): string {
  return `${row.product.name} on ${row.marketplace.name}`;
}

/**
 * Changes what a listed product carries at once, without a request: the distributor's decision on its own marketplace.
 * The conditions are those of a request; an open request must be finished first.
 */
export async function updateListing(
  actor: Actor,
  input: { id: string; revision?: number | undefined; wishes: Wishes },
): Promise<ListingRow> {
  authorise(actor, "listings:review");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const found = await findListing(tx, scopeOf(actor), input.id);
    if (!found) throw notFound("Listing", input.id);
    assertRevision(`Listing ${found.id}`, found.revision, input.revision);
    assertChangeable(found);
    const carried = await wishedFor(tx, actor, found, found, input.wishes);
    assertNoneBlocking(await assess(tx, found, "update", carried, now), "writing");
    await applyToListing(tx, actor, {
      listing: found,
      name: listingName(found),
      status: "listed",
      carried,
      now,
    });
    return loadListing(tx, actor, found.id);
  });
}

function assertChangeable(found: ListingRow): void {
  if (found.status !== "listed") {
    throw new DomainError(
      "wrong_state",
      `Listing ${found.id} is ${found.status}: only a listed one can be changed. The vendor lists it by a request of type new.`,
    );
  }
  if (found.pending && found.pending.state !== "draft") {
    throw new DomainError(
      "wrong_state",
      `Listing ${found.id} has the open request ${found.pending.id} (${found.pending.state}): complete or cancel it first.`,
    );
  }
}
