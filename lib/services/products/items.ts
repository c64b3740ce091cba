import { database } from "@/db/client";
import { findItem, findItemByMpn, findItems, type ItemRow, insertItems, lastPosition } from "@/db/items";
import { addItemToDrafts } from "@/db/price-points";
import type { ProductRow } from "@/db/products";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { DomainError, invalid, invalidFields, notFound } from "../../domain/errors";
import { itemId } from "../../domain/ids";
import { type ItemContent, type ItemInput, itemIssues, mpnTaken, positionStep } from "../../domain/item";
import { lowerCasedValues } from "../../domain/item-query";
import type { ListQuery } from "../../domain/rql";
import { clock, created } from "../context";
import { record } from "../record";
import { loadProduct, saveProduct } from "./products";

/** The items of a product that the actor sees; others than its vendor do not see drafts. */
export async function listItems(
  actor: Actor,
  input: { productId: string; query: ListQuery },
): Promise<{ rows: ItemRow[]; total: number }> {
  authorise(actor, "products:read");
  await loadProduct(database(), actor, input.productId);
  return findItems(database(), scopeOf(actor), input.productId, lowerCasedValues(input.query));
}

/** `itemId` is a global id (PRD-…-0001) or the local one of assets and requests (PRD_…_0001). */
export async function getItem(actor: Actor, input: { productId: string; itemId: string }): Promise<ItemRow> {
  authorise(actor, "products:read");
  return loadItem(database(), actor, input);
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadItem(
  db: Db,
  actor: Actor,
  { productId, itemId: id }: { productId: string; itemId: string },
): Promise<ItemRow> {
  const found = await findItem(db, scopeOf(actor), productId, id.replaceAll("_", "-"));
  if (!found) throw notFound("Item", id);
  return found;
}

export function itemObject(item: { id: string; name: string }) {
  return { type: "item", id: item.id, name: item.name };
}

/** What people decide about an item, in the API's names: what the audit shows. */
export function itemFacts(item: ItemContent): Record<string, unknown> {
  return {
    name: item.name,
    mpn: item.mpn,
    description: item.description,
    external_id: item.externalId,
    type: item.type,
    period: item.period,
    unit: item.unitId,
    precision: item.quantityDecimals,
    commitment: item.commitment,
  };
}

/** @throws DomainError `invalid` when the item contradicts itself */
export function assertConsistent(content: ItemContent): void {
  const issues = itemIssues(content);
  if (issues.length > 0) throw invalidFields(issues);
}

/** @throws DomainError `invalid` in Connect's words when another item of the product has the MPN */
export async function assertMpnFree(
  tx: Tx,
  productId: string,
  mpn: string,
  itself: string | undefined,
): Promise<void> {
  const holder = await findItemByMpn(tx, productId, mpn);
  if (holder && holder.id !== itself) throw invalid("mpn", mpnTaken, { rule: "unique", value: mpn });
}

/** @throws DomainError `wrong_state` at the end of sale: nothing new is added to what is no longer sold */
export function assertTakesItems(product: ProductRow): void {
  if (product.status !== "endofsale") return;
  throw new DomainError(
    "wrong_state",
    `Product ${product.id} is endofsale: items cannot be added. Resume its sale first.`,
  );
}

/** A draft at the end of the product; it appears, empty, in the drafts of every price list that holds the product. */
export async function createItem(
  actor: Actor,
  input: { productId: string; item: ItemInput },
): Promise<ItemRow> {
  authorise(actor, "products:write");
  const now = clock.now();
  assertConsistent(input.item);
  return database().transaction(async (tx) => {
    const product = await loadProduct(tx, actor, input.productId);
    assertTakesItems(product);
    await assertMpnFree(tx, product.id, input.item.mpn, undefined);
    const id = itemId(product.id, product.nextItem);
    const position = (await lastPosition(tx, product.id)) + positionStep;
    await saveProduct(tx, actor, product, { nextItem: product.nextItem + 1 });
    const row = { id, productId: product.id, ...input.item, status: "draft" as const, position };
    await insertItems(tx, [{ ...row, ...created(actor, now) }]);
    await addItemToDrafts(tx, product.id, id);
    await record(tx, actor, {
      verb: "create",
      object: itemObject({ id, name: input.item.name }),
      at: now,
      parties: { vendorId: product.vendorId },
      after: itemFacts(input.item),
    });
    return loadItem(tx, actor, { productId: product.id, itemId: id });
  });
}
