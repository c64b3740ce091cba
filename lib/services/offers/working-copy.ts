import { database } from "@/db/client";
import {
  type FeatureRow,
  findWorkingCopy,
  type GroupRow,
  type InventoryRow,
  type OfferItemRow,
  type PlanRow,
  type WorkingCopy,
} from "@/db/offer-parts";
import { findOffer, type OfferRow, takeChildNumber, touchOffer } from "@/db/offers";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import type { FieldChange } from "../../domain/changes";
import { notFound } from "../../domain/errors";
import { type ChildKind, childId } from "../../domain/ids";
import type { OfferContent } from "../../domain/offer-content";
import { clock, touched } from "../context";
import { record } from "../record";

/** An offer that is being changed: everything of it is loaded, and one transaction is open. */
export type OfferStep = { tx: Tx; actor: Actor; now: Date; offer: OfferRow; copy: WorkingCopy };

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadOffer(db: Db, actor: Actor, id: string): Promise<OfferRow> {
  const found = await findOffer(db, scopeOf(actor), id);
  if (!found) throw notFound("Offer", id);
  return found;
}

/** Runs one change of an offer's parts. @throws DomainError `forbidden`, `not_found` */
export async function inOffer<T>(
  actor: Actor,
  offerId: string,
  work: (step: OfferStep) => Promise<T>,
): Promise<T> {
  authorise(actor, "offers:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const offer = await loadOffer(tx, actor, offerId);
    const copy = await findWorkingCopy(tx, scopeOf(actor), offerId);
    return work({ tx, actor, now, offer, copy });
  });
}

/** The id of a new part. */
export async function newPartId({ tx, offer }: OfferStep, kind: ChildKind): Promise<string> {
  return childId(kind, offer.id, await takeChildNumber(tx, offer.id));
}

type PartHappening = {
  verb: "create" | "update" | "delete" | "restore";
  object: { type: string; id: string; name: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  changes?: FieldChange[];
};

/** Records a change of a part, and on the offer that it changed. @returns false when nothing has changed */
export async function recordPart(step: OfferStep, happening: PartHappening): Promise<boolean> {
  const { tx, actor, now, offer } = step;
  const parties = { vendorId: offer.vendorId };
  const changed = await record(tx, actor, { ...happening, at: now, parties });
  if (changed) await touchParts(step);
  return changed;
}

/** The offer's parts changed; its own revision stays. */
export async function touchParts({ tx, actor, now, offer }: OfferStep): Promise<void> {
  const { events, updatedAt } = touched(offer, "updated", actor, now);
  await touchOffer(tx, offer.id, { events, updatedAt });
}

type Head = Pick<OfferRow, "name" | "description" | "type" | "audience">;

/** The working copy as a version would keep it. */
export function contentOf({ name, description, type, audience }: Head, copy: WorkingCopy): OfferContent {
  const values = Map.groupBy(copy.values, (value) => value.featureId);
  return {
    name,
    description,
    type,
    audience,
    plans: copy.plans.map(planContent),
    groups: copy.groups.map(partContent),
    features: copy.features.map((feature) => ({
      ...partContent(feature),
      groupId: feature.groupId,
      values: Object.fromEntries(
        (values.get(feature.id) ?? []).map((cell) => [
          cell.planId,
          { type: cell.type, value: cell.value, unit: cell.unit },
        ]),
      ),
    })),
    items: copy.items.map(partContent),
    inventory: inOrder(copy),
  };
}

function planContent(plan: PlanRow) {
  const { id, name, color, description, externalId, periods, commitments } = plan;
  return { id, name, color, description, externalId, periods, commitments };
}

function partContent({ id, name, description }: GroupRow | FeatureRow | OfferItemRow) {
  return { id, name, description };
}

function inOrder({ items, plans, inventory }: WorkingCopy): OfferContent["inventory"] {
  const place = new Map<string, number>([...items, ...plans].map((row, index) => [row.id, index]));
  const periods = new Map(plans.map((plan) => [plan.id, plan.periods]));
  const rank = (row: InventoryRow) => [
    place.get(row.offerItemId) ?? 0,
    place.get(row.planId) ?? 0,
    periods.get(row.planId)?.indexOf(row.period) ?? 0,
  ];
  return inventory
    .map((row) => ({ row, key: rank(row) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ row: { offerItemId, planId, period, itemId, itemName, mpn, min, max } }) => ({
      offerItemId,
      planId,
      period,
      itemId,
      itemName,
      mpn,
      min,
      max,
    }));
}

function compareKeys(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
