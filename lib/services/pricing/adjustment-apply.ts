import { setImmediate as yieldToOthers } from "node:timers/promises";
import {
  type AdjustmentRow,
  findAdjustment,
  findVerdictsAfter,
  markApplied,
  type VerdictRecord,
} from "@/db/adjustments";
import { database } from "@/db/client";
import { findPointsOf, type PointWithItem, savePoints } from "@/db/price-point-rows";
import { pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Tx } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { conflict, DomainError, notFound } from "../../domain/errors";
import type { PointValues } from "../../domain/price-columns";
import { effect } from "../../domain/price-sheet";
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

const verdictsPerStep = 2000;

export async function applyVerdicts(tx: Tx, actor: Actor, applying: Verdicts): Promise<AdjustmentRow> {
  const { version, adjustment, now, set } = applying;
  const stamps = touched(adjustment, "applied", actor, now);
  if (!(await markApplied(tx, adjustment.id, { ...set, ...stamps, appliedAt: now }))) {
    throw conflict(`${adjustment.id} was applied by somebody else at the same time.`);
  }
  const log = cellLog(version);
  for (let after = 0; ; ) {
    const verdicts = await findVerdictsAfter(tx, adjustment.id, after, {
      limit: verdictsPerStep,
      kinds: ["changed", "cleared"],
    });
    await applyStep(tx, version, verdicts, log);
    const last = verdicts.at(-1);
    if (!last || verdicts.length < verdictsPerStep) break;
    after = last.row;
    await yieldToOthers();
  }
  await record(tx, actor, {
    verb: "import",
    object: versionObject(version.list, version),
    at: now,
    parties: partiesOf(version.list),
    changes: [{ field: "file", before: null, after: adjustment.fileName }, ...log.changes()],
  });
  return { ...adjustment, ...set, ...stamps, appliedAt: now };
}

async function applyStep(
  tx: Tx,
  version: VersionRow,
  verdicts: readonly VerdictRecord[],
  log: ReturnType<typeof cellLog>,
): Promise<void> {
  const ids = verdicts.flatMap((verdict) => verdict.itemId ?? []);
  const before = new Map((await findPointsOf(tx, version.id, ids)).map((row) => [row.item.id, row]));
  const after = verdicts.flatMap((verdict): PointWithItem[] => {
    const row = before.get(verdict.itemId ?? "");
    if (!row)
      throw conflict(`${verdict.itemId} is no longer an item of ${version.id}: check the file again.`);
    const wanted = wantedValues(verdict);
    assertAsChecked(version, row, verdict, wanted);
    return [{ ...row, point: changedPoint(row.point, wanted) }];
  });
  const pairs = changedPairs(before, after);
  pairs.forEach(log.add);
  await savePoints(
    tx,
    pairs.map(({ row }) => row.point),
  );
}

function wantedValues({ values }: VerdictRecord): PointValues {
  return Object.fromEntries(
    Object.entries(values).map(([id, units]) => [id, units === null ? null : BigInt(units)]),
  );
}

/** The verdict says what it found in the cell: whoever changed it since must not lose the change unseen. */
function assertAsChecked(
  { list: { columns, decimals } }: VersionRow,
  { item, point }: PointWithItem,
  { cells }: VerdictRecord,
  wanted: PointValues,
): void {
  const now = pointValues(point);
  for (const [id, target] of Object.entries(wanted)) {
    const column = columns.find((known) => known.id === id);
    const current = now[id] ?? null;
    const checked = cells.find((cell) => cell.column === column?.name)?.reason;
    if (current === target && column) continue;
    if (checked === effect(current, target, decimals)) continue;
    throw conflict(
      `The ${column?.name ?? id} of ${item.mpn} was changed after the file was checked (${checked ?? "then"}): check the file again.`,
    );
  }
}
