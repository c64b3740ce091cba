import { and, asc, count, desc, eq, gt, inArray, isNull, lt, type SQL } from "drizzle-orm";
import type { ListQuery } from "../lib/domain/rql";
import { bulkInsert } from "./bulk-insert";
import { compileList, type FilterFields } from "./filter";
import { adjustment, adjustmentRow } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db, Tx } from "./types";

// The files may have 50 MB each: they are read only on their own.
const { uploadedFile, processedFile, ...columns } = {
  id: adjustment.id,
  versionId: adjustment.versionId,
  status: adjustment.status,
  dryRun: adjustment.dryRun,
  appliedAt: adjustment.appliedAt,
  fileName: adjustment.fileName,
  uploadedFile: adjustment.uploadedFile,
  processedFile: adjustment.processedFile,
  errorDetail: adjustment.errorDetail,
  result: adjustment.result,
  progress: adjustment.progress,
  revision: adjustment.revision,
  events: adjustment.events,
  createdAt: adjustment.createdAt,
  updatedAt: adjustment.updatedAt,
};

export type AdjustmentRow = Omit<typeof adjustment.$inferSelect, "uploadedFile" | "processedFile">;

const fields: FilterFields = {
  id: { column: adjustment.id, type: "text", orderable: true },
  status: { column: adjustment.status, type: "text", orderable: true },
  "events.created.at": { column: adjustment.createdAt, type: "instant", orderable: true },
};

/** The uploads into a version that the caller has found in the reader's scope, newest first. */
export async function findAdjustments(
  db: Db,
  versionId: string,
  query: ListQuery,
): Promise<{ rows: AdjustmentRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, adjustment.id);
  const condition = and(eq(adjustment.versionId, versionId), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(adjustment.createdAt), desc(adjustment.id)];
  const [rows, totals] = await Promise.all([
    db
      .select(columns)
      .from(adjustment)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(adjustment).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

export async function findAdjustment(
  db: Db,
  versionId: string,
  id: string,
): Promise<AdjustmentRow | undefined> {
  const rows = await db.select(columns).from(adjustment).where(at(versionId, id));
  return rows[0];
}

function at(versionId: string, id: string): SQL | undefined {
  return and(eq(adjustment.versionId, versionId), eq(adjustment.id, id));
}

/** The uploaded file, and the one with the verdicts once it has been made. */
export async function findAdjustmentFiles(
  db: Db,
  id: string,
): Promise<{ uploadedFile: Buffer; processedFile: Buffer | null } | undefined> {
  const rows = await db.select({ uploadedFile, processedFile }).from(adjustment).where(eq(adjustment.id, id));
  return rows[0];
}

export async function insertAdjustment(tx: Tx, row: typeof adjustment.$inferInsert): Promise<void> {
  await tx.insert(adjustment).values(row);
}

/** Writes only while it is in `status`. @returns whether it was */
export async function updateAdjustmentRow(
  tx: Tx,
  known: Pick<AdjustmentRow, "id" | "status">,
  set: Partial<typeof adjustment.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(adjustment)
    .set(set)
    .where(and(eq(adjustment.id, known.id), eq(adjustment.status, known.status)))
    .returning({ id: adjustment.id });
  return rows.length > 0;
}

/** Takes it for applied, once. @returns whether it was not applied before */
export async function markApplied(
  tx: Tx,
  id: string,
  set: Partial<typeof adjustment.$inferInsert> & { appliedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(adjustment)
    .set(set)
    .where(and(eq(adjustment.id, id), isNull(adjustment.appliedAt)))
    .returning({ id: adjustment.id });
  return rows.length > 0;
}

export async function deleteAdjustmentRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(adjustment).where(eq(adjustment.id, id));
}

/** Those that nobody has worked on since `before`: their process has ended. */
export async function findStalledAdjustments(db: Db, before: Date): Promise<AdjustmentRow[]> {
  return db
    .select(columns)
    .from(adjustment)
    .where(and(eq(adjustment.status, "processing"), lt(adjustment.updatedAt, before)));
}

export type VerdictRecord = typeof adjustmentRow.$inferSelect;
export type VerdictWithItem = VerdictRecord & { itemName: string | null };

export async function insertVerdicts(tx: Tx, rows: VerdictRecord[]): Promise<void> {
  await bulkInsert(tx, adjustmentRow, rows);
}

export async function deleteVerdicts(tx: Tx, adjustmentId: string): Promise<void> {
  await tx.delete(adjustmentRow).where(eq(adjustmentRow.adjustmentId, adjustmentId));
}

const verdictFields: FilterFields = {
  row: { column: adjustmentRow.row, type: "number", orderable: true },
  verdict: { column: adjustmentRow.verdict, type: "text", orderable: true },
  "item.id": { column: adjustmentRow.itemId, type: "text", orderable: true, nullable: true },
};

/** The verdicts in the order of the file unless the query orders otherwise. */
export async function findVerdicts(
  db: Db,
  adjustmentId: string,
  query: ListQuery,
): Promise<{ rows: VerdictWithItem[]; total: number }> {
  const { where, orderBy } = compileList(query, verdictFields, adjustmentRow.row);
  const condition = and(eq(adjustmentRow.adjustmentId, adjustmentId), where);
  const [rows, totals] = await Promise.all([
    db
      .select({ verdict: adjustmentRow, itemName: item.name })
      .from(adjustmentRow)
      .leftJoin(item, eq(item.id, adjustmentRow.itemId))
      .where(condition)
      .orderBy(...(query.ordering.length > 0 ? orderBy : [asc(adjustmentRow.row)]))
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(adjustmentRow).where(condition),
  ]);
  return {
    rows: rows.map(({ verdict, itemName }) => ({ ...verdict, itemName })),
    total: totals[0]?.total ?? 0,
  };
}

/** Up to `limit` verdicts below a row of the file, in its order; `kinds` keeps only those. */
export async function findVerdictsAfter(
  db: Db,
  adjustmentId: string,
  after: number,
  { limit, kinds }: { limit: number; kinds?: VerdictRecord["verdict"][] },
): Promise<VerdictRecord[]> {
  return db
    .select()
    .from(adjustmentRow)
    .where(
      and(
        eq(adjustmentRow.adjustmentId, adjustmentId),
        gt(adjustmentRow.row, after),
        kinds ? inArray(adjustmentRow.verdict, kinds) : undefined,
      ),
    )
    .orderBy(asc(adjustmentRow.row))
    .limit(limit);
}
