import { setImmediate as yieldToOthers } from "node:timers/promises";
import { and, asc, count, eq, gt, inArray, sql } from "drizzle-orm";
import type { ListQuery } from "../lib/domain/rql";
import { rowsAsSelect } from "./bulk-insert";
import { compileList } from "./filter";
import { byBytes } from "./filter-sql";
import { type PointSource, pointFields } from "./price-point-fields";
import type { PointRecord } from "./price-points";
import { pricePoint } from "./schema/pricing";
import { item, product } from "./schema/products";
import type { Db, Tx } from "./types";

export type PointItem = {
  id: string;
  mpn: string;
  name: string;
  product: { id: string; name: string; icon: string | null };
};
export type PointWithItem = { point: PointRecord; item: PointItem };

function selectPoints(db: Db) {
  return db
    .select({
      point: pricePoint,
      item: { id: item.id, mpn: item.mpn, name: item.name },
      product: { id: product.id, name: product.name, icon: product.icon },
    })
    .from(pricePoint)
    .innerJoin(item, eq(item.id, pricePoint.itemId))
    .innerJoin(product, eq(product.id, item.productId));
}

type Found = Awaited<ReturnType<typeof selectPoints>>[number];

function withItem({ point, item: { id, mpn, name }, product: of }: Found): PointWithItem {
  return { point, item: { id, mpn, name, product: of } };
}

/** The points of a version, by item unless the query orders otherwise. */
export async function findPointPage(
  db: Db,
  version: PointSource,
  query: ListQuery,
): Promise<{ rows: PointWithItem[]; total: number }> {
  const { where, orderBy } = compileList(query, pointFields(version), pricePoint.itemId);
  const condition = and(eq(pricePoint.versionId, version.id), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(pricePoint.itemId)];
  const counted = db.select({ total: count() }).from(pricePoint);
  const totals = where
    ? counted
        .innerJoin(item, eq(item.id, pricePoint.itemId))
        .innerJoin(product, eq(product.id, item.productId))
        .where(condition)
    : counted.where(condition);
  const [rows, [first]] = await Promise.all([
    selectPoints(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    totals,
  ]);
  return { rows: rows.map(withItem), total: first?.total ?? 0 };
}

/**
 * The ids of all points that match, in the query's order, else in that of the products, separated by blanks: one row
 * however many there are, so that an order over 100,000 points costs one sort and no more.
 */
export async function findPointOrder(
  db: Db,
  version: PointSource,
  query: Pick<ListQuery, "filter" | "search" | "ordering">,
): Promise<string> {
  const { where, orderBy } = compileList(query, pointFields(version), pricePoint.itemId);
  // Not by id: after 9999 comes 10000, which stands before it as text.
  const own = [byBytes(item.productId), sql`${item.position}`, byBytes(pricePoint.itemId)];
  const order = sql.join(query.ordering.length > 0 ? orderBy : own, sql`, `);
  const ids = sql<string | null>`string_agg(${pricePoint.itemId}, ' ' order by ${order})`;
  const [row] = await db
    .select({ ids })
    .from(pricePoint)
    .innerJoin(item, eq(item.id, pricePoint.itemId))
    .innerJoin(product, eq(product.id, item.productId))
    .where(and(eq(pricePoint.versionId, version.id), where));
  return row?.ids ?? "";
}

/** Up to `limit` points that match a filter, by item, below an item's id: to go through all of them in pieces. */
export async function findPointsAfter(
  db: Db,
  version: PointSource,
  query: Pick<ListQuery, "filter" | "search">,
  { after, limit }: { after: string; limit: number },
): Promise<PointWithItem[]> {
  const { where } = compileList({ ...query, ordering: [] }, pointFields(version), pricePoint.itemId);
  const found = await selectPoints(db)
    .where(and(eq(pricePoint.versionId, version.id), gt(pricePoint.itemId, after), where))
    .orderBy(asc(pricePoint.itemId))
    .limit(limit);
  return found.map(withItem);
}

const idsPerStatement = 5000;

/** The points of these items, by item; items without one are not answered. */
export async function findPointsOf(
  db: Db,
  versionId: string,
  itemIds: readonly string[],
): Promise<PointWithItem[]> {
  const found: Found[] = [];
  for (let from = 0; from < itemIds.length; from += idsPerStatement) {
    const ids = itemIds.slice(from, from + idsPerStatement);
    found.push(
      ...(await selectPoints(db)
        .where(and(eq(pricePoint.versionId, versionId), inArray(pricePoint.itemId, ids)))
        .orderBy(asc(pricePoint.itemId))),
    );
  }
  return found.map(withItem);
}

const pointsPerStatement = 1000;

/** Writes the cells and revisions of points that are there, a thousand a statement, letting others in between. */
export async function savePoints(tx: Tx, points: readonly PointRecord[]): Promise<void> {
  const { price, st0p, st1p, st2p, custom, revision } = pricePoint;
  const excluded = (column: { name: string }) => sql.raw(`excluded."${column.name}"`);
  for (let at = 0; at < points.length; at += pointsPerStatement) {
    await tx
      .insert(pricePoint)
      .select(rowsAsSelect(pricePoint, points.slice(at, at + pointsPerStatement)))
      .onConflictDoUpdate({
        target: [pricePoint.versionId, pricePoint.itemId],
        set: {
          price: excluded(price),
          st0p: excluded(st0p),
          st1p: excluded(st1p),
          st2p: excluded(st2p),
          custom: excluded(custom),
          revision: excluded(revision),
        },
      });
    await yieldToOthers();
  }
}
