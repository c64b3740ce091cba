import { database } from "@/db/client";
import {
  countItemUses,
  deleteItemRow,
  findAllItems,
  type ItemRow,
  insertItemName,
  neighbourPosition,
  setItemPosition,
  updateItemRow,
} from "@/db/items";
import type { Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid, invalidFields } from "../../domain/errors";
import {
  fixedFieldIssues,
  type ItemContent,
  type ItemUpdate,
  itemTransitions,
  onlyDraftDeleted,
  positionBetween,
  positionStep,
} from "../../domain/item";
import { assertRevision } from "../../domain/revision";
import { nextState } from "../../domain/transitions";
import { clock, touched } from "../context";
import { record } from "../record";
import { assertConsistent, assertMpnFree, itemFacts, itemObject, loadItem } from "./items";
import { loadProduct } from "./products";

type Named = { productId: string; itemId: string; revision?: number | undefined };

/**
 * Changes what is given: everything of a draft; name, MPN, description and external id of what left draft.
 * `gravity` moves the item before or after another of the product. What changes nothing writes nothing.
 */
export async function updateItem(actor: Actor, input: Named & ItemUpdate): Promise<ItemRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const { product, item: before } = await loadForChange(tx, actor, input);
    await changeItem(tx, actor, { before, change: input.content, vendorId: product.vendorId, now });
    if (input.gravity) await moveItem(tx, actor, before, input.gravity);
    return loadItem(tx, actor, input);
  });
}

async function loadForChange(tx: Tx, actor: Actor, input: Named) {
  const product = await loadProduct(tx, actor, input.productId);
  const item = await loadItem(tx, actor, input);
  assertRevision(`Item ${item.id}`, item.revision, input.revision);
  return { product, item };
}

/** Stored periods come from the schema that `ItemContent` comes from. */
export function contentOf(row: ItemRow): ItemContent {
  const { name, mpn, description, externalId, type, unitId, quantityDecimals, commitment } = row;
  const period = row.period as ItemContent["period"];
  return { name, mpn, description, externalId, type, period, unitId, quantityDecimals, commitment };
}

/** Checks and writes the change of one item inside a transaction. @returns whether anything changed */
export async function changeItem(
  tx: Tx,
  actor: Actor,
  step: { before: ItemRow; change: Partial<ItemContent>; vendorId: string; now: Date },
): Promise<boolean> {
  const { before, now, vendorId } = step;
  const was = contentOf(before);
  const is = { ...was, ...step.change };
  const fixed = fixedFieldIssues(before.status, was, is);
  if (fixed.length > 0) throw invalidFields(fixed);
  assertConsistent(is);
  if (is.mpn !== was.mpn) await assertMpnFree(tx, before.productId, is.mpn, before.id);
  const changed = await record(tx, actor, {
    verb: "update",
    object: itemObject({ id: before.id, name: is.name }),
    at: now,
    parties: { vendorId },
    before: itemFacts(was),
    after: itemFacts(is),
  });
  if (!changed) return false;
  await saveItem(tx, before, { ...is, ...touched(before, "updated", actor, now) });
  if (is.name !== was.name || is.mpn !== was.mpn) {
    await insertItemName(tx, { itemId: before.id, from: now, name: is.name, mpn: is.mpn });
  }
  return true;
}

async function saveItem(tx: Tx, before: ItemRow, set: Parameters<typeof updateItemRow>[2]): Promise<ItemRow> {
  const saved = await updateItemRow(tx, before, set);
  if (!saved) throw conflict(`Item ${before.id} was changed by somebody else at the same time.`);
  return saved;
}

type Gravity = NonNullable<ItemUpdate["gravity"]>;

/** Order is a matter of looks: moving writes no audit row and no revision. */
async function moveItem(tx: Tx, actor: Actor, moved: ItemRow, gravity: Gravity): Promise<void> {
  const side = gravity.before ? "before" : "after";
  const id = (gravity.before ?? gravity.after)?.id ?? "";
  if (id === moved.id) throw invalid(`gravity.${side}.id`, `${id} is the item itself`);
  const anchor = await loadItem(tx, actor, { productId: moved.productId, itemId: id });
  const of = { position: anchor.position, moved: moved.id };
  const beyond = await neighbourPosition(tx, moved.productId, side, of);
  const position =
    side === "before" ? positionBetween(beyond, anchor.position) : positionBetween(anchor.position, beyond);
  if (position !== undefined) return setItemPosition(tx, moved.id, position);
  const others = (await findAllItems(tx, scopeOf(actor), moved.productId)).filter((i) => i.id !== moved.id);
  const at = others.findIndex((item) => item.id === anchor.id) + (side === "after" ? 1 : 0);
  for (const [index, item] of others.toSpliced(at, 0, moved).entries()) {
    await setItemPosition(tx, item.id, (index + 1) * positionStep);
  }
}

/** Only a draft, with its empty and filled points in drafts. @throws DomainError `wrong_state` in Connect's words (PRD_038) */
export async function deleteItem(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "products:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const { product, item } = await loadForChange(tx, actor, input);
    await removeItem(tx, actor, { item, vendorId: product.vendorId, now });
  });
}

export async function removeItem(
  tx: Tx,
  actor: Actor,
  step: { item: ItemRow; vendorId: string; now: Date },
): Promise<void> {
  const { item, vendorId, now } = step;
  if (itemTransitions[item.status].delete === undefined) {
    throw new DomainError("wrong_state", onlyDraftDeleted, { reason: "only_draft_item" });
  }
  const { versions, offers, assets } = await countItemUses(tx, item.id);
  if (versions + offers + assets > 0) {
    throw conflict(
      `Item ${item.id} cannot be deleted: ${versions} price list versions past draft, ${offers} lines of offers and ${assets} subscriptions hold it.`,
    );
  }
  await deleteItemRow(tx, item.id);
  await record(tx, actor, {
    verb: "delete",
    object: itemObject(item),
    at: now,
    parties: { vendorId },
    changes: Object.entries(itemFacts(contentOf(item))).map(([field, before]) => ({
      field,
      before,
      after: null,
    })),
  });
}

export async function endItemSale(actor: Actor, input: Named): Promise<ItemRow> {
  return changeStatus(actor, input, "endsale", "endofsale");
}

export async function resumeItemSale(actor: Actor, input: Named): Promise<ItemRow> {
  return changeStatus(actor, input, "resumesale", "resumedsale");
}

async function changeStatus(
  actor: Actor,
  input: Named,
  event: "endsale" | "resumesale",
  stamp: string,
): Promise<ItemRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const { product, item } = await loadForChange(tx, actor, input);
    const status = nextState(itemTransitions, item.status, event, `Item ${item.id}`);
    if (status === "deleted") throw new Error("An item is deleted by deleteItem.");
    await saveItem(tx, item, { status, ...touched(item, stamp, actor, now) });
    await record(tx, actor, {
      verb: event,
      object: itemObject(item),
      at: now,
      parties: { vendorId: product.vendorId },
      before: { status: item.status },
      after: { status },
    });
    return loadItem(tx, actor, input);
  });
}
