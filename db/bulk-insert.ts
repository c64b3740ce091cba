import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { Table, Tx } from "./types";

/** SQLite takes 32,766 parameters a statement. */
const parametersPerStatement = 30_000;
const rowsPerStatement = 500;

/**
 * Inserts any number of rows inside `tx`, a few hundred a statement. SQLite answers in a microtask, so a plain awaited
 * loop would keep every other request waiting; this one lets them in between statements.
 */
export async function bulkInsert<T extends Table>(
  tx: Tx,
  table: T,
  rows: T["$inferInsert"][],
): Promise<void> {
  const columns = Math.max(1, ...rows.slice(0, 1).map((row) => Object.keys(row).length));
  const size = Math.min(rowsPerStatement, Math.floor(parametersPerStatement / columns));
  for (let at = 0; at < rows.length; at += size) {
    await tx.insert(table).values(rows.slice(at, at + size));
    await yieldToOthers();
  }
}
