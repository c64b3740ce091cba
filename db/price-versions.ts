import { and, asc, count, desc, eq, inArray, lte, min, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import {
  findListProducts,
  listingCounts,
  type PriceListRow,
  priceListFields,
  priceListInScope,
} from "./price-lists";
import { account } from "./schema/accounts";
import { priceList, priceVersion } from "./schema/pricing";
import type { Db, Tx } from "./types";

export type VersionRecord = typeof priceVersion.$inferSelect;
/** A version with its list, and when the version that it was copied from starts. */
export type VersionRow = VersionRecord & { list: PriceListRow; baseStartAt: Date | null };

/** The versions that a scope sees: its own lists' all, others' only past draft. */
function versionInScope(db: Db, scope: Scope): SQL | undefined {
  const past = ne(priceVersion.status, "draft");
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return priceListInScope(db, scope);
  if (scope.kind === "reseller") return and(priceListInScope(db, scope), past);
  return and(priceListInScope(db, scope), or(eq(priceList.ownerId, scope.distributorId), past));
}

const inList = Object.fromEntries(
  Object.entries(priceListFields).map(([name, field]) => [`pricelist.${name}`, field]),
) as FilterFields;

const fields: FilterFields = {
  ...inList,
  id: { column: priceVersion.id, type: "text", orderable: true, searchable: true },
  status: { column: priceVersion.status, type: "text", orderable: true },
  start_at: { column: priceVersion.startAt, type: "instant", orderable: true, nullable: true },
  description: { column: priceVersion.description, type: "text", searchable: true },
  "events.created.at": { column: priceVersion.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: priceVersion.updatedAt, type: "instant", orderable: true },
};

function selectVersions(db: Db) {
  return db
    .select({
      version: priceVersion,
      list: priceList,
      ownerName: account.name,
      baseStartAt:
        sql<Date | null>`(select base.start_at from ${priceVersion} as base where base.id = ${priceVersion.baseId})`.mapWith(
          priceVersion.startAt,
        ),
      ...listingCounts(),
    })
    .from(priceVersion)
    .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
    .innerJoin(account, eq(account.id, priceList.ownerId));
}

type Found = Awaited<ReturnType<typeof selectVersions>>[number];

async function withLists(db: Db, found: Found[]): Promise<VersionRow[]> {
  const products = await findListProducts(db, [...new Set(found.map((f) => f.list.id))]);
  return found.map(({ version, list, ownerName, baseStartAt, listings, listings_alt }) => {
    const own = products.get(list.id) ?? [];
    const stats = { products: own.length, listings, listings_alt };
    return { ...version, baseStartAt, list: { ...list, ownerName, products: own, stats } };
  });
}

/** Newest first unless the query orders otherwise. Points are never part of a list of versions. */
export async function findVersions(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: VersionRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, priceVersion.id);
  const condition = and(versionInScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(priceVersion.createdAt), desc(priceVersion.id)];
  const [rows, totals] = await Promise.all([
    selectVersions(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(priceVersion)
      .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
      .innerJoin(account, eq(account.id, priceList.ownerId))
      .where(condition),
  ]);
  return { rows: await withLists(db, rows), total: totals[0]?.total ?? 0 };
}

export async function findVersion(db: Db, scope: Scope, id: string): Promise<VersionRow | undefined> {
  const rows = await selectVersions(db).where(and(versionInScope(db, scope), eq(priceVersion.id, id)));
  return (await withLists(db, rows))[0];
}

/** All versions of one list, oldest first: what the state rules decide over. */
export async function findVersionsOfList(db: Db, priceListId: string): Promise<VersionRecord[]> {
  return db
    .select()
    .from(priceVersion)
    .where(eq(priceVersion.priceListId, priceListId))
    .orderBy(asc(priceVersion.number));
}

export async function insertVersion(tx: Tx, row: typeof priceVersion.$inferInsert): Promise<void> {
  await tx.insert(priceVersion).values(row);
}

/** Compare-and-set on status and revision. @returns whether the row was still as it was read */
export async function updateVersionRow(
  tx: Tx,
  known: Pick<VersionRecord, "id" | "revision" | "status">,
  set: Partial<typeof priceVersion.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(priceVersion)
    .set(set)
    .where(
      and(
        eq(priceVersion.id, known.id),
        eq(priceVersion.status, known.status),
        eq(priceVersion.revision, known.revision),
      ),
    )
    .returning({ id: priceVersion.id });
  return rows.length > 0;
}

export async function deleteVersionRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(priceVersion).where(eq(priceVersion.id, id));
}

const scheduled = sql`${priceVersion.status} = 'scheduled'`;

/** Is anything due? One look at one index. */
export async function isAnythingDue(db: Db, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: priceVersion.id })
    .from(priceVersion)
    .where(and(scheduled, lte(priceVersion.startAt, now)))
    .limit(1);
  return rows.length > 0;
}

/** The scheduled versions whose start has come, in the order of their starts. */
export async function findDue(db: Db, now: Date): Promise<VersionRecord[]> {
  return db
    .select()
    .from(priceVersion)
    .where(and(scheduled, lte(priceVersion.startAt, now)))
    .orderBy(asc(priceVersion.startAt), asc(priceVersion.id));
}

/** When the next scheduled version starts; undefined when none is scheduled. */
export async function nextStart(db: Db): Promise<Date | undefined> {
  const rows = await db
    .select({ at: min(priceVersion.startAt) })
    .from(priceVersion)
    .where(scheduled);
  return rows[0]?.at ?? undefined;
}

/** The active version of each of these lists, without a scope: for the clock, which acts for everybody. */
export async function findActiveOfLists(db: Db, listIds: string[]): Promise<VersionRecord[]> {
  if (listIds.length === 0) return [];
  return db
    .select()
    .from(priceVersion)
    .where(and(inArray(priceVersion.priceListId, listIds), eq(priceVersion.status, "active")));
}
