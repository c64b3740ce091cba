import { database } from "@/db/client";
import { findSnapshots, insertOfferVersion } from "@/db/offer-versions";
import {
  countOffers,
  deleteOfferRow,
  findCarriers,
  findOffers,
  insertOffer,
  type OfferRow,
  updateOfferRow,
} from "@/db/offers";
import { findProduct, findProducts } from "@/db/products";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid } from "../../domain/errors";
import { deletionRefusal, type OfferInput, type OfferUpdate } from "../../domain/offer";
import { OfferContent } from "../../domain/offer-content";
import { assertRevision } from "../../domain/revision";
import { everything, type ListQuery } from "../../domain/rql";
import type { Audience, OfferStatus } from "../../domain/states";
import { clock, created, newId, touched } from "../context";
import { record } from "../record";
import { loadOffer } from "./working-copy";

type Named = { id: string; revision?: number | undefined };

/** The offers the actor sees. Who is not the vendor reads them as published, never the working copy. */
export async function listOffers(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: OfferRow[]; total: number }> {
  authorise(actor, "offers:read");
  const { rows, total } = await findOffers(database(), scopeOf(actor), query);
  return { rows: await asSeenBy(database(), actor, rows), total };
}

export type OfferCounts = {
  status: Record<OfferStatus, number>;
  audience: Partial<Record<Audience, number>>;
};

/** How many of the offers the actor sees are in each status and for each audience. */
export async function offerCounts(actor: Actor): Promise<OfferCounts> {
  authorise(actor, "offers:read");
  const counts: OfferCounts = { status: { private: 0, ready: 0, listed: 0 }, audience: {} };
  for (const { status, audience, total } of await countOffers(database(), scopeOf(actor))) {
    counts.status[status] += total;
    if (audience) counts.audience[audience] = (counts.audience[audience] ?? 0) + total;
  }
  return counts;
}

export async function getOffer(actor: Actor, { id }: { id: string }): Promise<OfferRow> {
  authorise(actor, "offers:read");
  return readOffer(database(), actor, id);
}

/** The offer as the actor reads it. @throws DomainError `not_found` */
export async function readOffer(db: Db, actor: Actor, id: string): Promise<OfferRow> {
  const found = await loadOffer(db, actor, id);
  return (await asSeenBy(db, actor, [found]))[0] ?? found;
}

export function isOwner(actor: Actor): boolean {
  return actor.type === "system" || actor.account.kind === "vendor";
}

async function asSeenBy(db: Db, actor: Actor, rows: OfferRow[]): Promise<OfferRow[]> {
  if (isOwner(actor)) return rows;
  const wanted = rows.flatMap(({ id, shownVersion }) =>
    shownVersion === null ? [] : [{ id, version: shownVersion }],
  );
  const snapshots = await findSnapshots(db, wanted);
  return rows.map((row) => {
    const { name, description, audience } = OfferContent.parse(snapshots.get(row.id) ?? {});
    return { ...row, name: name || row.name, description, audience };
  });
}

/** Whether the vendor has a product to make an offer for (DESIGN §6). */
export async function hasProducts(actor: Actor): Promise<boolean> {
  authorise(actor, "offers:read");
  const { total } = await findProducts(database(), scopeOf(actor), { ...everything, limit: 1 });
  return total > 0;
}

/** What the audit needs to know of an offer. */
export function offerObject(offer: { id: string; name: string }) {
  return { type: "offer", id: offer.id, name: offer.name };
}

/** An empty offer with its version 1, which is not public. */
export async function createOffer(actor: Actor, input: OfferInput): Promise<OfferRow> {
  authorise(actor, "offers:write");
  const now = clock.now();
  const id = newId("offer");
  const { name, description, type, audience, productId } = input;
  return database().transaction(async (tx) => {
    const product = await findProduct(tx, scopeOf(actor), productId);
    if (!product) {
      throw invalid("product.id", `${productId} is not one of your products`, { value: productId });
    }
    const row = { id, productId, name, description, type, audience, ...created(actor, now) };
    // Two running numbers start at one: the version's and that of the parts.
    await insertOffer(tx, { ...row, vendorId: product.vendorId, status: "private" });
    await insertOfferVersion(tx, {
      offerId: id,
      number: 1,
      public: false,
      snapshot: OfferContent.parse({ name, description, type, audience }),
      ...created(actor, now),
    });
    await record(tx, actor, {
      verb: "create",
      object: offerObject({ id, name }),
      at: now,
      parties: { vendorId: product.vendorId },
      after: { name, description, type, audience, product: product.name },
    });
    return loadOffer(tx, actor, id);
  });
}

/** Name, description and audience of the working copy. A change that changes nothing writes nothing. */
export async function updateOffer(actor: Actor, input: Named & OfferUpdate): Promise<OfferRow> {
  authorise(actor, "offers:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadOffer(tx, actor, input.id);
    assertRevision(`Offer ${before.id}`, before.revision, input.revision);
    const facts = ({ name, description, audience }: Pick<OfferRow, "name" | "description" | "audience">) => ({
      name,
      description,
      audience,
    });
    const after = {
      name: input.name ?? before.name,
      description: input.description === undefined ? before.description : input.description,
      audience: input.audience === undefined ? before.audience : input.audience,
    };
    const changed = await record(tx, actor, {
      verb: "update",
      object: offerObject({ id: before.id, name: after.name }),
      at: now,
      parties: { vendorId: before.vendorId },
      before: facts(before),
      after: facts(after),
    });
    if (!changed) return before;
    await saveOffer(tx, actor, before, { ...after, ...touched(before, "updated", actor, now) });
    return loadOffer(tx, actor, before.id);
  });
}

/** Writes an offer that nobody else has changed since it was loaded. @throws DomainError `conflict` otherwise */
export async function saveOffer(
  tx: Tx,
  actor: Actor,
  before: OfferRow,
  set: Parameters<typeof updateOfferRow>[3],
): Promise<void> {
  const saved = await updateOfferRow(tx, scopeOf(actor), before, set);
  if (!saved) throw conflict(`Offer ${before.id} was changed by somebody else at the same time.`);
}

/**
 * Removes an offer with its versions.
 * @throws DomainError `wrong_state` while it is listed, `conflict` while a request that is under way carries it
 */
export async function deleteOffer(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "offers:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const before = await loadOffer(tx, actor, input.id);
    assertRevision(`Offer ${before.id}`, before.revision, input.revision);
    const refused = deletionRefusal(before.status);
    if (refused) throw new DomainError("wrong_state", refused);
    const carriers = await findCarriers(tx, before.id);
    if (carriers.length > 0) {
      throw conflict(`Offer ${before.id} cannot be deleted: ${carriers.join(", ")} carry it.`);
    }
    await deleteOfferRow(tx, scopeOf(actor), before.id);
    const { name, description, audience, versions } = before;
    await record(tx, actor, {
      verb: "delete",
      object: offerObject(before),
      at: now,
      parties: { vendorId: before.vendorId },
      changes: Object.entries({ name, description, audience, versions }).map(([field, value]) => ({
        field,
        before: value,
        after: null,
      })),
    });
  });
}
