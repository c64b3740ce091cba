import {
  type AdjustmentRow,
  deleteVerdicts,
  findAdjustment,
  findStalledAdjustments,
  insertVerdicts,
  updateAdjustmentRow,
} from "@/db/adjustments";
import { database } from "@/db/client";
import { isPostgres } from "@/db/dialect";
import { exportPoints } from "@/db/price-export";
import type { VersionRow } from "@/db/price-versions";
import type { Actor } from "../../domain/access";
import { conflict, isDomainError } from "../../domain/errors";
import type { PriceRowVerdict, PriceSheetResult, SheetPoint } from "../../domain/price-sheet";
import { importStatus } from "../../domain/sheet-import";
import { clock } from "../context";
import { log } from "../log";
import { type ImportEnded, importEnded } from "../measure";
import { onStop } from "../process";
import { runJob } from "../worker/run-job";
import { applyVerdicts } from "./adjustment-apply";
import { loadDraft } from "./points";
import { sheetContext } from "./workbook";

type Run = {
  id: string;
  name: string;
  file: Uint8Array<ArrayBuffer>;
  dryRun: boolean;
  allOrNothing: boolean;
};

const slot = Symbol.for("channelbook.adjustments");
const shared = globalThis as unknown as Record<symbol, Set<Promise<void>> | undefined>;

/** What is being read in this process. Stopping it waits until their end has been written down. */
function running(): Set<Promise<void>> {
  if (!shared[slot]) {
    const made = new Set<Promise<void>>();
    shared[slot] = made;
    onStop(async () => {
      shared[slot] = undefined;
      await Promise.all(made);
    });
  }
  return shared[slot];
}

/** Reads the file in the background. */
export function startAdjustment(actor: Actor, version: VersionRow, run: Run): void {
  const all = running();
  const work = runAdjustment(actor, version, run).finally(() => all.delete(work));
  all.add(work);
}

/** Resolves when everything that is being read in this process has ended. */
export async function adjustmentsSettled(): Promise<void> {
  await Promise.all(running());
}

/** Never throws: what goes wrong becomes the adjustment's `error_detail`. */
async function runAdjustment(actor: Actor, version: VersionRow, run: Run): Promise<void> {
  const alive = setInterval(() => saveProgress(run.id, undefined), aliveEvery);
  alive.unref();
  const start = performance.now();
  const tell = (outcome: ImportEnded["outcome"], rows: number) =>
    importEnded.publish({ outcome, rows, seconds: (performance.now() - start) / 1000 });
  try {
    const result = await judge(version, run);
    await finish(actor, version, run, result);
    tell(run.allOrNothing && result.failed > 0 ? "failed" : importStatus(result), result.rows);
  } catch (error) {
    tell("failed", 0);
    await fail(run.id, error).catch((e: unknown) => log().error({ err: e }, "marking an import failed"));
  } finally {
    clearInterval(alive);
  }
}

async function judge(version: VersionRow, { id, file, name }: Run): Promise<PriceSheetResult> {
  let shown = 0;
  return runJob(
    "parse-price-sheet",
    { file, name, context: sheetContext(version) },
    {
      feed: sheetPoints(version.id),
      onRows: (rows) => saveVerdicts(id, rows),
      onProgress: (percent) => {
        if (percent < shown + 5) return;
        shown = percent;
        saveProgress(id, percent);
      },
    },
  );
}

async function* sheetPoints(versionId: string): AsyncGenerator<SheetPoint[]> {
  for await (const points of exportPoints(database(), versionId, null)) {
    yield points.map(({ itemId, mpn, values }) => ({ itemId, mpn, values }));
  }
}

async function saveVerdicts(adjustmentId: string, rows: PriceRowVerdict[]): Promise<void> {
  const plain = (units: bigint | null = null) => (units === null ? null : Number(units));
  const records = rows.map(({ values, found, ...verdict }) => ({
    ...verdict,
    adjustmentId,
    values: Object.fromEntries(
      Object.entries(values).map(([id, units]): [string, [number | null, number | null]] => [
        id,
        [plain(found[id]), plain(units)],
      ]),
    ),
  }));
  await database().transaction((tx) => insertVerdicts(tx, records));
}

const aliveEvery = 20_000;

/** Also the sign that somebody works on it. It may come late or not at all. */
function saveProgress(id: string, percent: number | undefined): void {
  const set = { updatedAt: clock.now(), ...(percent === undefined ? {} : { progress: percent }) };
  database()
    .transaction((tx) => updateAdjustmentRow(tx, { id, status: "processing" }, set))
    .catch((error: unknown) => log().warn({ err: error }, "the progress of an import was not saved"));
}

/** The verdicts stand; unless it is a dry run they are applied in the same transaction. */
async function finish(actor: Actor, version: VersionRow, run: Run, result: PriceSheetResult): Promise<void> {
  const now = clock.now();
  const status = importStatus(result);
  const set = { result, progress: 100, status };
  await database().transaction(async (tx) => {
    const adjustment = await findAdjustment(tx, version.id, run.id);
    if (adjustment?.status !== "processing") throw conflict(`${run.id} is no longer being read.`);
    if (run.dryRun || result.changed + result.cleared === 0) return saveEnd(tx, adjustment, set, now);
    if (run.allOrNothing && result.failed > 0) {
      const rows = result.failed === 1 ? "1 row" : `${result.failed} rows`;
      const errorDetail = `${rows} failed, so that nothing was applied, as was asked.`;
      return saveEnd(tx, adjustment, { ...set, status: "failed", errorDetail }, now);
    }
    const draft = await loadDraft(tx, actor, version.id);
    await applyVerdicts(tx, actor, { version: draft, adjustment, now, set });
  });
}

type End = Partial<Pick<AdjustmentRow, "status" | "result" | "progress" | "errorDetail">>;

async function saveEnd(
  tx: Parameters<typeof updateAdjustmentRow>[0],
  { id, status, revision }: Pick<AdjustmentRow, "id" | "status" | "revision">,
  end: End,
  now: Date,
): Promise<void> {
  await updateAdjustmentRow(tx, { id, status }, { ...end, updatedAt: now, revision: revision + 1 });
}

async function fail(id: string, error: unknown): Promise<void> {
  if (!isDomainError(error)) log().error({ err: error, adjustment: id }, "an import failed");
  const errorDetail = isDomainError(error) ? error.message : "Something went wrong on our side.";
  await saveFailure(id, errorDetail);
}

async function saveFailure(id: string, errorDetail: string): Promise<void> {
  const set = { status: "failed" as const, errorDetail, updatedAt: clock.now(), result: null };
  await database().transaction(async (tx) => {
    await updateAdjustmentRow(tx, { id, status: "processing" }, set);
    await deleteVerdicts(tx, id);
  });
}

/** How long nobody may have worked on an adjustment before its process counts as ended. Only one works on SQLite. */
const stalledAfter = isPostgres ? 3 * aliveEvery : 0;

const interrupted =
  "The import was interrupted because the server stopped. Nothing was applied: upload the file again.";

/** Marks as failed what a crash interrupted. @returns how many there were */
export async function recoverAdjustments(now = clock.now()): Promise<number> {
  const stalled = await findStalledAdjustments(database(), new Date(now.getTime() - stalledAfter));
  for (const { id } of stalled) await saveFailure(id, interrupted);
  return stalled.length;
}

/** Looks for interrupted imports at the start of the process, and again when another process would have shown signs of life. */
export async function startRecovering(): Promise<void> {
  await recoverAdjustments();
  if (stalledAfter === 0) return;
  const look = () =>
    recoverAdjustments().catch((error: unknown) =>
      log().error({ err: error }, "looking for interrupted imports failed"),
    );
  const timer = setInterval(() => void look(), stalledAfter);
  timer.unref();
  onStop(() => clearInterval(timer));
}
