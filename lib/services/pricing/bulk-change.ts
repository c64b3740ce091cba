import { createHash, type Hash } from "node:crypto";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { database } from "@/db/client";
import { findPointsAfter, type PointWithItem } from "@/db/price-point-rows";
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
import { DomainError } from "../../domain/errors";
import { everything, type ListQuery, parseListQuery } from "../../domain/rql";
import { clock } from "../context";
import { changedPairs, changedPoint, loadDraft, pointSource } from "./points";
import { openPriceChange } from "./price-changes";
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
  /** Stands for the points as they were before; apply with it to be sure that they still are. */
  fingerprint: string;
  /** Names what was changed, to undo it; absent when nothing was. */
  changeId?: string;
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
    return changeAll(database(), actor, version, change, async () => undefined);
  }
  return database().transaction(async (tx) => {
    const version = await loadDraft(tx, actor, versionId);
    const { attributes, operation } = change;
    const kept = await openPriceChange(tx, actor, { version, now, request: { attributes, operation } });
    const result = await changeAll(tx, actor, version, change, async (before, after) => {
      await kept.save(changedPairs(new Map(before.map((row) => [row.item.id, row])), after));
    });
    assertSame(result, change.fingerprint);
    const changeId = await kept.close();
    return { ...result, applied: true, ...(changeId === undefined ? {} : { changeId }) };
  });
}

/** What a person confirmed in the preview is what happens, or nothing is. */
function assertSame({ fingerprint }: BulkChangeResult, seen: string | undefined): void {
  if (seen === undefined || seen === fingerprint) return;
  throw new DomainError(
    "conflict",
    "Somebody changed prices of the selection since the preview: look at it again, nothing was changed.",
    { reason: "precondition" },
  );
}

type Save = (before: PointWithItem[], after: PointWithItem[]) => Promise<void>;

async function changeAll(
  db: Db,
  actor: Actor,
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
    fingerprint: "",
  };
  const seen = createHash("sha256");
  for (let after = ""; ; ) {
    const points = await findPointsAfter(db, pointSource(actor, version), query, {
      after,
      limit: pointsPerStep,
    });
    addTo(seen, points);
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
  return { ...result, rows: ordered.slice(0, rowsAnswered), fingerprint: seen.digest("base64url") };
}

function addTo(seen: Hash, points: readonly PointWithItem[]): void {
  for (const { item, point } of points) seen.update(`${item.id} ${point.revision};`);
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
