import {
  type AdjustmentRow,
  deleteAdjustmentRow,
  findAdjustment,
  findAdjustmentFiles,
  findAdjustments,
  findVerdicts,
  findVerdictsAfter,
  insertAdjustment,
  updateAdjustmentRow,
  type VerdictWithItem,
} from "@/db/adjustments";
import { database } from "@/db/client";
import type { VersionRow } from "@/db/price-versions";
import type { Db } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import { priceSheetName, verdictColumn, verdictText } from "../../domain/price-sheet";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { clock, created, newId } from "../context";
import { record } from "../record";
import type { ReportRow, SheetFormat } from "../worker/jobs";
import { runJob } from "../worker/run-job";
import { startAdjustment } from "./adjustment-run";
import { partiesOf, versionObject } from "./changes";
import { loadOwnPriceList } from "./lists";
import { loadDraft } from "./points";
import { settle } from "./settle";
import { loadVersion } from "./versions";

type Named = { versionId: string; id: string };

export type Upload = {
  versionId: string;
  /** The file's name and bytes, whose memory it takes over. */
  name: string;
  file: Uint8Array<ArrayBuffer>;
  /** Stop at the verdicts; `applyAdjustment` then applies them. */
  dryRun: boolean;
  /** Apply nothing when a row fails. */
  allOrNothing?: boolean;
};

/** Takes a spreadsheet of prices for a draft and answers at once; it is read in the background. Poll `getAdjustment`. */
export async function uploadAdjustment(actor: Actor, upload: Upload): Promise<AdjustmentRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  const id = newId("adjustment");
  const { versionId, name, dryRun, file } = upload;
  const { version, row } = await database().transaction(async (tx) => {
    const draft = await loadDraft(tx, actor, versionId);
    await insertAdjustment(tx, {
      id,
      versionId: draft.id,
      status: "processing",
      dryRun,
      fileName: name,
      uploadedFile: Buffer.from(file),
      ...created(actor, now),
    });
    await record(tx, actor, {
      verb: "upload",
      object: versionObject(draft.list, draft),
      at: now,
      parties: partiesOf(draft.list),
      after: { file: name },
    });
    const inserted = await findAdjustment(tx, draft.id, id);
    if (!inserted) throw notFound("Adjustment", id);
    return { version: draft, row: inserted };
  });
  startAdjustment(actor, version, { id, name, file, dryRun, allOrNothing: upload.allOrNothing ?? false });
  return row;
}

/** Uploads belong to the list's owner: nobody else sees them. */
async function loadOwn(db: Db, actor: Actor, versionId: string): Promise<VersionRow> {
  const version = await loadVersion(db, actor, versionId);
  await loadOwnPriceList(db, actor, version.priceListId);
  return version;
}

async function load(db: Db, actor: Actor, { versionId, id }: Named) {
  const version = await loadOwn(db, actor, versionId);
  const adjustment = await findAdjustment(db, version.id, id);
  if (!adjustment) throw notFound("Adjustment", id);
  return { version, adjustment };
}

export async function listAdjustments(
  actor: Actor,
  { versionId, query }: { versionId: string; query: ListQuery },
): Promise<{ rows: AdjustmentRow[]; total: number }> {
  authorise(actor, "pricing:read");
  const version = await loadOwn(database(), actor, versionId);
  return findAdjustments(database(), version.id, query);
}

export async function getAdjustment(actor: Actor, input: Named): Promise<AdjustmentRow> {
  authorise(actor, "pricing:read");
  return (await load(database(), actor, input)).adjustment;
}

/** The verdicts on the rows of the file. */
export async function listVerdicts(
  actor: Actor,
  input: Named & { query: ListQuery },
): Promise<{ rows: VerdictWithItem[]; total: number }> {
  authorise(actor, "pricing:read");
  const { adjustment } = await load(database(), actor, input);
  return findVerdicts(database(), adjustment.id, input.query);
}

/** Forgets an upload that was not applied. @throws DomainError `wrong_state` while it is read and once it is applied */
export async function discardAdjustment(
  actor: Actor,
  input: Named & { revision?: number | undefined },
): Promise<void> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const { version, adjustment } = await load(tx, actor, input);
    const { id, status, appliedAt, fileName } = adjustment;
    assertRevision(id, adjustment.revision, input.revision);
    if (status === "processing") throw stillRead(id);
    if (appliedAt) throw new DomainError("wrong_state", `${id} has been applied: it cannot be discarded.`);
    await deleteAdjustmentRow(tx, id);
    await record(tx, actor, {
      verb: "discard",
      object: versionObject(version.list, version),
      at: now,
      parties: partiesOf(version.list),
      changes: [{ field: "file", before: fileName, after: null }],
    });
  });
}

function stillRead(id: string): DomainError {
  return new DomainError(
    "wrong_state",
    `${id} is still being read: wait until its status is not processing.`,
  );
}

export type AdjustmentFile = { name: string; format: SheetFormat; bytes: Uint8Array<ArrayBuffer> };

export async function uploadedFile(actor: Actor, input: Named): Promise<AdjustmentFile> {
  authorise(actor, "pricing:read");
  const { adjustment } = await load(database(), actor, input);
  const files = await findAdjustmentFiles(database(), adjustment.id);
  if (!files) throw notFound("Adjustment", input.id);
  return fileOf(adjustment.fileName, new Uint8Array(files.uploadedFile));
}

/** The uploaded rows with a column of verdicts: made when it is asked for the first time. */
export async function processedFile(actor: Actor, input: Named): Promise<AdjustmentFile> {
  authorise(actor, "pricing:read");
  const { version, adjustment } = await load(database(), actor, input);
  const { id, status, result, errorDetail, fileName } = adjustment;
  if (status === "processing") throw stillRead(id);
  if (!result)
    throw new DomainError("wrong_state", `${id} has no report: ${errorDetail ?? "it was not read"}`);
  const files = await findAdjustmentFiles(database(), id);
  if (!files) throw notFound("Adjustment", id);
  const name = `${id}-${fileName}`;
  if (files.processedFile) return fileOf(name, new Uint8Array(files.processedFile));
  const numberColumns = version.list.columns.map((column) => column.name);
  const { file } = await runJob(
    "write-report",
    {
      file: new Uint8Array(files.uploadedFile),
      name: fileName,
      sheetName: priceSheetName,
      title: verdictColumn,
      numberColumns,
    },
    { feed: reportRows(id) },
  );
  const stored = Buffer.from(file);
  await database().transaction((tx) => updateAdjustmentRow(tx, adjustment, { processedFile: stored }));
  return fileOf(name, file);
}

const verdictsPerRead = 5000;

async function* reportRows(adjustmentId: string): AsyncGenerator<ReportRow[]> {
  for (let after = 0; ; ) {
    const rows = await findVerdictsAfter(database(), adjustmentId, after, { limit: verdictsPerRead });
    yield rows.map((row) => ({ row: row.row, text: verdictText(row) }));
    const last = rows.at(-1);
    if (!last || rows.length < verdictsPerRead) return;
    after = last.row;
  }
}

/** A workbook is a zip, which starts with PK; everything else that could be read is CSV. */
function fileOf(name: string, bytes: Uint8Array<ArrayBuffer>): AdjustmentFile {
  const format = bytes[0] === 0x50 && bytes[1] === 0x4b ? "xlsx" : "csv";
  return { name: `${name.replace(/\.(xlsx|csv)$/i, "")}.${format}`, format, bytes };
}
