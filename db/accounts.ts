import { and, eq, isNull, sql } from "drizzle-orm";
import type { AccountKind } from "../lib/domain/access";
import { account, apiToken, member, user } from "./schema/accounts";
import type { Db, Tx } from "./types";

export type AccountRow = typeof account.$inferSelect;
export type TokenRow = typeof apiToken.$inferSelect;
export type Membership = {
  user: { id: string; name: string; email: string };
  role: TokenRow["role"];
  account: AccountRow;
};

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const rows = await db.select().from(account).where(eq(account.id, id));
  return rows[0];
}

/** Is there an account of that kind with exactly that name? */
export async function hasAccountNamed(db: Db, kind: AccountKind, name: string): Promise<boolean> {
  const named = and(eq(account.kind, kind), eq(account.name, name));
  const rows = await db.select({ id: account.id }).from(account).where(named).limit(1);
  return rows.length > 0;
}

/** Who the user is and in which account. */
export async function findMembership(db: Db, userId: string): Promise<Membership | undefined> {
  const rows = await db
    .select({ user: { id: user.id, name: user.name, email: user.email }, role: member.role, account })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(member.userId, userId));
  return rows[0];
}

export async function findToken(
  db: Db,
  id: string,
): Promise<{ token: TokenRow; account: AccountRow } | undefined> {
  const rows = await db
    .select({ token: apiToken, account })
    .from(apiToken)
    .innerJoin(account, eq(account.id, apiToken.accountId))
    .where(eq(apiToken.id, id));
  return rows[0];
}

/** The account's tokens, newest first. */
export async function findTokens(db: Db, accountId: string): Promise<TokenRow[]> {
  return db
    .select()
    .from(apiToken)
    .where(eq(apiToken.accountId, accountId))
    .orderBy(sql`${apiToken.createdAt} desc`, apiToken.id);
}

export async function insertToken(tx: Tx, row: typeof apiToken.$inferInsert): Promise<void> {
  await tx.insert(apiToken).values(row);
}

/** @returns whether this call revoked it */
export async function revokeTokenRow(tx: Tx, accountId: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(apiToken)
    .set({ revokedAt: at })
    .where(and(eq(apiToken.id, id), eq(apiToken.accountId, accountId), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  return rows.length > 0;
}

export async function setTokenUsed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(apiToken).set({ lastUsedAt: at }).where(eq(apiToken.id, id));
}

export async function insertAccount(tx: Tx, row: typeof account.$inferInsert): Promise<void> {
  await tx.insert(account).values(row);
}

export async function hasAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: account.id }).from(account).limit(1);
  return rows.length > 0;
}

export async function hasDemoAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: account.id }).from(account).where(eq(account.demo, true)).limit(1);
  return rows.length > 0;
}
