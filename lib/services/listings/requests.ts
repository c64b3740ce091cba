import { database } from "@/db/client";
import {
  countListingRequests,
  findListingRequest,
  findListingRequests,
  type ListingRequestRow,
} from "@/db/listing-requests";
import type { Db } from "@/db/types";
import { type Actor, authorise, can, denial, type Permission, scopeOf } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import type { Finding } from "../../domain/listing-findings";
import type { ListQuery } from "../../domain/rql";
import { type ListingRequestState, listingRequestStates } from "../../domain/states";
import { clock } from "../context";
import { assess } from "./assessment";

export async function listListingRequests(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ListingRequestRow[]; total: number }> {
  authoriseReading(actor);
  return findListingRequests(database(), scopeOf(actor), query);
}

export async function getListingRequest(actor: Actor, id: string): Promise<ListingRequestRow> {
  authoriseReading(actor);
  return loadListingRequest(database(), actor, id);
}

/** How many requests that the actor sees are in each state. */
export async function countRequestsByState(actor: Actor): Promise<Record<ListingRequestState, number>> {
  authoriseReading(actor);
  const found = await countListingRequests(database(), scopeOf(actor));
  const counts = listingRequestStates.map((state) => [state, found[state] ?? 0] as const);
  return Object.fromEntries(counts) as Record<ListingRequestState, number>;
}

/** What stands against completing the request now, and what a person should know before. */
export async function getRequestFindings(actor: Actor, id: string): Promise<Finding[]> {
  const found = await getListingRequest(actor, id);
  return assess(database(), found, found.type, found, clock.now());
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadListingRequest(db: Db, actor: Actor, id: string): Promise<ListingRequestRow> {
  const found = await findListingRequest(db, scopeOf(actor), id);
  if (!found) throw notFound("Listing request", id);
  return found;
}

/** Requests are between vendor and distributor; a reseller sees only what they lead to. */
function authoriseReading(actor: Actor): void {
  authorise(actor, "listings:read");
  if (actor.account.kind === "reseller" && actor.type !== "system") {
    throw new DomainError("forbidden", "Listing requests are between vendor and distributor.");
  }
}

/** The vendor's or the distributor's part: one of the permissions must be held. */
export function authoriseEither(actor: Actor, permissions: readonly Permission[]): void {
  if (permissions.some((permission) => can(actor, permission))) return;
  const own = permissions[actor.account.kind === "distributor" ? permissions.length - 1 : 0];
  throw new DomainError("forbidden", own ? (denial(actor, own) ?? "") : "Not allowed.");
}
