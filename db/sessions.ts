import { and, eq, gt, ne, sql } from "drizzle-orm";
import { session } from "./schema/accounts";
import type { Db, Tx } from "./types";

export type SessionRow = {
  id: string;
  address: string | null;
  userAgent: string | null;
  startedAt: Date;
  seenAt: Date | null;
  expiresAt: Date;
};

/** A person's sessions that have not expired, the newest first. */
export async function findSessions(db: Db, userId: string, now: Date): Promise<SessionRow[]> {
  return db
    .select({
      id: session.id,
      address: session.ipAddress,
      userAgent: session.userAgent,
      startedAt: session.createdAt,
      seenAt: session.seenAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, now)))
    .orderBy(sql`${session.createdAt} desc`, session.id);
}

export async function findSeenAt(db: Db, id: string): Promise<Date | null> {
  const rows = await db.select({ seenAt: session.seenAt }).from(session).where(eq(session.id, id));
  return rows[0]?.seenAt ?? null;
}

export async function setSeen(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(session).set({ seenAt: at }).where(eq(session.id, id));
}

/** Ends a person's sessions: one, all but one, or all. @returns how many */
export async function deleteSessions(
  tx: Tx,
  userId: string,
  which: { id: string } | { except: string } | "all",
): Promise<number> {
  const some =
    which === "all" ? undefined : "id" in which ? eq(session.id, which.id) : ne(session.id, which.except);
  const ended = await tx
    .delete(session)
    .where(and(eq(session.userId, userId), some))
    .returning({ id: session.id });
  return ended.length;
}
