import { bool, index, instant, integer, json, primaryKey, table, text } from "../columns";

/** Requests that came with an Idempotency-Key, and what was answered: a repeated one is answered the same (API.md §1). */
export const idempotencyKey = table(
  "idempotency_key",
  {
    /** The token or the user that sent it. */
    owner: text().notNull(),
    key: text().notNull(),
    /** Of method, path, query and body. */
    requestHash: text().notNull(),
    createdAt: instant().notNull(),
    /** Who works on it: a new one takes over from a process that died. */
    claimId: text().notNull(),
    claimedAt: instant().notNull(),
    /** Something was changed for it. Set in the transaction of the change. */
    carriedOut: bool().notNull().default(false),
    /** Null while it is worked on. */
    status: integer(),
    headers: json<Record<string, string>>(),
    body: text(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.key] }), index("idempotency_key_created").on(t.createdAt)],
);
