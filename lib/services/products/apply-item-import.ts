import { setImmediate as yieldToOthers } from "node:timers/promises";
import { database } from "@/db/client";
import { findAllItems, type ItemRow, insertItems, lastPosition, type NewItemRow } from "@/db/items";
import { addItemsToDrafts } from "@/db/price-points";
import type { ProductRow } from "@/db/products";
import type { Tx } from "@/db/types";
import { type Actor, scopeOf } from "../../domain/access";
import { conflict, DomainError } from "../../domain/errors";
import { itemId } from "../../domain/ids";
import { type ItemContent, positionStep } from "../../domain/item";
import type { ItemRowVerdict, ItemSheetResult } from "../../domain/item-sheet";
import { clock, created } from "../context";
import { record } from "../record";
import { changeItem, removeItem } from "./change-item";
import { assertTakesItems, itemFacts, itemObject } from "./items";
import { loadProduct, productObject, saveProduct } from "./products";

/** Changes of one import; more would keep every other writer waiting. */
const maxChanges = 20_000;
const rowsPerBreath = 50;

type Plan = {
  productId: string;
  /** The items that the verdicts were made from. */
  before: ItemRow[];
  verdicts: ItemRowVerdict[];
  result: ItemSheetResult;
};

/** Applies the verdicts of an import, none of which failed, in one transaction. */
export async function applyItemImport(actor: Actor, plan: Plan): Promise<void> {
  const { created: made, updated, deleted } = plan.result;
  if (made + updated + deleted > maxChanges) {
    const message = `The file changes ${made + updated + deleted} items; at most ${maxChanges} at once are possible. Split it.`;
    throw new DomainError("limit", message, { reason: "too_large" });
  }
  const now = clock.now();
  await database().transaction(async (tx) => {
    const product = await loadProduct(tx, actor, plan.productId);
    assertTakesItems(product);
    const items = await unchangedItems(tx, actor, plan);
    await changeItems(tx, actor, { ...plan, items, product, now });
    await createItems(tx, actor, { ...plan, product, now });
    await record(tx, actor, {
      verb: "import",
      object: productObject(product),
      at: now,
      parties: { vendorId: product.vendorId },
      after: { created: made, updated, deleted },
    });
  });
}

/** The items as they are now. @throws DomainError `conflict` when any differs from what the verdicts were made from */
async function unchangedItems(tx: Tx, actor: Actor, plan: Plan): Promise<Map<string, ItemRow>> {
  const now = await findAllItems(tx, scopeOf(actor), plan.productId);
  const was = new Map(plan.before.map((item) => [item.id, item.revision]));
  if (now.length !== was.size || now.some((item) => was.get(item.id) !== item.revision)) {
    throw conflict("The product’s items were changed while the file was read. Import it again.");
  }
  return new Map(now.map((item) => [item.id, item]));
}

type Step = Plan & { product: ProductRow; now: Date };

/** In the order of the rows, since one row may free the MPN that the next one takes. */
async function changeItems(
  tx: Tx,
  actor: Actor,
  step: Step & { items: Map<string, ItemRow> },
): Promise<void> {
  const { product, now, items } = step;
  const { vendorId } = product;
  let count = 0;
  for (const { verdict, itemId: id, content } of step.verdicts) {
    const item = items.get(id ?? "");
    if (!item || (verdict !== "updated" && verdict !== "deleted")) continue;
    if (verdict === "deleted") await removeItem(tx, actor, { item, vendorId, now });
    else await changeItem(tx, actor, { before: item, change: content ?? {}, vendorId, now });
    count += 1;
    if (count % rowsPerBreath === 0) await yieldToOthers();
  }
}

async function createItems(tx: Tx, actor: Actor, step: Step): Promise<void> {
  const { product, now } = step;
  const contents = step.verdicts.flatMap(({ verdict, content }) =>
    verdict === "created" && content ? [content] : [],
  );
  if (contents.length === 0) return;
  const last = await lastPosition(tx, product.id);
  const rows = contents.map((content: ItemContent, index): NewItemRow & { id: string } => ({
    id: itemId(product.id, product.nextItem + index),
    productId: product.id,
    ...content,
    status: "draft",
    position: last + (index + 1) * positionStep,
    ...created(actor, now),
  }));
  await saveProduct(tx, actor, product, { nextItem: product.nextItem + rows.length });
  await insertItems(tx, rows);
  await addItemsToDrafts(
    tx,
    product.id,
    rows.map((row) => row.id),
  );
  for (const [index, content] of contents.entries()) {
    const id = rows[index]?.id ?? "";
    const object = itemObject({ id, name: content.name });
    const parties = { vendorId: product.vendorId };
    await record(tx, actor, { verb: "create", object, at: now, parties, after: itemFacts(content) });
    if (index % rowsPerBreath === 0) await yieldToOthers();
  }
}
