import { and, count, eq, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { activity } from "./schema/activity";
import type { Db, Tx } from "./types";

export type ActivityRow = typeof activity.$inferSelect;

export async function insertActivity(tx: Tx, row: typeof activity.$inferInsert): Promise<void> {
  await tx.insert(activity).values(row);
}

function inScope(scope: Scope): SQL | undefined {
  if (scope.kind === "vendor") return eq(activity.vendorId, scope.vendorId);
  if (scope.kind === "distributor") return eq(activity.distributorId, scope.distributorId);
  if (scope.kind === "reseller") return eq(activity.resellerId, scope.resellerId);
  return sql`true`;
}

const fields: FilterFields = {
  id: { column: activity.id, type: "text" },
  at: { column: activity.at, type: "instant", orderable: true },
  verb: { column: activity.verb, type: "text", orderable: true },
  "by.id": { column: activity.actorId, type: "text" },
  "by.name": { column: activity.actorName, type: "text", searchable: true },
  "object.type": { column: activity.objectType, type: "text", orderable: true },
  "object.id": { column: activity.objectId, type: "text", searchable: true },
  "object.name": { column: activity.objectName, type: "text", searchable: true },
};

/** Newest first unless the query orders otherwise. */
export async function findActivity(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: ActivityRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, activity.id);
  const condition = and(inScope(scope), where);
  const newestFirst =
    query.ordering.length > 0 ? orderBy : [sql`${activity.at} desc`, sql`${activity.id} desc`];
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(activity)
      .where(condition)
      .orderBy(...newestFirst)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(activity).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}
