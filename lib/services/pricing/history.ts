import { database } from "@/db/client";
import { findItemStubs, type ItemStub } from "@/db/price-compare";
import { findPointsOfItem } from "@/db/price-history";
import type { PriceListRow } from "@/db/price-lists";
import { pointValues } from "@/db/price-points";
import { findVersionsOfList, type VersionRecord } from "@/db/price-versions";
import { type Actor, authorise } from "../../domain/access";
import { notFound } from "../../domain/errors";
import type { Amount } from "../../domain/money";
import { type Validity, validities } from "../../domain/price-settlement";
import { clock } from "../context";
import { loadPriceList } from "./lists";
import { settle } from "./settle";

export type HistoryStep = Validity<VersionRecord> & {
  /** By column id; null is empty. Undefined when the item was not part of the version. */
  values: Record<string, Amount | null> | undefined;
};

export type ItemHistory = {
  list: PriceListRow;
  item: ItemStub;
  /** In order of time: past, in force, and what is scheduled. */
  steps: HistoryStep[];
};

/**
 * What one item costs on a list over time, version by version, in the columns that the actor sees.
 * @throws DomainError `not_found` for the list, or for an item that is in no version of it
 */
export async function itemPriceHistory(
  actor: Actor,
  { listId, itemId }: { listId: string; itemId: string },
): Promise<ItemHistory> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const db = database();
  const list = await loadPriceList(db, actor, listId);
  const versions = (await findVersionsOfList(db, list.id)).filter((version) => version.status !== "draft");
  const points = await findPointsOfItem(
    db,
    versions.map((version) => version.id),
    itemId,
  );
  const item = (await findItemStubs(db, [itemId])).get(itemId);
  if (!item || points.length === 0) throw notFound("Item", `${itemId} of ${listId}`);
  const byVersion = new Map(points.map((point) => [point.versionId, pointValues(point)]));
  const cells = (versionId: string) => {
    const values = byVersion.get(versionId);
    if (!values) return undefined;
    return Object.fromEntries(list.columns.map(({ id }) => [id, amount(values[id] ?? null, list.decimals)]));
  };
  return {
    list,
    item,
    steps: validities(versions).map((span) => ({ ...span, values: cells(span.version.id) })),
  };
}

function amount(units: bigint | null, scale: number): Amount | null {
  return units === null ? null : { units, scale };
}
