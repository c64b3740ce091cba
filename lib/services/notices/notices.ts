import { database } from "@/db/client";
import { findNotices, findUnreadIds, insertReads, type NoticeRow } from "@/db/notices";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { audienceOf, type NoticeSummary, subjectFor } from "../../domain/notice";
import type { ListQuery } from "../../domain/rql";
import { clock } from "../context";
import { settle } from "../pricing/settle";
import { columnsSeenBy } from "../pricing/visibility";
import { settleSummary } from "./summaries";

/** A notice as its reader may see it. */
export type NoticeView = Omit<NoticeRow, "summaries"> & { summary: NoticeSummary | null };

/** What the actor's account was told as a party of listings, newest first, in the columns that it sees. */
export async function listNotices(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: NoticeView[]; total: number }> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const db = database();
  const visible = await columnsSeenBy(db, actor);
  const { rows, total } = await findNotices(db, scopeOf(actor), actor.id, query);
  const seen: NoticeView[] = [];
  for (const { summaries, ...row } of rows) {
    const settled = row.summarisedAt ? summaries : await settleSummary({ ...row, summaries });
    const summary = settled?.[audienceOf(visible)] ?? null;
    seen.push({ ...row, subject: subjectFor(row.subject, visible), summary });
  }
  return { rows: seen, total };
}

/** How many notices the person or token has not read. */
export async function countUnread(actor: Actor): Promise<number> {
  authorise(actor, "pricing:read");
  return (await findUnreadIds(database(), scopeOf(actor), actor.id)).length;
}

/**
 * Marks notices as read by this person or token: one, or without an id all. Reading twice changes nothing.
 * @throws DomainError `not_found` for a notice that the account was not told
 */
export async function readNotices(actor: Actor, { id }: { id?: string | undefined } = {}): Promise<void> {
  authorise(actor, "pricing:read");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const unread = await findUnreadIds(tx, scopeOf(actor), actor.id, id === undefined ? undefined : [id]);
    // Asked for nobody in particular, everything that the account was told is unread.
    if (id !== undefined && (await findUnreadIds(tx, scopeOf(actor), "", [id])).length === 0) {
      throw notFound("Notice", id);
    }
    await insertReads(tx, unread, actor.id, now);
  });
}
