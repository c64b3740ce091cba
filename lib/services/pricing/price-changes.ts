import { setImmediate as yieldToOthers } from "node:timers/promises";
import { database } from "@/db/client";
import {
  type ChangedCells,
  countPriceChange,
  deletePriceChange,
  findPriceChange,
  findPriceChangePart,
  findPriceChanges,
  insertPriceChange,
  insertPriceChangePart,
  keepNewestChanges,
  markUndone,
  type PriceChangeRow,
} from "@/db/price-changes";
import { findPointsOf, savePoints } from "@/db/price-point-rows";
import { type PointRecord, pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Tx } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import { printAmount } from "../../domain/money";
import { clock, newId } from "../context";
import { record } from "../record";
import { type ChangedPoint, cellLog } from "./cell-log";
import { partiesOf, versionObject } from "./changes";
import { changedPoint, loadDraft } from "./points";
import { settle } from "./settle";

/** How many bulk changes of a version can be undone. */
const changesKept = 20;

/** The latest bulk changes of a draft, newest first: what can be undone, and what was. */
export async function listPriceChanges(
  actor: Actor,
  { versionId }: { versionId: string },
): Promise<PriceChangeRow[]> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const version = await loadDraft(database(), actor, versionId);
  return findPriceChanges(database(), version.id, changesKept);
}

type Opening = {
  version: VersionRow;
  now: Date;
  request: PriceChangeRow["request"];
  undoOf?: string;
};

/** Collects what a bulk change does, part by part, so that it can be undone and is in the audit once. */
export async function openPriceChange(tx: Tx, actor: Actor, { version, now, request, undoOf }: Opening) {
  const id = newId("priceChange");
  const log = cellLog(version);
  const counts = { points: 0, cells: 0 };
  let part = 0;
  await insertPriceChange(tx, {
    id,
    versionId: version.id,
    at: now,
    actorId: actor.id,
    actorName: actor.name,
    request,
    undoOf: undoOf ?? null,
    ...counts,
    undoneAt: null,
  });

  /** Saves points that `changedPoint` has changed. */
  async function save(pairs: readonly ChangedPoint[]): Promise<void> {
    if (pairs.length === 0) return;
    pairs.forEach(log.add);
    const cells: ChangedCells = {};
    for (const { old, row } of pairs) {
      cells[row.item.id] = differences(old, row.point);
      counts.cells += Object.keys(cells[row.item.id] ?? {}).length;
    }
    counts.points += pairs.length;
    part += 1;
    await insertPriceChangePart(tx, id, part, cells);
    await savePoints(
      tx,
      pairs.map(({ row }) => row.point),
    );
  }

  /** @returns the change's id; undefined when nothing was changed */
  async function close(): Promise<string | undefined> {
    await record(tx, actor, {
      verb: "update",
      object: versionObject(version.list, version),
      at: now,
      parties: partiesOf(version.list),
      changes: log.changes(),
    });
    if (counts.points === 0) {
      await deletePriceChange(tx, id);
      return undefined;
    }
    await countPriceChange(tx, id, counts);
    await keepNewestChanges(tx, version.id, changesKept);
    return id;
  }

  return { id, counts, save, close };
}

/** By column, what stood there and what stands there now. */
function differences(old: PointRecord, now: PointRecord): ChangedCells[string] {
  const [was, is] = [pointValues(old), pointValues(now)];
  const columnIds = new Set([...Object.keys(was), ...Object.keys(is)]);
  return Object.fromEntries(
    [...columnIds].flatMap((id) => {
      const [before, after] = [was[id] ?? null, is[id] ?? null];
      return before === after ? [] : [[id, [numberOf(before), numberOf(after)]] as const];
    }),
  );
}

const numberOf = (units: bigint | null) => (units === null ? null : Number(units));
const unitsOf = (value: number | null) => (value === null ? null : BigInt(value));

/** A cell that holds something else than the change left there, in plain decimals; null is empty. */
type Clash = { id: string; attribute: string; expected: string | null; found: string | null };
const clashesNamed = 20;

/** What undoing did; `id` names it, and undoing that one brings the change back. */
export type Undone = { id: string; undid: string; points: number; cells: number };

/**
 * Takes a bulk change back: every cell gets what it held before, all in one step. The undoing is a change itself.
 * @throws DomainError `wrong_state` when it was undone already; `conflict`, reason `precondition`, with the cells that
 *   somebody changed since: nothing is restored then
 */
export async function undoPriceChange(
  actor: Actor,
  { versionId, id }: { versionId: string; id: string },
): Promise<Undone> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const version = await loadDraft(tx, actor, versionId);
    const change = await findPriceChange(tx, version.id, id);
    if (!change) throw notFound("Bulk change", id);
    if (!(await markUndone(tx, id, now))) {
      throw new DomainError("wrong_state", `${id} was undone already.`);
    }
    const undoing = await openPriceChange(tx, actor, { version, now, request: null, undoOf: id });
    const clashes: Clash[] = [];
    let clashing = 0;
    for (let part = await findPriceChangePart(tx, id, 0); part; ) {
      const { pairs, found } = await restored(tx, version, part.cells);
      clashing += found.length;
      clashes.push(...found.slice(0, clashesNamed - clashes.length));
      if (clashing === 0) await undoing.save(pairs);
      await yieldToOthers();
      part = await findPriceChangePart(tx, id, part.part);
    }
    if (clashing > 0) throw changedSince(clashing, clashes);
    await undoing.close();
    return { id: undoing.id, undid: id, ...undoing.counts };
  });
}

/** The points of one part as they were before, and the cells that are no longer as the change left them. */
async function restored(tx: Tx, version: VersionRow, cells: ChangedCells) {
  const print = (units: bigint | null) =>
    units === null ? null : printAmount({ units, scale: version.list.decimals });
  const found: Clash[] = [];
  const pairs: ChangedPoint[] = [];
  for (const row of await findPointsOf(tx, version.id, Object.keys(cells))) {
    const current = pointValues(row.point);
    const changed = Object.entries(cells[row.item.id] ?? {});
    for (const [attribute, [, after]] of changed) {
      const [expected, now] = [unitsOf(after), current[attribute] ?? null];
      if (expected === now) continue;
      found.push({ id: row.item.id, attribute, expected: print(expected), found: print(now) });
    }
    const values = Object.fromEntries(changed.map(([column, [before]]) => [column, unitsOf(before)]));
    const point = changedPoint(row.point, values);
    if (point !== row.point) pairs.push({ old: row.point, row: { ...row, point } });
  }
  return { pairs, found };
}

function changedSince(count: number, details: Clash[]): DomainError {
  const [first] = details;
  const what = count === 1 ? "1 price was" : `${count} prices were`;
  return new DomainError(
    "conflict",
    `${what} changed since, so nothing was undone (first: ${first?.attribute} of ${first?.id}).`,
    { reason: "precondition", details },
  );
}
