import { database } from "@/db/client";
import type { PointSource } from "@/db/price-point-fields";
import { findPointPage, findPointsOf, type PointWithItem, savePoints } from "@/db/price-point-rows";
import { type PointRecord, pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { DomainError, type Issue, invalidFields, isDomainError, notFound } from "../../domain/errors";
import { isPredefined, type PointValues, type PriceColumn, pointStatus } from "../../domain/price-columns";
import { readPointValues } from "../../domain/price-point";
import { pointsRefusal } from "../../domain/price-version";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { clock } from "../context";
import { record } from "../record";
import { type ChangedPoint, cellLog } from "./cell-log";
import { partiesOf, versionObject } from "./changes";
import { loadOwnPriceList } from "./lists";
import { assertExpected } from "./point-clashes";
import { settle } from "./settle";
import { loadVersion } from "./versions";

/** One item's prices in one version, as its reader sees them. `values` are units of the list's decimals. */
export type PointRow = {
  id: string;
  item: PointWithItem["item"];
  status: "filled" | "empty";
  values: PointValues;
  columns: PriceColumn[];
  decimals: number;
  revision: number;
};

/** The points of a version that the actor sees. */
export async function listPoints(
  actor: Actor,
  { versionId, query }: { versionId: string; query: ListQuery },
): Promise<{ rows: PointRow[]; total: number; version: VersionRow }> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const db = database();
  const version = await loadVersion(db, actor, versionId);
  const { rows, total } = await findPointPage(db, pointSource(actor, version), query);
  return { rows: rows.map((row) => pointRow(version, row)), total, version };
}

/** What the actor may ask of a version's points. Only the owner compares with the base: it may be a draft. */
export function pointSource(actor: Actor, { id, baseId, list }: VersionRow): PointSource {
  const { columns, decimals, ownerId } = list;
  return { id, columns, decimals, baseId: ownerId === actor.account.id ? baseId : null };
}

type PointName = { versionId: string; itemId: string };

export async function getPoint(actor: Actor, { versionId, itemId }: PointName): Promise<PointRow> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const version = await loadVersion(database(), actor, versionId);
  const [found] = await findPointsOf(database(), version.id, [globalId(itemId)]);
  if (!found) throw notFound("Price point", `${versionId} ${itemId}`);
  return pointRow(version, found);
}

/** Assets and requests write ids with underscores. */
function globalId(itemId: string): string {
  return itemId.replaceAll("_", "-");
}

export function pointRow(
  { list: { columns, decimals } }: VersionRow,
  { point, item }: PointWithItem,
): PointRow {
  const all = pointValues(point);
  const values = Object.fromEntries(columns.map(({ id }) => [id, all[id] ?? null]));
  const status = pointStatus(columns, values);
  return { id: item.id, item, status, values, columns, decimals, revision: point.revision };
}

export type PointChange = {
  id: string;
  attributes: Readonly<Record<string, unknown>>;
  revision?: number | undefined;
  /** What the writer saw in cells before; a cell that holds something else by now is a clash. */
  expected?: Readonly<Record<string, unknown>> | undefined;
};

/** Sets any subset of a point's cells; null clears one. Only in a draft. */
export async function setPoint(actor: Actor, input: PointName & Omit<PointChange, "id">): Promise<PointRow> {
  const { versionId, itemId, attributes, revision } = input;
  const change = { id: globalId(itemId), attributes, revision };
  const [row] = await changePoints(actor, versionId, [change]);
  if (!row) throw notFound("Price point", `${versionId} ${itemId}`);
  return row;
}

/**
 * Sets cells of up to 5,000 points, all or nothing.
 * @throws DomainError `invalid` with an issue for every bad cell; `conflict`, reason `precondition`, with every cell that
 *   holds neither what is `expected` nor what is wanted, and who wrote it where that is known
 */
export async function setPoints(
  actor: Actor,
  { versionId, points }: { versionId: string; points: readonly PointChange[] },
): Promise<PointRow[]> {
  const changed = points.map((point) => ({ ...point, id: globalId(point.id) }));
  return changePoints(actor, versionId, changed, (index) => `${index}.attributes`);
}

/** Where the values of a change stand in a body of many; a body of one has them at `attributes`. */
type PathOf = (index: number) => string;

async function changePoints(
  actor: Actor,
  versionId: string,
  changes: readonly PointChange[],
  pathOf?: PathOf,
): Promise<PointRow[]> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const version = await loadDraft(tx, actor, versionId);
    const ids = changes.map((change) => change.id);
    const before = new Map((await findPointsOf(tx, version.id, ids)).map((row) => [row.item.id, row]));
    const wanted = readChanges(version, changes, before, pathOf);
    await assertExpected(tx, actor, { version, changes, before, wanted });
    const after = changes.flatMap(({ id }) => {
      const row = before.get(id);
      return row ? [{ ...row, point: changedPoint(row.point, wanted.get(id) ?? {}) }] : [];
    });
    await saveChangedPoints(tx, actor, { version, before, after, now });
    return after.map((row) => pointRow(version, row));
  });
}

/** A version of the actor's own whose points may be edited. @throws DomainError `not_found`, `wrong_state` */
export async function loadDraft(db: Db, actor: Actor, versionId: string): Promise<VersionRow> {
  const version = await loadVersion(db, actor, versionId);
  const list = await loadOwnPriceList(db, actor, version.priceListId);
  const refused = pointsRefusal(list, version);
  if (refused) throw new DomainError("wrong_state", refused);
  return version;
}

/** The wanted values by item. @throws DomainError `invalid` naming everything that is wrong with them at once */
function readChanges(
  { id: versionId, list }: VersionRow,
  changes: readonly PointChange[],
  before: ReadonlyMap<string, PointWithItem>,
  pathOf?: PathOf,
): Map<string, PointValues> {
  const issues: Issue[] = [];
  const wanted = new Map<string, PointValues>();
  for (const [index, { id, attributes, revision }] of changes.entries()) {
    const row = before.get(id);
    if (changes.length === 1 && !row) throw notFound("Price point", `${versionId} ${id}`);
    if (!row)
      issues.push({ path: `${index}.id`, message: `${id} is not an item of ${versionId}`, value: id });
    if (wanted.has(id)) issues.push({ path: `${index}.id`, message: `${id} is named twice`, value: id });
    try {
      wanted.set(id, readPointValues(attributes, list.columns, list.decimals, pathOf?.(index)));
    } catch (error) {
      if (!isDomainError(error)) throw error;
      issues.push(...error.issues);
    }
    if (row) assertRevision(`The price of ${id}`, row.point.revision, revision);
  }
  if (issues.length > 0) throw invalidFields(issues);
  return wanted;
}

/** The point with other values, one revision on; the same object when nothing changes. */
export function changedPoint(point: PointRecord, values: PointValues): PointRecord {
  const old = pointValues(point);
  const changed = Object.entries(values).filter(([id, units]) => (old[id] ?? null) !== units);
  if (changed.length === 0) return point;
  const next = { ...point, custom: { ...point.custom }, revision: point.revision + 1 };
  for (const [id, units] of changed) {
    if (isPredefined(id)) next[id] = units === null ? null : Number(units);
    else if (units === null) delete next.custom[id];
    else next.custom[id] = Number(units);
  }
  return { ...next, custom: Object.keys(next.custom).length === 0 ? null : next.custom };
}

type Saving = {
  version: VersionRow;
  before: ReadonlyMap<string, PointWithItem>;
  after: readonly PointWithItem[];
  now: Date;
};

/** Saves the points that changed and records them in one row of the audit. */
async function saveChangedPoints(
  tx: Tx,
  actor: Actor,
  { version, before, after, now }: Saving,
): Promise<void> {
  const pairs = changedPairs(before, after);
  const log = cellLog(version);
  pairs.forEach(log.add);
  await savePoints(
    tx,
    pairs.map(({ row }) => row.point),
  );
  await record(tx, actor, {
    verb: "update",
    object: versionObject(version.list, version),
    at: now,
    parties: partiesOf(version.list),
    changes: log.changes(),
  });
}

/** The points of `after` that `changedPoint` has changed. */
export function changedPairs(
  before: ReadonlyMap<string, PointWithItem>,
  after: readonly PointWithItem[],
): ChangedPoint[] {
  return after.flatMap((row) => {
    const old = before.get(row.item.id);
    return old && old.point !== row.point ? [{ old: old.point, row }] : [];
  });
}
