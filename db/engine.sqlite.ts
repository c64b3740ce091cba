import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { watchWait } from "./measure";
import {
  assertOpen,
  type Database,
  type Db,
  guardedTx,
  type Life,
  reads,
  type Tx,
  transactionInside,
} from "./types";

const cachedStatements = 500;

type Run = (text: string, params: unknown[], method: string) => Promise<{ rows: unknown[] }>;

/** Opens the file with the settings of the design: WAL, every commit on disk, foreign keys on. */
export function openSqlite(file: string, mode: "write" | "read"): Sqlite.Database {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const handle = new Sqlite(file);
  // The writer waits for another process by itself, without blocking the event loop.
  handle.pragma(`busy_timeout = ${mode === "write" ? 0 : 5000}`);
  handle.pragma("journal_mode = WAL");
  handle.pragma("synchronous = FULL");
  handle.pragma("foreign_keys = ON");
  handle.pragma("cache_size = -64000");
  if (mode === "read") handle.pragma("query_only = ON");
  return handle;
}

function connect(file: string, mode: "write" | "read") {
  const handle = openSqlite(file, mode);
  const cache = new Map<string, Sqlite.Statement>();

  function prepare(text: string): Sqlite.Statement {
    const known = cache.get(text);
    if (known) return known;
    const statement = handle.prepare(text);
    if (statement.reader) statement.raw(true);
    const oldest = cache.keys().next();
    if (cache.size >= cachedStatements && !oldest.done) cache.delete(oldest.value);
    cache.set(text, statement);
    return statement;
  }

  const run: Run = async (text, params, method) => {
    const statement = prepare(text);
    if (!statement.reader) {
      statement.run(...params);
      return { rows: [] };
    }
    return { rows: (method === "get" ? statement.get(...params) : statement.all(...params)) as unknown[] };
  };
  return { handle, prepare, run };
}

type Handle = Parameters<typeof guardedTx>[0];

/** Drizzle over our own statements. Built for SQLite, typed as PostgreSQL: see db/columns.ts. */
function facade(run: Run): Handle {
  const handle = drizzle(
    run,
    (queries) => Promise.all(queries.map((q) => run(q.sql, q.params as unknown[], q.method))),
    {
      casing: "snake_case",
    },
  );
  return handle as unknown as Handle;
}

function isBusy(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string" && e.code.startsWith("SQLITE_BUSY")) return true;
  }
  return false;
}

/** BEGIN IMMEDIATE, waiting for another process's lock with growing pauses instead of blocking. */
async function begin(writer: Sqlite.Database): Promise<void> {
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    try {
      writer.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      await sleep(wait);
    }
  }
}

type Connection = ReturnType<typeof connect>;

/** Writers go one after the other. */
function createQueue() {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    turn<T>(work: () => Promise<T>): Promise<T> {
      const mine = tail.then(work);
      tail = mine.catch(() => undefined);
      return mine;
    },
    idle: async () => void (await tail),
  };
}

/** Transactions on the one writing connection: each alone, savepoints inside, a finished `tx` refused. */
function createTransactions(writer: Connection, turn: ReturnType<typeof createQueue>["turn"]) {
  const inside = new AsyncLocalStorage<Life>();
  const writing = facade((text, params, method) => {
    assertOpen(inside.getStore() ?? { open: false });
    return writer.run(text, params, method);
  });

  /** Runs `work`, then the statement that keeps it, or the one that undoes it when it throws. */
  async function bracket<T>(
    life: Life,
    work: (tx: Tx) => Promise<T>,
    keep: string,
    undo: string,
  ): Promise<T> {
    try {
      // Awaited in here: a query that `work` merely returns runs when it is awaited, and must run inside.
      const result = await inside.run(
        life,
        async () => await work(guardedTx(writing, life, savepointIn(life))),
      );
      assertOpen(life.parent);
      life.open = false;
      writer.handle.exec(keep);
      return result;
    } catch (error) {
      life.open = false;
      if (writer.handle.inTransaction) writer.handle.exec(undo);
      throw error;
    }
  }

  function savepointIn(parent: Life): Tx["transaction"] {
    return async (work) => {
      assertOpen(parent);
      writer.handle.exec("SAVEPOINT inner");
      return bracket({ open: true, parent }, work, "RELEASE inner", "ROLLBACK TO inner; RELEASE inner");
    };
  }

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (inside.getStore()?.open) throw new Error(transactionInside);
    const begun = watchWait();
    return turn(async () => {
      await begin(writer.handle);
      begun();
      return bracket({ open: true }, work, "COMMIT", "ROLLBACK");
    });
  }

  return { transaction, isInside: () => inside.getStore()?.open === true };
}

async function sqliteSnapshot<T>(file: string, work: (read: Db) => Promise<T>): Promise<T> {
  const own = connect(file, "read");
  try {
    own.handle.exec("BEGIN");
    return await work(reads(facade(own.run)));
  } finally {
    own.handle.close();
  }
}

export function sqliteDatabase(file: string): Database {
  const writer = connect(file, "write");
  const reader = connect(file, "read");
  const queue = createQueue();
  const { transaction, isInside } = createTransactions(writer, queue.turn);

  const autocommit = facade((text, params, method) => {
    if (isInside()) return writer.run(text, params, method);
    if (reader.prepare(text).readonly) return reader.run(text, params, method);
    return queue.turn(() => writer.run(text, params, method));
  });

  return {
    ...reads(facade(reader.run)),
    transaction,
    snapshot: (work) => sqliteSnapshot(file, work),
    autocommit,
    ping: async () => void reader.handle.prepare("select 1").get(),
    close: async () => {
      await queue.idle();
      writer.handle.close();
      reader.handle.close();
    },
  };
}
