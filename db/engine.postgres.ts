import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
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

const attempts = 12;
/** serialization_failure and deadlock_detected: the same work, done again, may well succeed. */
const retried = new Set(["40001", "40P01"]);

function isRetried(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string" && retried.has(e.code)) return true;
  }
  return false;
}

type Handle = Parameters<typeof guardedTx>[0];

function facade(client: pg.Pool | pg.PoolClient): Handle {
  return drizzle({ client, casing: "snake_case" }) as unknown as Handle;
}

/** The same client, refusing everything once the transaction has ended. */
function guardedClient(client: pg.PoolClient, life: Life): pg.PoolClient {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (key === "query") assertOpen(life);
        return value.apply(target, args);
      };
    },
  });
}

/** Transactions on clients of the pool: serializable, done again when the server asks for it. */
function createTransactions(pool: pg.Pool) {
  const inside = new AsyncLocalStorage<Life>();

  function run<T>(client: pg.PoolClient, life: Life, work: (tx: Tx) => Promise<T>): Promise<T> {
    const handle = facade(guardedClient(client, life));
    // Awaited in here: a query that `work` merely returns runs when it is awaited, and must run inside.
    return inside.run(life, async () => await work(guardedTx(handle, life, savepointIn(client, life))));
  }

  function savepointIn(client: pg.PoolClient, parent: Life): Tx["transaction"] {
    return async (work) => {
      assertOpen(parent);
      const life: Life = { open: true, parent };
      await client.query("SAVEPOINT inner_work");
      try {
        const result = await run(client, life, work);
        life.open = false;
        await client.query("RELEASE SAVEPOINT inner_work");
        return result;
      } catch (error) {
        life.open = false;
        await client.query("ROLLBACK TO SAVEPOINT inner_work");
        await client.query("RELEASE SAVEPOINT inner_work");
        throw error;
      }
    };
  }

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const begun = watchWait();
    const client = await pool.connect();
    begun();
    const life: Life = { open: true };
    let broken: Error | undefined;
    try {
      await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
      const result = await run(client, life, work);
      life.open = false;
      await client.query("COMMIT");
      return result;
    } catch (error) {
      life.open = false;
      await client.query("ROLLBACK").catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (inside.getStore()?.open) throw new Error(transactionInside);
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(work);
      } catch (error) {
        if (attempt >= attempts || !isRetried(error)) throw error;
        await sleep(Math.random() * 10 * 2 ** Math.min(attempt, 6));
      }
    }
  };
}

async function postgresSnapshot<T>(pool: pg.Pool, work: (read: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await work(reads(facade(client)));
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}

export function postgresDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  const handle = facade(pool);
  return {
    ...reads(handle),
    transaction: createTransactions(pool),
    snapshot: (work) => postgresSnapshot(pool, work),
    autocommit: handle,
    ping: async () => void (await pool.query("select 1")),
    close: () => pool.end(),
  };
}
