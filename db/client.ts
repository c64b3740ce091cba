import { databaseUrl, isPostgres, sqliteFile } from "./dialect";
import { postgresDatabase } from "./engine.postgres";
import { sqliteDatabase } from "./engine.sqlite";
import type { Database } from "./types";

// Next loads this module separately for pages, route handlers and instrumentation; two writers in one process would
// wait for each other forever. So the open database lives on globalThis.
const slot = Symbol.for("channelbook.database");
const shared = globalThis as unknown as Record<symbol, Database | undefined>;

/** The open database; opened at the first call, never while modules load (`next build` loads every route). */
export function database(): Database {
  shared[slot] ??= isPostgres ? postgresDatabase(databaseUrl) : sqliteDatabase(sqliteFile(databaseUrl));
  return shared[slot];
}

export async function closeDatabase(): Promise<void> {
  const open = shared[slot];
  shared[slot] = undefined;
  await open?.close();
}
