import { database } from "@/db/client";
import { findDraftItems, updateItemRow } from "@/db/items";
import type { ProductRow } from "@/db/products";
import { type Actor, authorise } from "../../domain/access";
import { conflict } from "../../domain/errors";
import { type ProductEvent, productTransitions } from "../../domain/product";
import { assertRevision } from "../../domain/revision";
import type { ProductStatus } from "../../domain/states";
import { nextState } from "../../domain/transitions";
import { clock, touched } from "../context";
import { record } from "../record";
import { loadProduct, productObject, saveProduct } from "./products";

type Named = { id: string; revision?: number | undefined };

/** Makes the product's next public version: the product and all of its draft items become published. */
export async function publishProduct(actor: Actor, input: Named): Promise<ProductRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadProduct(tx, actor, input.id);
    assertRevision(`Product ${before.id}`, before.revision, input.revision);
    const status = reached(before, "publish");
    const drafts = await findDraftItems(tx, before.id);
    for (const draft of drafts) {
      const set = { status: "published" as const, ...touched(draft, "published", actor, now) };
      if (!(await updateItemRow(tx, draft, set))) throw conflict(`Item ${draft.id} was changed meanwhile.`);
    }
    const version = before.version + 1;
    await saveProduct(tx, actor, before, { status, version, ...touched(before, "published", actor, now) });
    await record(tx, actor, {
      verb: "publish",
      object: productObject(before),
      at: now,
      parties: { vendorId: before.vendorId },
      before: { status: before.status, version: before.version, published_items: null },
      after: { status, version, published_items: drafts.length > 0 ? drafts.map((draft) => draft.id) : null },
    });
    return loadProduct(tx, actor, before.id);
  });
}

/** No more sales to new customers; what is sold stays. */
export async function endProductSale(actor: Actor, input: Named): Promise<ProductRow> {
  return changeStatus(actor, input, "endsale", "endofsale");
}

export async function resumeProductSale(actor: Actor, input: Named): Promise<ProductRow> {
  return changeStatus(actor, input, "resumesale", "resumedsale");
}

async function changeStatus(
  actor: Actor,
  input: Named,
  event: "endsale" | "resumesale",
  stamp: string,
): Promise<ProductRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadProduct(tx, actor, input.id);
    assertRevision(`Product ${before.id}`, before.revision, input.revision);
    const status = reached(before, event);
    await saveProduct(tx, actor, before, { status, ...touched(before, stamp, actor, now) });
    await record(tx, actor, {
      verb: event,
      object: productObject(before),
      at: now,
      parties: { vendorId: before.vendorId },
      before: { status: before.status },
      after: { status },
    });
    return loadProduct(tx, actor, before.id);
  });
}

function reached(product: ProductRow, event: ProductEvent): ProductStatus {
  const next = nextState(productTransitions, product.status, event, `Product ${product.id}`);
  if (next === "deleted") throw new Error("A product is deleted by deleteProduct.");
  return next;
}
