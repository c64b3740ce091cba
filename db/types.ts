import type { PgDatabase, PgQueryResultHKT, PgTable } from "drizzle-orm/pg-core";

type Drizzle = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export type Table = PgTable;

/** What a query that only reads asks for: the database, a snapshot, or a transaction. */
export type Db = Pick<Drizzle, "$count" | "select" | "selectDistinct" | "with">;

/** What a query that writes asks for: a transaction. Its own `transaction` is a savepoint. */
export type Tx = Db &
  Pick<Drizzle, "delete" | "insert" | "update"> & {
    transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  };

export type Database = Db & {
  /** Runs alone among writers, sees nothing half done, commits when `work` resolves. Throws when called inside itself. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Several reads of one moment, for exports. */
  snapshot<T>(work: (read: Db) => Promise<T>): Promise<T>;
  /** For the sign-in library only: single statements that take their turn in the same queue. */
  readonly autocommit: object;
  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export const transactionInside =
  "A transaction was started inside another: use tx.transaction for a savepoint.";
export const transactionEnded = "A tx was used after its transaction had ended.";

/** A transaction's life, and its parent's when it is a savepoint. */
export type Life = { open: boolean; parent?: Life };

/** @throws Error when the transaction, or the one around it, has ended. */
export function assertOpen(life: Life | undefined): void {
  for (let l: Life | undefined = life; l; l = l.parent) if (!l.open) throw new Error(transactionEnded);
}

/** The reading half of a Drizzle handle. */
export function reads(handle: Db): Db {
  return {
    $count: handle.$count.bind(handle),
    select: handle.select.bind(handle),
    selectDistinct: handle.selectDistinct.bind(handle),
    with: handle.with.bind(handle),
  } as Db;
}

/** A `Tx` over a Drizzle handle: every entry checks that the transaction is still open. */
export function guardedTx(handle: Drizzle, life: Life, savepoint: Tx["transaction"]): Tx {
  const guarded = new Proxy(handle, {
    get(target, key) {
      if (key === "transaction") return savepoint;
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        assertOpen(life);
        return value.apply(target, args);
      };
    },
  });
  return guarded as unknown as Tx;
}
