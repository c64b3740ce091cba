import { setImmediate as yieldToOthers } from "node:timers/promises";
import { lastVerdictRow, reviewVerdicts, writeVerdicts } from "@/db/adjustment-apply";
import {
  type AdjustmentRow,
  findAdjustment,
  findVerdictsAfter,
  markApplied,
  type VerdictRecord,
} from "@/db/adjustments";
import { database } from "@/db/client";
import { findPointsOf, type PointWithItem } from "@/db/price-point-rows";
import { pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Tx } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { conflict, DomainError, notFound } from "../../domain/errors";
import type { PointValues } from "../../domain/price-columns";
import { assertRevision } from "../../domain/revision";
import { clock, touched } from "../context";
import { record } from "../record";
import { cellLog } from "./cell-log";
import { partiesOf, versionObject } from "./changes";
import { changedPairs, changedPoint, loadDraft } from "./points";
import { settle } from "./settle";

type Applying = {
  versionId: string;
  id: string;
  /** Apply nothing when a row failed. */
  allOrNothing?: boolean | undefined;
  /** The one that was seen. */
  revision?: number | undefined;
};

/**
 * Applies the verdicts of an upload in one transaction: all valid rows.
 * @throws DomainError `wrong_state`; `conflict` when a price was changed after the file was checked
 */
export async function applyAdjustment(actor: Actor, input: Applying): Promise<AdjustmentRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const version = await loadDraft(tx, actor, input.versionId);
    const adjustment = await findAdjustment(tx, version.id, input.id);
    if (!adjustment) throw notFound("Adjustment", input.id);
    assertRevision(adjustment.id, adjustment.revision, input.revision);
    const refused = refusal(adjustment, input.allOrNothing ?? false);
    if (refused) throw new DomainError("wrong_state", refused);
    return applyVerdicts(tx, actor, { version, adjustment, now, set: {} });
  });
}

function refusal(
  { id, status, appliedAt, result }: AdjustmentRow,
  allOrNothing: boolean,
): string | undefined {
  if (status === "processing") return `${id} is still being read: wait until its status is not processing.`;
  if (appliedAt) return `${id} has been applied already.`;
  if (!result) return `${id} failed: its file could not be read, so that there is nothing to apply.`;
  if (result.failed > 0 && allOrNothing)
    return `${id} has ${result.failed} failed rows: nothing was applied.`;
  return undefined;
}

type Verdicts = {
  version: VersionRow;
  adjustment: AdjustmentRow;
  now: Date;
  /** What else is saved of the adjustment at the same time. */
  set: Partial<Pick<AdjustmentRow, "status" | "result" | "progress">>;
};

/** Rows of the file that are applied at once: some tens of milliseconds. */
const rowsPerStep = 2000;
/** Verdicts that are looked at one by one, to name their cells in the audit: more than it names. */
const namedVerdicts = 50;

export async function applyVerdicts(tx: Tx, actor: Actor, applying: Verdicts): Promise<AdjustmentRow> {
  const { version, adjustment, now, set } = applying;
  const stamps = touched(adjustment, "applied", actor, now);
  if (!(await markApplied(tx, adjustment.id, { ...set, ...stamps, appliedAt: now }))) {
    throw conflict(`${adjustment.id} was applied by somebody else at the same time.`);
  }
  const log = cellLog(version);
  const logged = await nameFirstCells(tx, version, adjustment.id, log);
  const changed = await applyInSteps(tx, version, adjustment.id);
  log.addMore(changed - logged);
  await record(tx, actor, {
    verb: "import",
    object: versionObject(version.list, version),
    at: now,
    parties: partiesOf(version.list),
    changes: [{ field: "file", before: null, after: adjustment.fileName }, ...log.changes()],
  });
  return { ...adjustment, ...set, ...stamps, appliedAt: now };
}

/** @returns how many changed cells the log has counted */
async function nameFirstCells(
  tx: Tx,
  version: VersionRow,
  adjustmentId: string,
  log: ReturnType<typeof cellLog>,
): Promise<number> {
  const verdicts = await findVerdictsAfter(tx, adjustmentId, 0, {
    limit: namedVerdicts,
    kinds: ["changed", "cleared"],
  });
  const ids = verdicts.flatMap((verdict) => verdict.itemId ?? []);
  const before = new Map((await findPointsOf(tx, version.id, ids)).map((row) => [row.item.id, row]));
  const after = verdicts.flatMap((verdict): PointWithItem[] => {
    const row = before.get(verdict.itemId ?? "");
    return row ? [{ ...row, point: changedPoint(row.point, wantedValues(verdict)) }] : [];
  });
  changedPairs(before, after).forEach(log.add);
  return log.cells();
}

/** Writes all verdicts in the database, step by step, so that other requests are served meanwhile. */
async function applyInSteps(tx: Tx, version: VersionRow, adjustmentId: string): Promise<number> {
  const columnIds = version.list.columns.map(({ id }) => id);
  const applied = { adjustmentId, versionId: version.id, columnIds };
  const last = await lastVerdictRow(tx, adjustmentId);
  let changed = 0;
  for (let after = 0; after < last; after += rowsPerStep) {
    const range = { after, to: after + rowsPerStep };
    const { cells, clash } = await reviewVerdicts(tx, applied, range);
    if (clash !== null) throw await clashOf(tx, version, adjustmentId, clash);
    changed += cells;
    if (cells > 0) await writeVerdicts(tx, applied, range);
    await yieldToOthers();
  }
  return changed;
}

function wantedValues({ values }: VerdictRecord): PointValues {
  return Object.fromEntries(
    Object.entries(values).map(([id, [, units]]) => [id, units === null ? null : BigInt(units)]),
  );
}

/** The verdict says what it found in the cell: whoever changed it since must not lose the change unseen. */
async function clashOf(tx: Tx, version: VersionRow, adjustmentId: string, row: number): Promise<DomainError> {
  const [verdict] = await findVerdictsAfter(tx, adjustmentId, row - 1, { limit: 1 });
  if (!verdict) throw new Error(`The row ${row} of ${adjustmentId} has no verdict.`);
  const [found] = await findPointsOf(tx, version.id, verdict.itemId === null ? [] : [verdict.itemId]);
  if (!found)
    return conflict(`${verdict.itemId} is no longer an item of ${version.id}: check the file again.`);
  const { columns } = version.list;
  const now = pointValues(found.point);
  const other = Object.entries(verdict.values).find(([id, [was, wanted]]) => {
    const current = now[id] == null ? null : Number(now[id]);
    return !columns.some((column) => column.id === id) || (current !== was && current !== wanted);
  });
  const name = columns.find((column) => column.id === other?.[0])?.name ?? other?.[0];
  const checked = verdict.cells.find((cell) => cell.column === name)?.reason;
  return conflict(
    `The ${name} of ${found.item.mpn} was changed after the file was checked (${checked ?? "then"}): check the file again.`,
  );
}
