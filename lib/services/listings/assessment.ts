import { findListFacts, findOfferFacts, hasSeenTarget } from "@/db/listing-facts";
import type { Carried } from "@/db/listing-parts";
import type { ListingRow } from "@/db/listings";
import type { Db } from "@/db/types";
import type { Actor } from "../../domain/access";
import { DomainError, invalid, invalidFields } from "../../domain/errors";
import { type PriceListSlot, priceListSlots, type Wishes } from "../../domain/listing";
import {
  type Finding,
  findingIssues,
  type ListFacts,
  listingFindings,
  type OfferFacts,
} from "../../domain/listing-findings";
import type { ListingRequestType } from "../../domain/states";

/** Everything around a listing that its conditions look at. */
export type Frame = Pick<ListingRow, "contract" | "marketplace" | "product" | "vendorId" | "distributorId">;

export const slotColumns = {
  pricelist: "pricelistId",
  alt_pricelist_1: "altPricelist1Id",
  alt_pricelist_2: "altPricelist2Id",
} as const satisfies Record<PriceListSlot, keyof Carried>;

export const nothingCarried: Carried = {
  offerId: null,
  offerVersion: null,
  pricelistId: null,
  altPricelist1Id: null,
  altPricelist2Id: null,
};

/** What stands against carrying `carried` in this frame, now (DESIGN §7). */
export async function assess(
  db: Db,
  frame: Frame,
  type: ListingRequestType,
  carried: Carried,
  now: Date,
): Promise<Finding[]> {
  if (type === "remove") return [];
  const lists: { slot: PriceListSlot; list: ListFacts }[] = [];
  for (const slot of priceListSlots) {
    const id = carried[slotColumns[slot]];
    const list = id ? await findListFacts(db, id, frame.product.id, now) : undefined;
    if (list) lists.push({ slot, list });
  }
  return listingFindings({ ...frame, type, lists, offer: await offerOf(db, carried) });
}

async function offerOf(db: Db, { offerId, offerVersion }: Carried): Promise<OfferFacts | null> {
  const found = offerId ? await findOfferFacts(db, offerId) : undefined;
  if (!found) return null;
  const isPublic = offerVersion !== null && found.publicVersions.includes(offerVersion);
  return { ...found, version: offerVersion, isPublic };
}

/** Stops at blocking findings: as field errors while writing, as "not ready" while moving a request on. */
export function assertNoneBlocking(findings: Finding[], when: "writing" | "moving"): void {
  const issues = findingIssues(findings);
  if (issues.length === 0) return;
  if (when === "writing") throw invalidFields(issues);
  throw new DomainError("invalid", issues.map((issue) => issue.message).join("; "), {
    reason: "not_ready",
    issues,
    details: findings,
  });
}

const fieldOf = {
  pricelist: "pricelist_id",
  alt_pricelist_1: "alt_pricelist_1_id",
  alt_pricelist_2: "alt_pricelist_2_id",
} as const satisfies Record<PriceListSlot, keyof Wishes>;

/**
 * What would be carried: what the wishes leave out stays, null removes, a named offer comes in its latest public version.
 * A vendor names its own price lists and offers, a distributor those it has seen.
 * @throws DomainError `invalid` naming each id that is not there
 */
export async function wishedFor(
  db: Db,
  actor: Actor,
  frame: Frame,
  current: Carried,
  wishes: Wishes,
): Promise<Carried> {
  const wished: Carried = { ...current };
  for (const slot of priceListSlots) {
    const id = wishes[fieldOf[slot]];
    if (id === undefined) continue;
    if (id !== null && id !== current[slotColumns[slot]])
      await assertNameable(db, actor, frame, fieldOf[slot], id);
    wished[slotColumns[slot]] = id;
  }
  if (wishes.offer_id === undefined) return wished;
  if (wishes.offer_id === null) return { ...wished, offerId: null, offerVersion: null };
  return { ...wished, ...(await offerWished(db, actor, frame, current, wishes.offer_id)) };
}

async function assertNameable(db: Db, actor: Actor, frame: Frame, field: string, id: string): Promise<void> {
  const facts = await findListFacts(db, id, frame.product.id, new Date(0));
  const known = facts?.ownerId === frame.vendorId && (await maySee(db, actor, id));
  if (known) return;
  const whose = actor.account.kind === "vendor" ? "your price lists" : "the price lists that you can see";
  throw invalid(field, `${id} was not found among ${whose}`, { rule: "unknown", value: id });
}

async function maySee(db: Db, actor: Actor, targetId: string): Promise<boolean> {
  return actor.account.kind !== "distributor" || hasSeenTarget(db, actor.account.id, targetId);
}

async function offerWished(db: Db, actor: Actor, frame: Frame, current: Carried, id: string) {
  const found = await findOfferFacts(db, id);
  if (found?.vendorId !== frame.vendorId || (id !== current.offerId && !(await maySee(db, actor, id)))) {
    const whose = actor.account.kind === "vendor" ? "your offers" : "the offers that you can see";
    throw invalid("offer_id", `${id} was not found among ${whose}`, { rule: "unknown", value: id });
  }
  return { offerId: id, offerVersion: found.publicVersions[0] ?? null };
}
