import { createHash } from "node:crypto";
import Database from "better-sqlite3";

/** Tables that reading, signing in or a refused request may write to, and those that deliveries write to by themselves. */
const passing = new Set([
  "session",
  "verification",
  "idempotency_key",
  "webhook",
  "webhook_attempt",
  "webhook_delivery",
]);
/** Columns that say when something was last used, and what is worked out in the background after a change. */
const passingColumns = new Set(["last_used_at", "summary", "summarised_at"]);

/** For every table the number of its rows and a checksum over all of them. */
export type DatabaseState = Record<string, { rows: number; checksum: string }>;

/** What a database file holds now, also while a server has it open. */
export function databaseState(file: string): DatabaseState {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database
      .prepare<[], { name: string }>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .all();
    const state: DatabaseState = {};
    for (const { name } of tables) if (!passing.has(name)) state[name] = tableState(database, name);
    return state;
  } finally {
    database.close();
  }
}

function tableState(database: Database.Database, table: string): DatabaseState[string] {
  const columns = database
    .prepare<[], { name: string }>(`pragma table_info("${table}")`)
    .all()
    .filter(({ name }) => !passingColumns.has(name))
    .map(({ name }) => `"${name}"`);
  const hash = createHash("sha256");
  let rows = 0;
  for (const row of database
    .prepare(`select ${columns.join(", ")} from "${table}" order by rowid`)
    .raw()
    .iterate()) {
    hash.update(JSON.stringify(row));
    rows += 1;
  }
  return { rows, checksum: hash.digest("hex").slice(0, 16) };
}

/** The tables that differ, in one line; empty when nothing does. */
export function changedTables(before: DatabaseState, after: DatabaseState): string {
  return Object.keys({ ...before, ...after })
    .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
    .join(", ");
}
