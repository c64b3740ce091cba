import { database } from "@/db/client";
import {
  countPriceLists,
  deletePriceListRow,
  findPriceList,
  findPriceLists,
  insertPriceList,
  type PriceListRow,
  updatePriceListRow,
} from "@/db/price-lists";
import { findColumnHolders, insertMissingPoints } from "@/db/price-points";
import { findVersionsOfList, insertVersion } from "@/db/price-versions";
import { findProduct } from "@/db/products";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, invalid, notFound } from "../../domain/errors";
import { childId } from "../../domain/ids";
import { decimalsFromPrecision } from "../../domain/money";
import { changedColumns, checkDroppedColumns, droppedColumns, newColumns } from "../../domain/price-columns";
import {
  type CreatePriceListInput,
  checkFixedFields,
  checkListAction,
  type UpdatePriceListInput,
} from "../../domain/price-list";
import { withdrawVersions } from "../../domain/price-version";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import type { PriceListStatus } from "../../domain/states";
import { clock, created, newId, stamped, touched } from "../context";
import { announceChanges, announceTermination } from "../notices/announce";
import { settleSummaries } from "../notices/summaries";
import { record } from "../record";
import { wakeDelivering } from "../webhooks/wake";
import { listObject, partiesOf, saveChange, versionObject } from "./changes";
import { copyModel, loadModel } from "./model";
import { settle } from "./settle";
import { columnsSeenBy, withColumns } from "./visibility";

type Named = { id: string; revision?: number | undefined };

/** The price lists the actor sees. */
export async function listPriceLists(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: PriceListRow[]; total: number }> {
  authorise(actor, "pricing:read");
  const db = database();
  await settle(clock.now());
  const [{ rows, total }, visible] = await Promise.all([
    findPriceLists(db, scopeOf(actor), query),
    columnsSeenBy(db, actor),
  ]);
  return { rows: rows.map((row) => withColumns(row, visible)), total };
}

/** How many price lists the actor sees in each status. */
export async function priceListCounts(actor: Actor): Promise<Partial<Record<PriceListStatus, number>>> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  return countPriceLists(database(), scopeOf(actor));
}

export async function getPriceList(actor: Actor, { id }: { id: string }): Promise<PriceListRow> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  return loadPriceList(database(), actor, id);
}

/** With the columns that the actor sees. @throws DomainError `not_found` outside the actor's scope */
export async function loadPriceList(db: Db, actor: Actor, id: string): Promise<PriceListRow> {
  const found = await findPriceList(db, scopeOf(actor), id);
  if (!found) throw notFound("Price list", id);
  return withColumns(found, await columnsSeenBy(db, actor));
}

/** A list that the actor owns: others read, but never change. @throws DomainError `not_found` */
export async function loadOwnPriceList(db: Db, actor: Actor, id: string): Promise<PriceListRow> {
  const found = await loadPriceList(db, actor, id);
  if (found.ownerId !== actor.account.id && actor.type !== "system") throw notFound("Price list", id);
  return found;
}

/** By column id, the versions past draft that hold prices in it: what keeps the column from being dropped. */
export async function columnHolders(actor: Actor, { id }: { id: string }): Promise<Record<string, string[]>> {
  authorise(actor, "pricing:read");
  const db = database();
  const list = await loadOwnPriceList(db, actor, id);
  return findColumnHolders(
    db,
    list.id,
    list.columns.map((column) => column.id),
  );
}

export type NewPriceList = CreatePriceListInput & {
  /** Given only by the demo data, whose ids are fixed. */
  id?: string | undefined;
  /** Of the first version. */
  version?: { description?: string | undefined; start_at?: Date | null | undefined } | undefined;
  /** Only for a distributor: the vendor’s list whose type, products and prices it takes over (./model.ts). */
  modelId?: string | null | undefined;
};

/** Makes the list, its first version as a draft, and in it one empty point for each item of each product. */
export async function createPriceList(actor: Actor, input: NewPriceList): Promise<PriceListRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  const productIds = input.products.map((product) => product.id);
  return database().transaction(async (tx) => {
    await checkProducts(tx, actor, productIds);
    const model = input.modelId ? await loadModel(tx, actor, input.modelId, input) : undefined;
    const row = newRow(actor, input, now);
    await insertPriceList(
      tx,
      { ...row, compatibility: model?.compatibility ?? row.compatibility },
      productIds,
    );
    const versionId = await insertFirstVersion(tx, actor, row, input.version ?? {});
    if (model) await copyModel(tx, model, { ...row, versionId }, now);
    await insertMissingPoints(tx, versionId, row.id);
    const { name, currency, decimals, modelId } = row;
    const columns = row.columns.map((column) => column.id);
    await record(tx, actor, {
      verb: "create",
      object: listObject(row),
      at: now,
      parties: partiesOf(row),
      after: { name, currency, decimals, columns, products: productIds, model: modelId },
    });
    return loadPriceList(tx, actor, row.id);
  });
}

function newRow(actor: Actor, input: NewPriceList, now: Date) {
  const { id = newId("priceList"), name, description, currency, compatibility, modelId = null } = input;
  return {
    id,
    ownerId: actor.account.id,
    ownerKind: actor.account.kind === "vendor" ? ("vendor" as const) : ("distributor" as const),
    name,
    description,
    currency,
    decimals: decimalsFromPrecision(input.precision),
    columns: newColumns(input.attributes),
    compatibility,
    status: "draft" as const,
    modelId,
    nextVersion: 2,
    ...created(actor, now),
  };
}

async function checkProducts(tx: Tx, actor: Actor, ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    if (!(await findProduct(tx, scopeOf(actor), id))) {
      throw invalid(`products.${index}.id`, `${id} is not one of your products`, {
        rule: "unknown",
        value: id,
      });
    }
  }
}

async function insertFirstVersion(
  tx: Tx,
  actor: Actor,
  list: ReturnType<typeof newRow>,
  { description = "", start_at: startAt = null }: NonNullable<NewPriceList["version"]>,
): Promise<string> {
  const at = list.createdAt;
  const id = childId("version", list.id, 1);
  const row = { id, priceListId: list.id, number: 1, description, startAt, status: "draft" as const };
  await insertVersion(tx, { ...row, ...created(actor, at) });
  await record(tx, actor, {
    verb: "create",
    object: versionObject(list, row),
    at,
    parties: partiesOf(list),
    after: { description, start_at: startAt },
  });
  return id;
}

/** Name, description and columns; the rest is fixed. A change that changes nothing writes nothing. */
export async function updatePriceList(
  actor: Actor,
  input: Named & UpdatePriceListInput,
): Promise<PriceListRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const list = await loadOwnPriceList(tx, actor, input.id);
    assertRevision(`Price list ${list.id}`, list.revision, input.revision);
    checkListAction(list, "edit");
    checkFixedFields({ ...list, productIds: list.products.map((product) => product.id) }, input);
    const columns = input.attributes ? changedColumns(list.columns, input.attributes) : list.columns;
    const dropped = droppedColumns(list.columns, columns);
    if (dropped.length > 0) checkDroppedColumns(dropped, await findColumnHolders(tx, list.id, dropped));
    const after = {
      name: input.name ?? list.name,
      description: input.description === undefined ? list.description : input.description,
      columns,
    };
    const { name, description } = list;
    const changed = await record(tx, actor, {
      verb: "update",
      object: listObject({ ...list, name: after.name }),
      at: now,
      parties: partiesOf(list),
      before: { name, description, columns: list.columns },
      after,
    });
    if (changed) await saveList(tx, list, { ...after, ...touched(list, "updated", actor, now) });
    return loadPriceList(tx, actor, list.id);
  });
}

async function saveList(
  tx: Tx,
  list: PriceListRow,
  set: Parameters<typeof updatePriceListRow>[2],
): Promise<void> {
  if (await updatePriceListRow(tx, list, set)) return;
  throw conflict(`Price list ${list.id} was changed by somebody else at the same time.`);
}

/** Only a draft list; its versions and prices go with it. */
export async function deletePriceList(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  await database().transaction(async (tx) => {
    const list = await loadOwnPriceList(tx, actor, input.id);
    assertRevision(`Price list ${list.id}`, list.revision, input.revision);
    checkListAction(list, "remove");
    await deletePriceListRow(tx, list.id);
    const { name, currency } = list;
    await record(tx, actor, {
      verb: "delete",
      object: listObject(list),
      at: now,
      parties: partiesOf(list),
      changes: Object.entries({ name, currency }).map(([field, before]) => ({ field, before, after: null })),
    });
  });
}

/** Ends the list for good: the active version expires now, scheduled ones return to draft. Only an active list. */
export async function terminatePriceList(actor: Actor, input: Named): Promise<PriceListRow> {
  authorise(actor, "pricing:publish");
  const now = clock.now();
  await settle(now);
  await settleSummaries((await loadOwnPriceList(database(), actor, input.id)).id);
  const done = await database().transaction(async (tx) => {
    const list = await loadOwnPriceList(tx, actor, input.id);
    assertRevision(`Price list ${list.id}`, list.revision, input.revision);
    checkListAction(list, "terminate");
    const versions = await findVersionsOfList(tx, list.id);
    const byId = new Map(versions.map((version) => [version.id, version]));
    const changes = withdrawVersions(versions, now);
    for (const change of changes) {
      const version = byId.get(change.versionId);
      if (version) await saveChange(tx, actor, list, version, change);
    }
    const events = stamped(list.events, "terminated", actor, now);
    const set = {
      status: "terminated" as const,
      terminatedAt: now,
      updatedAt: now,
      revision: list.revision + 1,
    };
    await saveList(tx, list, { ...set, events });
    await record(tx, actor, {
      verb: "terminate",
      object: listObject(list),
      at: now,
      parties: partiesOf(list),
      before: { status: list.status },
      after: { status: "terminated" },
    });
    await announceChanges(tx, list.id, changes);
    await announceTermination(tx, list.id, now);
    return loadPriceList(tx, actor, list.id);
  });
  wakeDelivering();
  return done;
}
