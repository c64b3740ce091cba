import { and, asc, eq, inArray } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { FeatureValue } from "../lib/domain/offer-content";
import { ownOffer } from "./offers";
import { feature, featureGroup, featureValue, inventory, offer, offerItem, plan } from "./schema/offers";
import { item } from "./schema/products";
import type { Db, Tx } from "./types";

export type PlanRow = typeof plan.$inferSelect;
export type GroupRow = typeof featureGroup.$inferSelect;
export type FeatureRow = typeof feature.$inferSelect;
export type OfferItemRow = typeof offerItem.$inferSelect;
export type FeatureValueRow = typeof featureValue.$inferSelect;
export type InventoryRow = typeof inventory.$inferSelect & {
  mpn: string;
  itemName: string;
  itemPeriod: string;
};

/** An offer's parts as they stand, each kind by position. */
export type WorkingCopy = {
  plans: PlanRow[];
  groups: GroupRow[];
  features: FeatureRow[];
  values: FeatureValueRow[];
  items: OfferItemRow[];
  inventory: InventoryRow[];
};

/** The working copy of an offer that is the scope's own; of any other it is empty. */
export async function findWorkingCopy(db: Db, scope: Scope, offerId: string): Promise<WorkingCopy> {
  const own = db
    .select({ id: offer.id })
    .from(offer)
    .where(and(ownOffer(scope), eq(offer.id, offerId)));
  const planIds = db.select({ id: plan.id }).from(plan).where(inArray(plan.offerId, own));
  // One after the other: inside a transaction there is only one connection.
  return {
    plans: await db.select().from(plan).where(inArray(plan.offerId, own)).orderBy(asc(plan.position)),
    groups: await db
      .select()
      .from(featureGroup)
      .where(inArray(featureGroup.offerId, own))
      .orderBy(asc(featureGroup.position)),
    features: await db
      .select()
      .from(feature)
      .where(inArray(feature.offerId, own))
      .orderBy(asc(feature.position)),
    values: await db.select().from(featureValue).where(inArray(featureValue.planId, planIds)),
    items: await db
      .select()
      .from(offerItem)
      .where(inArray(offerItem.offerId, own))
      .orderBy(asc(offerItem.position)),
    inventory: (
      await db
        .select({ inventory, mpn: item.mpn, itemName: item.name, itemPeriod: item.period })
        .from(inventory)
        .innerJoin(item, eq(item.id, inventory.itemId))
        .where(inArray(inventory.planId, planIds))
    ).map(({ inventory: row, ...rest }) => ({ ...row, ...rest })),
  };
}

export async function insertPlan(tx: Tx, row: typeof plan.$inferInsert): Promise<void> {
  await tx.insert(plan).values(row);
}

export async function insertGroup(tx: Tx, row: typeof featureGroup.$inferInsert): Promise<void> {
  await tx.insert(featureGroup).values(row);
}

export async function insertFeature(tx: Tx, row: typeof feature.$inferInsert): Promise<void> {
  await tx.insert(feature).values(row);
}

export async function insertOfferItem(tx: Tx, row: typeof offerItem.$inferInsert): Promise<void> {
  await tx.insert(offerItem).values(row);
}

type At = { id: string; revision: number };

/** Like its siblings, writes only when the row still has `revision`. @returns whether it did */
export async function updatePlanRow(
  tx: Tx,
  at: At,
  set: Partial<typeof plan.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(plan)
    .set(set)
    .where(and(eq(plan.id, at.id), eq(plan.revision, at.revision)))
    .returning({ id: plan.id });
  return rows.length > 0;
}

export async function updateGroupRow(
  tx: Tx,
  at: At,
  set: Partial<typeof featureGroup.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(featureGroup)
    .set(set)
    .where(and(eq(featureGroup.id, at.id), eq(featureGroup.revision, at.revision)))
    .returning({ id: featureGroup.id });
  return rows.length > 0;
}

export async function updateFeatureRow(
  tx: Tx,
  at: At,
  set: Partial<typeof feature.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(feature)
    .set(set)
    .where(and(eq(feature.id, at.id), eq(feature.revision, at.revision)))
    .returning({ id: feature.id });
  return rows.length > 0;
}

export async function updateOfferItemRow(
  tx: Tx,
  at: At,
  set: Partial<typeof offerItem.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(offerItem)
    .set(set)
    .where(and(eq(offerItem.id, at.id), eq(offerItem.revision, at.revision)))
    .returning({ id: offerItem.id });
  return rows.length > 0;
}

/** Removes a plan with its values and what its items are. */
export async function deletePlanRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(plan).where(eq(plan.id, id));
}

export async function deleteGroupRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(featureGroup).where(eq(featureGroup.id, id));
}

export async function deleteFeatureRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(feature).where(eq(feature.id, id));
}

export async function deleteOfferItemRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(offerItem).where(eq(offerItem.id, id));
}

export type OrderedKind = "plan" | "group" | "feature" | "item";

/** Where a row of an offer stands among its kind. */
export async function setPosition(tx: Tx, kind: OrderedKind, id: string, position: number): Promise<void> {
  if (kind === "plan") await tx.update(plan).set({ position }).where(eq(plan.id, id));
  else if (kind === "group") await tx.update(featureGroup).set({ position }).where(eq(featureGroup.id, id));
  else if (kind === "feature") await tx.update(feature).set({ position }).where(eq(feature.id, id));
  else await tx.update(offerItem).set({ position }).where(eq(offerItem.id, id));
}

type Cell = { featureId: string; planId: string };

/** Writes a cell of the comparison table; null empties it. */
export async function putFeatureValue(tx: Tx, cell: Cell, value: FeatureValue | null): Promise<void> {
  const { featureId, planId } = cell;
  if (value === null) {
    const at = and(eq(featureValue.featureId, featureId), eq(featureValue.planId, planId));
    await tx.delete(featureValue).where(at);
    return;
  }
  await tx
    .insert(featureValue)
    .values({ featureId, planId, ...value })
    .onConflictDoUpdate({ target: [featureValue.featureId, featureValue.planId], set: value });
}

type Slot = { offerItemId: string; planId: string; period: string };
type SlotContent = { itemId: string; min: number; max: number | null };

/** Writes what an offer item is in a plan for a period; null empties it. */
export async function putInventory(
  tx: Tx,
  slot: Slot,
  content: SlotContent | null,
  now: Date,
): Promise<void> {
  const { offerItemId, planId, period } = slot;
  if (content === null) {
    await tx
      .delete(inventory)
      .where(
        and(
          eq(inventory.offerItemId, offerItemId),
          eq(inventory.planId, planId),
          eq(inventory.period, period),
        ),
      );
    return;
  }
  await tx
    .insert(inventory)
    .values({ offerItemId, planId, period, ...content, createdAt: now })
    .onConflictDoUpdate({
      target: [inventory.offerItemId, inventory.planId, inventory.period],
      set: content,
    });
}
