import { findItem } from "@/db/items";
import {
  insertFeature,
  insertGroup,
  insertOfferItem,
  insertPlan,
  putFeatureValue,
  putInventory,
} from "@/db/offer-parts";
import { type Actor, scopeOf } from "../../domain/access";
import { conflict, invalid } from "../../domain/errors";
import { type ChildKind, childNumber } from "../../domain/ids";
import type { InventoryInput } from "../../domain/offer-parts";
import type { RemovedPart, RestoreInput } from "../../domain/offer-removed";
import { created } from "../context";
import { assertGroup } from "./features";
import { featureKind, groupKind, itemKind, nextPosition, planKind, settleNewPart } from "./parts";
import { assertPeriods } from "./plans";
import { inOffer, type OfferStep } from "./working-copy";

type Removed<K extends RemovedPart["kind"]> = Extract<RemovedPart, { kind: K }>;
export type Restored = { offerId: string; id: string; name: string };

/**
 * Undoes the deletion of a part: it stands again under its id and in its place, with what hung on it. Values and quantities
 * of plans, features and item lines that were deleted since stay deleted, as they would have been.
 * @throws DomainError `invalid` for what this offer never had or what contradicts it by now, `conflict` when it is there
 */
export async function restorePart(actor: Actor, { offerId, removed }: RestoreInput): Promise<Restored> {
  return inOffer(actor, offerId, async (step) => {
    if (removed.kind === "plan") await restorePlan(step, removed);
    else if (removed.kind === "group") await restoreGroup(step, removed);
    else if (removed.kind === "feature") await restoreFeature(step, removed);
    else await restoreItem(step, removed);
    return { offerId, id: removed.id, name: removed.content.content.name };
  });
}

async function restorePlan(step: OfferStep, removed: Removed<"plan">): Promise<void> {
  const { tx, copy, now } = step;
  const row = { ...newRow(step, "plan", copy.plans, removed), ...removed.content.content };
  assertPeriods(step, row);
  const placed = { ...row, position: nextPosition(copy, planKind) };
  await insertPlan(tx, placed);
  for (const { id } of copy.features) {
    const value = removed.values[id];
    if (value) await putFeatureValue(tx, { featureId: id, planId: row.id }, value);
  }
  for (const slot of removed.inventory) {
    if (!copy.items.some(({ id }) => id === slot.offerItemId)) continue;
    await assertItem(step, slot);
    await putInventory(tx, { ...slotOf(slot), planId: row.id }, contentOf(slot), now);
  }
  await settleNewPart(step, planKind, placed, gravityOf(copy.plans, removed), "restore");
}

async function restoreGroup(step: OfferStep, removed: Removed<"group">): Promise<void> {
  const { groups } = step.copy;
  const row = {
    ...newRow(step, "featureGroup", groups, removed),
    ...removed.content.content,
    position: nextPosition(step.copy, groupKind),
  };
  await insertGroup(step.tx, row);
  await settleNewPart(step, groupKind, row, gravityOf(groups, removed), "restore");
}

async function restoreFeature(step: OfferStep, removed: Removed<"feature">): Promise<void> {
  const { tx, copy } = step;
  const { content, groupId, values } = removed.content;
  assertGroup(step, groupId);
  const row = {
    ...newRow(step, "feature", copy.features, removed),
    ...content,
    groupId,
    position: nextPosition(copy, featureKind),
  };
  await insertFeature(tx, row);
  for (const { planId, value } of values) {
    if (copy.plans.some(({ id }) => id === planId))
      await putFeatureValue(tx, { featureId: row.id, planId }, value);
  }
  await settleNewPart(step, featureKind, row, gravityOf(copy.features, removed), "restore");
}

async function restoreItem(step: OfferStep, removed: Removed<"item">): Promise<void> {
  const { tx, copy, now } = step;
  const row = {
    ...newRow(step, "offerItem", copy.items, removed),
    ...removed.content.content,
    position: nextPosition(copy, itemKind),
  };
  await insertOfferItem(tx, row);
  for (const slot of removed.inventory) {
    const plan = copy.plans.find(({ id }) => id === slot.planId);
    if (!plan?.periods.includes(slot.period)) continue;
    await assertItem(step, slot);
    await putInventory(tx, { ...slotOf(slot), offerItemId: row.id }, contentOf(slot), now);
  }
  await settleNewPart(step, itemKind, row, gravityOf(copy.items, removed), "restore");
}

type Place = { id: string; before: string | null };

/** The columns that every part has, once it is sure that the offer had this id and has it no more. */
function newRow(
  { offer, actor, now }: OfferStep,
  kind: ChildKind,
  rows: readonly { id: string }[],
  at: Place,
) {
  const number = childNumber(kind, offer.id, at.id);
  if (number === undefined || number < 1 || number >= offer.nextChild) {
    throw invalid("removed.id", `${at.id} was never part of offer ${offer.id}`, { value: at.id });
  }
  if (rows.some(({ id }) => id === at.id)) throw conflict(`${at.id} has been restored already.`);
  return { id: at.id, offerId: offer.id, ...created(actor, now) };
}

/** Its old place, while what stood next is there; else the end. */
function gravityOf(rows: readonly { id: string }[], { before }: Place) {
  return before !== null && rows.some(({ id }) => id === before) ? { before: { id: before } } : undefined;
}

async function assertItem({ tx, actor, offer }: OfferStep, { itemId }: InventoryInput): Promise<void> {
  if (await findItem(tx, scopeOf(actor), offer.productId, itemId)) return;
  throw invalid("removed.inventory", `${itemId} is no item of ${offer.product.name} any more`, {
    value: itemId,
  });
}

function slotOf({ offerItemId, planId, period }: InventoryInput) {
  return { offerItemId, planId, period };
}

function contentOf({ itemId, min, max }: InventoryInput) {
  return { itemId, min, max };
}
