import { setImmediate as yieldToOthers } from "node:timers/promises";
import { and, asc, count, desc, eq, gt, inArray, isNull, lte, notExists, or, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { NoticeSummaries } from "../lib/domain/notice";
import type { PointValues } from "../lib/domain/price-columns";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { pointValues } from "./price-points";
import { listing, listingBinding } from "./schema/listings";
import { notice, noticeParty, noticeRead } from "./schema/notices";
import { pricePoint } from "./schema/pricing";
import type { Db, Tx } from "./types";

export type NoticeRecord = typeof notice.$inferSelect;
export type NoticeRow = NoticeRecord & { read: boolean };
export type Party = { accountId: string; resellers: boolean };

/**
 * The distributors with a listing that is bound to the price list at `at`, and whether their resellers see it: on a listing
 * that is in force.
 */
export async function findListParties(db: Db, priceListId: string, at: Date): Promise<Party[]> {
  const rows = await db
    .select({ accountId: listing.distributorId, status: listing.status })
    .from(listingBinding)
    .innerJoin(listing, eq(listing.id, listingBinding.listingId))
    .where(
      and(
        eq(listingBinding.targetId, priceListId),
        inArray(listingBinding.slot, ["pricelist", "alt_pricelist_1", "alt_pricelist_2"]),
        lte(listingBinding.from, at),
        or(isNull(listingBinding.to), gt(listingBinding.to, at)),
      ),
    );
  const byAccount = Map.groupBy(rows, (row) => row.accountId);
  return [...byAccount].map(([accountId, own]) => ({
    accountId,
    resellers: own.some((row) => row.status === "listed"),
  }));
}

export async function insertNotice(
  tx: Tx,
  row: typeof notice.$inferInsert,
  parties: readonly Party[],
): Promise<void> {
  await tx.insert(notice).values(row);
  await tx.insert(noticeParty).values(parties.map((party) => ({ ...party, noticeId: row.id, at: row.at })));
}

/** The latest notice that a version was scheduled. */
export async function findScheduledNotice(db: Db, versionId: string): Promise<NoticeRecord | undefined> {
  const rows = await db
    .select()
    .from(notice)
    .where(and(eq(notice.versionId, versionId), eq(notice.kind, "price_version.scheduled")))
    .orderBy(desc(notice.at), desc(notice.id))
    .limit(1);
  return rows[0];
}

/** The notices whose summaries have not been worked out, oldest first; of one price list, or of all. */
export async function findUnsummarised(
  db: Db,
  { priceListId, limit }: { priceListId?: string; limit: number },
): Promise<NoticeRecord[]> {
  return db
    .select()
    .from(notice)
    .where(and(isNull(notice.summarisedAt), priceListId ? eq(notice.priceListId, priceListId) : undefined))
    .orderBy(asc(notice.at), asc(notice.id))
    .limit(limit);
}

export async function findNotice(db: Db, id: string): Promise<NoticeRecord | undefined> {
  return (await db.select().from(notice).where(eq(notice.id, id)))[0];
}

/** Writes the summaries once. */
export async function saveSummaries(
  tx: Tx,
  id: string,
  summaries: NoticeSummaries | null,
  now: Date,
): Promise<void> {
  await tx
    .update(notice)
    .set({ summaries, summarisedAt: now })
    .where(and(eq(notice.id, id), isNull(notice.summarisedAt)));
}

/** Is the account that the scope belongs to told of the notice? */
function toldTo(scope: Scope) {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(noticeParty.accountId, scope.vendorId);
  if (scope.kind === "distributor") return eq(noticeParty.accountId, scope.distributorId);
  return or(
    eq(noticeParty.accountId, scope.resellerId),
    and(eq(noticeParty.accountId, scope.distributorId), eq(noticeParty.resellers, true)),
  );
}

const fields: FilterFields = {
  id: { column: notice.id, type: "text" },
  type: { column: notice.kind, type: "text", orderable: true },
  at: { column: notice.at, type: "instant", orderable: true },
  "pricelist.id": { column: notice.priceListId, type: "text", nullable: true },
  "version.id": { column: notice.versionId, type: "text", nullable: true },
};

/** Newest first unless the query orders otherwise. A notice that came later but for an earlier instant stands where it belongs. */
export async function findNotices(
  db: Db,
  scope: Scope,
  readerId: string,
  query: ListQuery,
): Promise<{ rows: NoticeRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, notice.id);
  const condition = and(toldTo(scope), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(noticeParty.at), desc(notice.id)];
  const [rows, totals] = await Promise.all([
    db
      .select({ notice, readAt: noticeRead.at })
      .from(noticeParty)
      .innerJoin(notice, eq(notice.id, noticeParty.noticeId))
      .leftJoin(noticeRead, and(eq(noticeRead.noticeId, notice.id), eq(noticeRead.readerId, readerId)))
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(noticeParty)
      .innerJoin(notice, eq(notice.id, noticeParty.noticeId))
      .where(condition),
  ]);
  return {
    rows: rows.map((row) => ({ ...row.notice, read: row.readAt !== null })),
    total: totals[0]?.total ?? 0,
  };
}

/** The ids that the reader has not read, of these or of all that its scope is told of. */
export async function findUnreadIds(
  db: Db,
  scope: Scope,
  readerId: string,
  ids?: readonly string[],
): Promise<string[]> {
  const read = db
    .select({ one: sql`1` })
    .from(noticeRead)
    .where(and(eq(noticeRead.noticeId, noticeParty.noticeId), eq(noticeRead.readerId, readerId)));
  const rows = await db
    .selectDistinct({ id: noticeParty.noticeId })
    .from(noticeParty)
    .where(and(toldTo(scope), notExists(read), ids ? inArray(noticeParty.noticeId, [...ids]) : undefined));
  return rows.map((row) => row.id);
}

const idsPerStatement = 1000;

export async function insertReads(tx: Tx, ids: readonly string[], readerId: string, at: Date): Promise<void> {
  for (let from = 0; from < ids.length; from += idsPerStatement) {
    const rows = ids.slice(from, from + idsPerStatement).map((noticeId) => ({ noticeId, readerId, at }));
    await tx.insert(noticeRead).values(rows).onConflictDoNothing();
  }
}

const pointsPerRead = 5000;

export type PointPair = { itemId: string; from: PointValues | undefined; to: PointValues | undefined };

/**
 * The points of two versions side by side, by item, in pieces that let other requests in between: what is compared is never
 * in memory as a whole. Null is a version without points.
 */
export async function* pointPairs(
  db: Db,
  fromId: string | null,
  toId: string | null,
): AsyncGenerator<PointPair[]> {
  for (let after = ""; ; ) {
    // Only the database compares ids: its collation is not that of JavaScript.
    const first = await pointRange(db, fromId, after);
    const second = await pointRange(db, toId, after, lastOfFull(first));
    const end = lastOfFull(first) ?? lastOfFull(second);
    const shorter = lastOfFull(first) === undefined && end !== undefined;
    const from = byItem(shorter ? await pointRange(db, fromId, after, end) : first);
    const to = byItem(second);
    const ids = new Set([...from.keys(), ...to.keys()]);
    yield [...ids].map((itemId) => ({ itemId, from: from.get(itemId), to: to.get(itemId) }));
    if (end === undefined) return;
    after = end;
    await yieldToOthers();
  }
}

type PointRecord = typeof pricePoint.$inferSelect;

function byItem(rows: PointRecord[]): Map<string, PointValues> {
  return new Map(rows.map((row) => [row.itemId, pointValues(row)]));
}

function lastOfFull(rows: PointRecord[]): string | undefined {
  return rows.length < pointsPerRead ? undefined : rows.at(-1)?.itemId;
}

/** The points behind `after`: up to `end`, or as many as are read at once. */
async function pointRange(
  db: Db,
  versionId: string | null,
  after: string,
  end?: string,
): Promise<PointRecord[]> {
  if (versionId === null) return [];
  const within = and(
    eq(pricePoint.versionId, versionId),
    gt(pricePoint.itemId, after),
    end === undefined ? undefined : lte(pricePoint.itemId, end),
  );
  const query = db.select().from(pricePoint).where(within).orderBy(asc(pricePoint.itemId));
  return end === undefined ? query.limit(pointsPerRead) : query;
}
