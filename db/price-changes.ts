import { and, asc, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import { type ChangedCells, priceChange, priceChangePart } from "./schema/pricing";
import type { Db, Tx } from "./types";

export type PriceChangeRow = typeof priceChange.$inferSelect;
export type { ChangedCells } from "./schema/pricing";

export async function insertPriceChange(tx: Tx, row: PriceChangeRow): Promise<void> {
  await tx.insert(priceChange).values(row);
}

export async function insertPriceChangePart(
  tx: Tx,
  changeId: string,
  part: number,
  cells: ChangedCells,
): Promise<void> {
  await tx.insert(priceChangePart).values({ changeId, part, cells });
}

/** Sets how much the change has changed, now that it is known. */
export async function countPriceChange(
  tx: Tx,
  id: string,
  counts: Pick<PriceChangeRow, "points" | "cells">,
): Promise<void> {
  await tx.update(priceChange).set(counts).where(eq(priceChange.id, id));
}

export async function deletePriceChange(tx: Tx, id: string): Promise<void> {
  await tx.delete(priceChange).where(eq(priceChange.id, id));
}

/** The changes of a version that the caller has found in the reader's scope, newest first. */
export async function findPriceChanges(db: Db, versionId: string, limit: number): Promise<PriceChangeRow[]> {
  return db
    .select()
    .from(priceChange)
    .where(eq(priceChange.versionId, versionId))
    .orderBy(desc(priceChange.at), desc(priceChange.id))
    .limit(limit);
}

export async function findPriceChange(
  db: Db,
  versionId: string,
  id: string,
): Promise<PriceChangeRow | undefined> {
  const rows = await db
    .select()
    .from(priceChange)
    .where(and(eq(priceChange.versionId, versionId), eq(priceChange.id, id)));
  return rows[0];
}

/** The part after `after`; the first one after 0. */
export async function findPriceChangePart(
  db: Db,
  changeId: string,
  after: number,
): Promise<{ part: number; cells: ChangedCells } | undefined> {
  const rows = await db
    .select({ part: priceChangePart.part, cells: priceChangePart.cells })
    .from(priceChangePart)
    .where(and(eq(priceChangePart.changeId, changeId), gt(priceChangePart.part, after)))
    .orderBy(asc(priceChangePart.part))
    .limit(1);
  return rows[0];
}

/** @returns whether nobody had undone it before */
export async function markUndone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(priceChange)
    .set({ undoneAt: at })
    .where(and(eq(priceChange.id, id), isNull(priceChange.undoneAt)))
    .returning({ id: priceChange.id });
  return rows.length > 0;
}

/** Forgets all but the newest changes of a version. */
export async function keepNewestChanges(tx: Tx, versionId: string, kept: number): Promise<void> {
  const old = await tx
    .select({ id: priceChange.id })
    .from(priceChange)
    .where(eq(priceChange.versionId, versionId))
    .orderBy(desc(priceChange.at), desc(priceChange.id))
    .limit(1000)
    .offset(kept);
  const ids = old.map((row) => row.id);
  if (ids.length > 0) await tx.delete(priceChange).where(inArray(priceChange.id, ids));
}
