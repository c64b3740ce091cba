import { findItem } from "@/db/items";
import { findWorkingCopy, insertOfferItem, type OfferItemRow, putInventory } from "@/db/offer-parts";
import { type Actor, scopeOf } from "../../domain/access";
import { DomainError, invalid } from "../../domain/errors";
import { periodName, quantityRange } from "../../domain/offer-content";
import {
  type InventoryInput,
  type PartInput,
  type PartUpdate,
  type SlotContent,
  sameSlot,
} from "../../domain/offer-parts";
import type { RemovedPartJson } from "../../domain/offer-removed";
import { created } from "../context";
import { changePart, itemKind, nextPosition, partOf, planKind, removePart, settleNewPart } from "./parts";
import { removedItem } from "./removed";
import { inOffer, newPartId, type OfferStep, recordPart } from "./working-copy";

type Named = { offerId: string; id: string; revision?: number | undefined };

export async function createOfferItem(
  actor: Actor,
  input: { offerId: string } & PartInput,
): Promise<OfferItemRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const position = nextPosition(step.copy, itemKind);
    const id = await newPartId(step, "offerItem");
    const row = { id, offerId: step.offer.id, ...input.content, position, ...created(actor, step.now) };
    await insertOfferItem(step.tx, row);
    await settleNewPart(step, itemKind, row, input.gravity);
    return reload(step, id);
  });
}

export async function updateOfferItem(actor: Actor, input: Named & PartUpdate): Promise<OfferItemRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { id, revision, content, gravity } = input;
    await changePart(step, itemKind, { id, revision, content, gravity });
    return reload(step, id);
  });
}

/** The line goes with what it is in each plan. @returns what `restorePart` undoes it with */
export async function deleteOfferItem(actor: Actor, input: Named): Promise<RemovedPartJson> {
  return inOffer(actor, input.offerId, async (step) => {
    const removed = removedItem(step.copy, partOf(step.copy, itemKind, input.id));
    await removePart(step, itemKind, { revision: undefined, ...input });
    return removed;
  });
}

async function reload({ tx, actor, offer }: OfferStep, id: string): Promise<OfferItemRow> {
  return partOf(await findWorkingCopy(tx, scopeOf(actor), offer.id), itemKind, id);
}

type Slot = { offerItemId: string; planId: string; period: string };
/** What the writer saw in the cell; undefined when it did not say. */
type Seen = { seen?: SlotContent | null | undefined };

/**
 * Says which product item (SKU) an offer item is in a plan for a period, and how many of it can be ordered.
 * @throws DomainError `invalid` for an item of another product or a period that the plan does not have; `conflict`, reason
 * `precondition`, that names both when the cell is not what the writer saw
 */
export async function setInventory(
  actor: Actor,
  input: { offerId: string } & InventoryInput & Seen,
): Promise<void> {
  await inOffer(actor, input.offerId, async (step) => {
    const { plan } = slotOf(step, input);
    if (!plan.periods.includes(input.period)) {
      const allowed = plan.periods.join(", ");
      const message = `${input.period} is not a period of ${plan.name}; allowed: ${allowed}`;
      throw invalid("period", message, { value: input.period });
    }
    const { productId } = step.offer;
    const item = await findItem(step.tx, scopeOf(actor), productId, input.itemId);
    if (!item) {
      const message = `${input.itemId} is not an item of ${step.offer.product.name} (${productId}), the product of this offer`;
      throw invalid("itemId", message, { value: input.itemId });
    }
    const { itemId, min, max } = input;
    assertSeen(step, input, { itemId, min, max });
    await writeSlot(step, input, { itemId, min, max, itemName: item.name, mpn: item.mpn });
  });
}

/** Empties what an offer item is in a plan for a period. */
export async function deleteInventory(actor: Actor, input: { offerId: string } & Slot & Seen): Promise<void> {
  await inOffer(actor, input.offerId, async (step) => {
    slotOf(step, input);
    assertSeen(step, input, null);
    await writeSlot(step, input, null);
  });
}

function slotOf({ copy }: OfferStep, { offerItemId, planId }: Slot) {
  return { line: partOf(copy, itemKind, offerItemId), plan: partOf(copy, planKind, planId) };
}

function currentOf({ copy }: OfferStep, slot: Slot) {
  return copy.inventory.find(
    (row) => row.offerItemId === slot.offerItemId && row.planId === slot.planId && row.period === slot.period,
  );
}

function assertSeen(step: OfferStep, input: Slot & Seen, next: SlotContent | null): void {
  const { seen } = input;
  const current = currentOf(step, input) ?? null;
  if (seen === undefined || sameSlot(seen, current) || sameSlot(next, current)) return;
  const { line, plan } = slotOf(step, input);
  const saw = seen ? `${seen.itemId}, ${quantityRange(seen)}` : "nothing";
  const found = current ? `${current.itemId}, ${quantityRange(current)}` : "nothing";
  throw new DomainError(
    "conflict",
    `${line.name} in ${plan.name}, ${periodName(input.period)}, has changed since you opened it: you saw ${saw}, it is ${found} now. Repeat your change on it if it still holds.`,
    { reason: "precondition", details: { seen, current } },
  );
}

type Content = { itemId: string; itemName: string; mpn: string; min: number; max: number | null };

async function writeSlot(step: OfferStep, slot: Slot, content: Content | null): Promise<void> {
  const { line, plan } = slotOf(step, slot);
  const current = currentOf(step, slot);
  const field = `${plan.name}, ${periodName(slot.period)}`;
  const changed = await recordPart(step, {
    verb: "update",
    object: { type: itemKind.type, id: line.id, name: line.name },
    before: { [field]: current ? worded(current) : null },
    after: { [field]: content ? worded(content) : null },
  });
  if (changed) await putInventory(step.tx, slot, content && numbersOf(content), step.now);
}

function worded(row: Content): string {
  return `${row.itemName} (${row.mpn}), ${quantityRange(row)}`;
}

function numbersOf({ itemId, min, max }: Content) {
  return { itemId, min, max };
}
