import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Column, getTableColumns, is, SQL, sql } from "drizzle-orm";
import { isPostgres } from "./dialect";
import type { Table, Tx } from "./types";

const rowsPerStatement = 500;

/**
 * Inserts any number of rows inside `tx`, a few hundred a statement. SQLite answers in a microtask, so a plain awaited loop
 * would keep every other request waiting; this one lets them in between statements.
 */
export async function bulkInsert<T extends Table>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await tx.insert(table).select(rowsAsSelect(table, rows.slice(at, at + rowsPerStatement)));
    await yieldToOthers();
  }
}

/**
 * The rows as what `insert … select` takes: they travel as one JSON text, which the database takes apart. Thousands of
 * parameters cost several times as much, most of it in putting the statement together.
 * @throws Error for a column that JSON cannot carry, or whose default only the database knows
 */
export function rowsAsSelect<T extends Table>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const columns = Object.entries<Column>(getTableColumns(table));
  const values = rows.map((row) =>
    columns.map(([key, column]) => driverValue(column, Reflect.get(row, key))),
  );
  const source = isPostgres
    ? sql`jsonb_array_elements(cast(${JSON.stringify(values)} as jsonb)) as given(value)`
    : sql`json_each(${JSON.stringify(values)}) as given`;
  const fields = columns.map(([, column], index) => field(column, index));
  // Without a condition SQLite takes the ON of `on conflict` for that of a join.
  return sql`select ${sql.join(fields, sql`, `)} from ${source} where true`;
}

/** What the engine's driver would be given, in a form that JSON has. */
function driverValue(column: Column, given: unknown): unknown {
  const value = given === undefined ? defaultOf(column) : given;
  if (value === null) return null;
  const driven: unknown = column.mapToDriverValue(value);
  if (Buffer.isBuffer(driven) || is(driven, SQL)) throw new Error(`${column.name} cannot travel as JSON.`);
  return driven instanceof Date ? driven.toISOString() : driven;
}

function defaultOf(column: Column): unknown {
  const made: unknown = column.defaultFn ? column.defaultFn() : (column.default ?? null);
  if (is(made, SQL)) throw new Error(`The default of ${column.name} is the database's own.`);
  return made;
}

/** One element of the JSON array, as the column's type. */
function field(column: Column, index: number): SQL {
  const at = sql.raw(String(index));
  if (!isPostgres) return sql`given.value ->> ${at}`;
  const type = column.getSQLType();
  return type === "text" ? sql`given.value ->> ${at}` : sql`cast(given.value ->> ${at} as ${sql.raw(type)})`;
}
