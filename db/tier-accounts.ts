import { and, asc, count, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { asset, tierAccount } from "./schema/orders";
import type { Db, Tx } from "./types";

export type TierAccountRecord = typeof tierAccount.$inferSelect;
export type TierAccountRow = TierAccountRecord & {
  distributorName: string;
  parent: { id: string; name: string; externalId: string | null } | null;
};

/** A distributor sees its own; a reseller itself, who buys from it, and who buys from those. A vendor sees none. */
function inScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return sql`false`;
  const own = eq(tierAccount.distributorId, scope.distributorId);
  if (scope.kind === "distributor") return own;
  const below = db.select({ id: sql`below.id` }).from(sql`${tierAccount} as below`);
  return and(
    own,
    or(
      eq(tierAccount.id, scope.resellerId),
      eq(tierAccount.parentId, scope.resellerId),
      inArray(tierAccount.parentId, below.where(sql`below.parent_id = ${scope.resellerId}`)),
    ),
  );
}

const fields: FilterFields = {
  id: { column: tierAccount.id, type: "text", orderable: true, searchable: true },
  name: { column: tierAccount.name, type: "text", orderable: true, searchable: true },
  type: { column: tierAccount.type, type: "text", orderable: true },
  segment: { column: tierAccount.segment, type: "text", orderable: true },
  country: { column: tierAccount.country, type: "text", orderable: true },
  external_id: { column: tierAccount.externalId, type: "text", searchable: true },
  external_uid: { column: tierAccount.externalUid, type: "text" },
  tax_id: { column: tierAccount.taxId, type: "text" },
  "parent.id": { column: tierAccount.parentId, type: "text" },
  "owner.id": { column: tierAccount.distributorId, type: "text" },
  "events.created.at": { column: tierAccount.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: tierAccount.updatedAt, type: "instant", orderable: true },
};

function select(db: Db) {
  return db
    .select({ row: tierAccount, distributorName: account.name })
    .from(tierAccount)
    .innerJoin(account, eq(account.id, tierAccount.distributorId));
}

async function withParents(
  db: Db,
  found: { row: TierAccountRecord; distributorName: string }[],
): Promise<TierAccountRow[]> {
  const ids = [...new Set(found.flatMap(({ row }) => row.parentId ?? []))];
  const { id, name, externalId } = tierAccount;
  const parents =
    ids.length === 0
      ? []
      : await db.select({ id, name, externalId }).from(tierAccount).where(inArray(tierAccount.id, ids));
  const byId = new Map(parents.map((parent) => [parent.id, parent]));
  return found.map(({ row, distributorName }) => ({
    ...row,
    distributorName,
    parent: byId.get(row.parentId ?? "") ?? null,
  }));
}

/** By name unless the query orders otherwise. */
export async function findTierAccounts(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: TierAccountRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, tierAccount.id);
  const condition = and(inScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(tierAccount.name), asc(tierAccount.id)];
  const [rows, totals] = await Promise.all([
    select(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(tierAccount).where(condition),
  ]);
  return { rows: await withParents(db, rows), total: totals[0]?.total ?? 0 };
}

export async function findTierAccount(db: Db, scope: Scope, id: string): Promise<TierAccountRow | undefined> {
  const rows = await select(db).where(and(inScope(db, scope), eq(tierAccount.id, id)));
  return (await withParents(db, rows))[0];
}

/** How many of each type the scope sees. */
export async function countTierAccounts(db: Db, scope: Scope): Promise<Record<string, number>> {
  const rows = await db
    .select({ type: tierAccount.type, total: count() })
    .from(tierAccount)
    .where(inScope(db, scope))
    .groupBy(tierAccount.type);
  return Object.fromEntries(rows.map((row) => [row.type, row.total]));
}

/** The distributor's resellers, by name: all, or those among `ids`. */
export async function findResellers(
  db: Db,
  distributorId: string,
  ids?: string[],
): Promise<{ id: string; name: string; parentId: string | null }[]> {
  const { id, name, parentId } = tierAccount;
  return db
    .select({ id, name, parentId })
    .from(tierAccount)
    .where(
      and(
        eq(tierAccount.distributorId, distributorId),
        eq(tierAccount.type, "reseller"),
        ids ? inArray(tierAccount.id, ids) : undefined,
      ),
    )
    .orderBy(asc(name), asc(id))
    .limit(1000);
}

/** How many resellers buy from this one. */
export async function countResellersBelow(db: Db, id: string): Promise<number> {
  const rows = await db
    .select({ total: count() })
    .from(tierAccount)
    .where(and(eq(tierAccount.parentId, id), eq(tierAccount.type, "reseller")));
  return rows[0]?.total ?? 0;
}

/** How many subscriptions the account has as a customer or sold as a reseller. */
export async function countSubscriptions(db: Db, id: string): Promise<number> {
  const rows = await db
    .select({ total: count() })
    .from(asset)
    .where(or(eq(asset.customerId, id), eq(asset.tier1Id, id), eq(asset.tier2Id, id)));
  return rows[0]?.total ?? 0;
}

export async function insertTierAccount(tx: Tx, row: typeof tierAccount.$inferInsert): Promise<void> {
  await tx.insert(tierAccount).values(row);
}

/** Writes only when the row still has `revision`. @returns whether it did */
export async function updateTierAccountRow(
  tx: Tx,
  scope: Scope,
  at: { id: string; revision: number },
  set: Partial<typeof tierAccount.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(tierAccount)
    .set(set)
    .where(and(inScope(tx, scope), eq(tierAccount.id, at.id), eq(tierAccount.revision, at.revision)))
    .returning({ id: tierAccount.id });
  return rows.length > 0;
}

/** A reseller's sign-in account carries its tier account's name. */
export async function renameAccount(tx: Tx, id: string, name: string): Promise<void> {
  await tx.update(account).set({ name }).where(eq(account.id, id));
}
