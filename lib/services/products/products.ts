import { database } from "@/db/client";
import {
  countProducts,
  countProductUses,
  deleteProductRows,
  findOwnPriceLists,
  findProduct,
  findProducts,
  insertProduct,
  type ProductListRow,
  type ProductRow,
  updateProductRow,
} from "@/db/products";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, notFound } from "../../domain/errors";
import { type ProductInput, type ProductUpdate, productTransitions } from "../../domain/product";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { nextState } from "../../domain/transitions";
import { clock, created, newId, touched } from "../context";
import { record } from "../record";

/** The products the actor sees. */
export async function listProducts(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ProductRow[]; total: number }> {
  authorise(actor, "products:read");
  return findProducts(database(), scopeOf(actor), query);
}

/** How many products the actor sees in each status. */
export async function productCounts(actor: Actor): Promise<Record<string, number>> {
  authorise(actor, "products:read");
  return countProducts(database(), scopeOf(actor));
}

export async function getProduct(actor: Actor, { id }: { id: string }): Promise<ProductRow> {
  authorise(actor, "products:read");
  return loadProduct(database(), actor, id);
}

/** The actor's own price lists that hold the product. */
export async function listProductPriceLists(
  actor: Actor,
  { productId }: { productId: string },
): Promise<ProductListRow[]> {
  authorise(actor, "pricing:read");
  return findOwnPriceLists(database(), actor.account.id, productId);
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadProduct(db: Db, actor: Actor, id: string): Promise<ProductRow> {
  const found = await findProduct(db, scopeOf(actor), id);
  if (!found) throw notFound("Product", id);
  return found;
}

/** What the audit needs to know of a product. */
export function productObject(product: { id: string; name: string }) {
  return { type: "product", id: product.id, name: product.name };
}

/** A draft without items. `id` is given only by the demo data, whose ids are fixed. */
export async function createProduct(
  actor: Actor,
  input: ProductInput & { id?: string },
): Promise<ProductRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  const { id = newId("product"), name, description } = input;
  return database().transaction(async (tx) => {
    const vendorId = actor.account.id;
    await insertProduct(tx, { id, vendorId, name, description, status: "draft", ...created(actor, now) });
    const object = productObject({ id, name });
    await record(tx, actor, { verb: "create", object, at: now, after: { name, description } });
    return loadProduct(tx, actor, id);
  });
}

type Named = { id: string; revision?: number | undefined };

/** Name and description, in every status. A change that changes nothing writes nothing. */
export async function updateProduct(actor: Actor, input: Named & ProductUpdate): Promise<ProductRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadProduct(tx, actor, input.id);
    assertRevision(`Product ${before.id}`, before.revision, input.revision);
    const after = {
      name: input.name ?? before.name,
      description: input.description === undefined ? before.description : input.description,
    };
    const object = productObject({ ...before, name: after.name });
    const parties = { vendorId: before.vendorId };
    const { name, description } = before;
    const changed = await record(tx, actor, {
      verb: "update",
      object,
      at: now,
      parties,
      before: { name, description },
      after,
    });
    if (!changed) return before;
    await saveProduct(tx, actor, before, { ...after, ...touched(before, "updated", actor, now) });
    return loadProduct(tx, actor, before.id);
  });
}

/** Writes a product that nobody else has changed since it was loaded. @throws DomainError `conflict` otherwise */
export async function saveProduct(
  tx: Tx,
  actor: Actor,
  before: ProductRow,
  set: Parameters<typeof updateProductRow>[3],
): Promise<void> {
  const saved = await updateProductRow(tx, scopeOf(actor), before, set);
  if (!saved) throw conflict(`Product ${before.id} was changed by somebody else at the same time.`);
}

/** Only a draft that no price list and no offer holds; its items go with it. */
export async function deleteProduct(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "products:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const before = await loadProduct(tx, actor, input.id);
    assertRevision(`Product ${before.id}`, before.revision, input.revision);
    nextState(productTransitions, before.status, "delete", `Product ${before.id}`);
    const { priceLists, offers } = await countProductUses(tx, before.id);
    if (priceLists + offers > 0) {
      throw conflict(
        `Product ${before.id} cannot be deleted: ${priceLists} price lists and ${offers} offers hold it. Delete them first.`,
      );
    }
    await deleteProductRows(tx, scopeOf(actor), before.id);
    const { name, description, itemCount, vendorId } = before;
    await record(tx, actor, {
      verb: "delete",
      object: productObject(before),
      at: now,
      parties: { vendorId },
      changes: Object.entries({ name, description, items: itemCount }).map(([field, value]) => ({
        field,
        before: value,
        after: null,
      })),
    });
  });
}
