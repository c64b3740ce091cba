import { and, eq, isNull, lte } from "drizzle-orm";
import { idempotencyKey } from "./schema/idempotency";
import type { Db, Tx } from "./types";

export type IdempotencyRow = typeof idempotencyKey.$inferSelect;
type Key = Pick<IdempotencyRow, "owner" | "key">;
type Claimed = Pick<IdempotencyRow, "owner" | "key" | "claimId">;

function isKey({ owner, key }: Key) {
  return and(eq(idempotencyKey.owner, owner), eq(idempotencyKey.key, key));
}

function isClaim(claim: Claimed) {
  return and(isKey(claim), eq(idempotencyKey.claimId, claim.claimId));
}

export async function findIdempotencyKey(db: Db, key: Key): Promise<IdempotencyRow | undefined> {
  const [row] = await db.select().from(idempotencyKey).where(isKey(key));
  return row;
}

/** False when somebody else has put the key there at the same time. */
export async function insertIdempotencyKey(
  tx: Tx,
  row: typeof idempotencyKey.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(idempotencyKey)
    .values(row)
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  return rows.length > 0;
}

export async function updateIdempotencyKey(
  tx: Tx,
  claim: Claimed,
  set: Partial<typeof idempotencyKey.$inferInsert>,
): Promise<void> {
  await tx.update(idempotencyKey).set(set).where(isClaim(claim));
}

export async function markCarriedOut(tx: Tx, claim: Claimed): Promise<void> {
  await updateIdempotencyKey(tx, claim, { carriedOut: true });
}

/** Forgets a claim for which nothing was changed and nothing answered. */
export async function deleteIdempotencyClaim(tx: Tx, claim: Claimed): Promise<void> {
  await tx
    .delete(idempotencyKey)
    .where(and(isClaim(claim), isNull(idempotencyKey.status), eq(idempotencyKey.carriedOut, false)));
}

/** Forgets what was stored up to an instant; one key, or all. */
export async function deleteIdempotencyKeysUntil(tx: Tx, until: Date, key?: Key): Promise<void> {
  await tx
    .delete(idempotencyKey)
    .where(and(lte(idempotencyKey.createdAt, until), key ? isKey(key) : undefined));
}
