import { and, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { AccountRow } from "./accounts";
import { account, oneTimeLink } from "./schema/accounts";
import type { Db, Tx } from "./types";

export type LinkRow = typeof oneTimeLink.$inferSelect;

export async function insertLink(tx: Tx, row: typeof oneTimeLink.$inferInsert): Promise<void> {
  await tx.insert(oneTimeLink).values(row);
}

/** The link with this secret, in whatever state, and its account. */
export async function findLinkByHash(
  db: Db,
  secretHash: string,
): Promise<{ link: LinkRow; account: AccountRow } | undefined> {
  const rows = await db
    .select({ link: oneTimeLink, account })
    .from(oneTimeLink)
    .innerJoin(account, eq(account.id, oneTimeLink.accountId))
    .where(eq(oneTimeLink.secretHash, secretHash));
  return rows[0];
}

const unused = and(isNull(oneTimeLink.usedAt), isNull(oneTimeLink.withdrawnAt));

/** Links of an account that were neither used nor withdrawn, newest first; expired ones too. */
export async function findUnusedLinks(db: Db, accountId: string): Promise<LinkRow[]> {
  return db
    .select()
    .from(oneTimeLink)
    .where(and(eq(oneTimeLink.accountId, accountId), unused))
    .orderBy(sql`${oneTimeLink.createdAt} desc`, oneTimeLink.id);
}

export async function setLinkUsed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(oneTimeLink).set({ usedAt: at }).where(eq(oneTimeLink.id, id));
}

type Which = { id: string } | { email: string } | { userId: string } | { createdBy: string };

/** Withdraws the account's unused links that fit. @returns how many still worked until now */
export async function withdrawLinks(tx: Tx, accountId: string, which: Which, at: Date): Promise<number> {
  const ended = await tx
    .update(oneTimeLink)
    .set({ withdrawnAt: at })
    .where(and(eq(oneTimeLink.accountId, accountId), unused, fits(which)))
    .returning({ expiresAt: oneTimeLink.expiresAt });
  return ended.filter((link) => link.expiresAt > at).length;
}

function fits(which: Which): SQL | undefined {
  if ("id" in which) return eq(oneTimeLink.id, which.id);
  if ("email" in which) return and(eq(oneTimeLink.kind, "invitation"), eq(oneTimeLink.email, which.email));
  if ("userId" in which) return eq(oneTimeLink.userId, which.userId);
  return eq(oneTimeLink.createdBy, which.createdBy);
}

/** Forgets links of an account that ended before `before`: nobody follows them any more. */
export async function deleteOldLinks(tx: Tx, accountId: string, before: Date): Promise<void> {
  const old = and(eq(oneTimeLink.accountId, accountId), lt(oneTimeLink.expiresAt, before));
  await tx.delete(oneTimeLink).where(old);
}
