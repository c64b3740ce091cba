import { and, eq } from "drizzle-orm";
import type { Role } from "../lib/domain/access";
import { credential, member, user } from "./schema/accounts";
import type { Db, Tx } from "./types";

export type MemberRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
  lastSignInAt: Date | null;
};

/** The sign-in library's name for an e-mail address with a password. */
const withPassword = "credential";

/** Members of an account by name. */
export async function findMembers(db: Db, accountId: string): Promise<MemberRow[]> {
  return db
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      role: member.role,
      since: member.createdAt,
      lastSignInAt: member.lastSignInAt,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.accountId, accountId))
    .orderBy(user.name, user.id);
}

/** The account of the person with this e-mail address (in lower case), of whatever account. */
export async function findUserByEmail(
  db: Db,
  email: string,
): Promise<{ id: string; accountId: string | null } | undefined> {
  const rows = await db
    .select({ id: user.id, accountId: member.accountId })
    .from(user)
    .leftJoin(member, eq(member.userId, user.id))
    .where(eq(user.email, email));
  return rows[0];
}

export type NewMember = {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
  passwordHash: string;
  accountId: string;
  role: Role;
  /** The row of the password. */
  credentialId: string;
  at: Date;
};

/** A person who can sign in, in an account: the sign-in library's two rows and ours. */
export async function insertMember(tx: Tx, made: NewMember): Promise<void> {
  const { id, email, name, passwordHash, accountId, role, credentialId, at } = made;
  await tx.insert(user).values({ id, email, name, createdAt: at, updatedAt: at });
  await tx.insert(credential).values({
    id: credentialId,
    accountId: id,
    providerId: withPassword,
    userId: id,
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
  await tx.insert(member).values({ accountId, userId: id, role, createdAt: at });
}

export async function setMemberRole(tx: Tx, accountId: string, userId: string, role: Role): Promise<void> {
  const one = and(eq(member.accountId, accountId), eq(member.userId, userId));
  await tx.update(member).set({ role }).where(one);
}

export async function setSignedIn(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.update(member).set({ lastSignInAt: at }).where(eq(member.userId, userId));
}

/** Deletes the person with password, sessions, membership and links; what they did stays in the audit. */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx.delete(user).where(eq(user.id, userId));
}

export async function renameUser(tx: Tx, userId: string, name: string, at: Date): Promise<void> {
  await tx.update(user).set({ name, updatedAt: at }).where(eq(user.id, userId));
}

const passwordOf = (userId: string) =>
  and(eq(credential.userId, userId), eq(credential.providerId, withPassword));

export async function findPasswordHash(db: Db, userId: string): Promise<string | undefined> {
  const rows = await db.select({ hash: credential.password }).from(credential).where(passwordOf(userId));
  return rows[0]?.hash ?? undefined;
}

export async function setPasswordHash(tx: Tx, userId: string, hash: string, at: Date): Promise<void> {
  await tx.update(credential).set({ password: hash, updatedAt: at }).where(passwordOf(userId));
}
