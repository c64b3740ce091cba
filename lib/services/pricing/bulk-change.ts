import { setImmediate as yieldToOthers } from "node:timers/promises";
import { database } from "@/db/client";
import { findPointsAfter, type PointWithItem, savePoints } from "@/db/price-point-rows";
import { pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Db } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import {
  type BulkChangeInput,
  type ChangedCell,
  checkChangedColumns,
  type Operation,
  previewChange,
  readOperation,
} from "../../domain/bulk-change";
import { everything, type ListQuery, parseListQuery } from "../../domain/rql";
import { clock } from "../context";
import { record } from "../record";
import { cellLog } from "./cell-log";
import { partiesOf, versionObject } from "./changes";
import { changedPairs, changedPoint, loadDraft } from "./points";
import { settle } from "./settle";

export type BulkChangeRow = ChangedCell & { item: PointWithItem["item"] };

/** What a bulk change does, or has done: counts of all cells, and the first of them, refused ones before the others. */
export type BulkChangeResult = {
  /** How many points were selected. */
  points: number;
  counts: Record<ChangedCell["outcome"], number>;
  rows: BulkChangeRow[];
  decimals: number;
  applied: boolean;
};

const pointsPerStep = 2000;
/** How many cells are answered. */
const rowsAnswered = 1000;

/**
 * Changes the prices of a selection of a draft's points by one operation (API.md §3). `where` is a filter of the points;
 * a point of which a cell would be refused (below zero, too many digits) stays as it is. `dry_run` only looks.
 */
export async function changePrices(
  actor: Actor,
  { versionId, change }: { versionId: string; change: BulkChangeInput },
): Promise<BulkChangeResult> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  if (change.dry_run) {
    const version = await loadDraft(database(), actor, versionId);
    return changeAll(database(), version, change, async () => undefined);
  }
  return database().transaction(async (tx) => {
    const version = await loadDraft(tx, actor, versionId);
    const log = cellLog(version);
    const result = await changeAll(tx, version, change, async (before, after) => {
      const pairs = changedPairs(new Map(before.map((row) => [row.item.id, row])), after);
      pairs.forEach(log.add);
      await savePoints(
        tx,
        pairs.map(({ row }) => row.point),
      );
    });
    await record(tx, actor, {
      verb: "update",
      object: versionObject(version.list, version),
      at: now,
      parties: partiesOf(version.list),
      changes: log.changes(),
    });
    return { ...result, applied: true };
  });
}

type Save = (before: PointWithItem[], after: PointWithItem[]) => Promise<void>;

async function changeAll(
  db: Db,
  version: VersionRow,
  change: BulkChangeInput,
  save: Save,
): Promise<BulkChangeResult> {
  const { columns, decimals } = version.list;
  const operation = readOperation(change.operation, decimals);
  const columnIds = checkChangedColumns(change.attributes, columns);
  const query: ListQuery = change.where === null ? everything : parseListQuery(change.where);
  const result: BulkChangeResult = {
    points: 0,
    counts: { changed: 0, unchanged: 0, skipped: 0, refused: 0 },
    rows: [],
    decimals,
    applied: false,
  };
  for (let after = ""; ; ) {
    const points = await findPointsAfter(db, { id: version.id, columns }, query, {
      after,
      limit: pointsPerStep,
    });
    const changed = points.map((point) => changeOne(operation, columnIds, point, result));
    await save(points, changed);
    result.points += points.length;
    const last = points.at(-1);
    if (!last || points.length < pointsPerStep) break;
    after = last.item.id;
    await yieldToOthers();
  }
  const isRefused = (row: BulkChangeRow) => row.outcome === "refused";
  const ordered = [...result.rows.filter(isRefused), ...result.rows.filter((row) => !isRefused(row))];
  return { ...result, rows: ordered.slice(0, rowsAnswered) };
}

/** The point after the operation; as it is when one of its cells is refused. Counts and keeps what happens to its cells. */
function changeOne(
  operation: Operation,
  columnIds: readonly string[],
  row: PointWithItem,
  result: BulkChangeResult,
): PointWithItem {
  const cells = previewChange(operation, columnIds, [
    { itemId: row.item.id, values: pointValues(row.point) },
  ]);
  let kept = result.rows.length;
  for (const cell of cells) {
    result.counts[cell.outcome] += 1;
    if (cell.outcome === "skipped" || (kept >= rowsAnswered && cell.outcome !== "refused")) continue;
    result.rows.push({ ...cell, item: row.item });
    kept += 1;
  }
  if (cells.some((cell) => cell.outcome === "refused")) return row;
  const values = Object.fromEntries(
    cells.filter((cell) => cell.outcome === "changed").map(({ columnId, after }) => [columnId, after]),
  );
  return { ...row, point: changedPoint(row.point, values) };
}
