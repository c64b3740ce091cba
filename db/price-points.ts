import { setImmediate as yieldToOthers } from "node:timers/promises";
import { and, asc, eq, gt, inArray, isNotNull, ne, notExists, type SQL, sql } from "drizzle-orm";
import { isPredefined, type PointValues } from "../lib/domain/price-columns";
import { jsonValue } from "./filter-sql";
import { priceList, priceListProduct, pricePoint, priceVersion } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db, Tx } from "./types";

/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/** An item that joins a product appears, empty, in every draft version of every list that holds the product (DESIGN §5). */
export async function addItemToDrafts(tx: Tx, productId: string, itemId: string): Promise<void> {
  await addItemsToDrafts(tx, productId, [itemId]);
}

/** As `addItemToDrafts`, for many items at once. */
export async function addItemsToDrafts(tx: Tx, productId: string, itemIds: readonly string[]): Promise<void> {
  for (let at = 0; at < itemIds.length; at += idsPerStatement) {
    const ids = itemIds.slice(at, at + idsPerStatement);
    await tx.insert(pricePoint).select(
      tx
        .select({
          versionId: priceVersion.id,
          itemId: item.id,
          price: sql<number | null>`null`.as("price"),
          st0p: sql<number | null>`null`.as("st0p"),
          st1p: sql<number | null>`null`.as("st1p"),
          st2p: sql<number | null>`null`.as("st2p"),
          custom: sql<Record<string, number> | null>`null`.as("custom"),
          revision: sql<number>`1`.as("revision"),
        })
        .from(priceVersion)
        .innerJoin(priceList, eq(priceList.id, priceVersion.priceListId))
        .innerJoin(priceListProduct, eq(priceListProduct.priceListId, priceList.id))
        .innerJoin(item, eq(item.productId, priceListProduct.productId))
        .where(
          and(
            eq(priceListProduct.productId, productId),
            eq(priceVersion.status, "draft"),
            ne(priceList.status, "terminated"),
            inArray(item.id, ids),
          ),
        ),
    );
  }
}

const emptyCells = {
  price: sql<number | null>`null`.as("price"),
  st0p: sql<number | null>`null`.as("st0p"),
  st1p: sql<number | null>`null`.as("st1p"),
  st2p: sql<number | null>`null`.as("st2p"),
  custom: sql<Record<string, number> | null>`null`.as("custom"),
  revision: sql<number>`1`.as("revision"),
};

/** Gives the version an empty point for every item of every product of the list that it has no point for yet. */
export async function insertMissingPoints(tx: Tx, versionId: string, priceListId: string): Promise<void> {
  const there = tx
    .select({ one: sql`1` })
    .from(pricePoint)
    .where(and(eq(pricePoint.versionId, versionId), eq(pricePoint.itemId, item.id)));
  await tx.insert(pricePoint).select(
    tx
      .select({ versionId: sql<string>`${versionId}`.as("version_id"), itemId: item.id, ...emptyCells })
      .from(item)
      .innerJoin(priceListProduct, eq(priceListProduct.productId, item.productId))
      .where(and(eq(priceListProduct.priceListId, priceListId), notExists(there))),
  );
}

/** Copies the points of one version into another, in the database; `columnIds` are the columns that the other one has. */
export async function copyPoints(
  tx: Tx,
  fromVersionId: string,
  toVersionId: string,
  columnIds: readonly string[],
): Promise<void> {
  const kept = (id: "price" | "st0p" | "st1p" | "st2p") =>
    columnIds.includes(id) ? sql<number | null>`${pricePoint[id]}`.as(id) : emptyCells[id];
  await tx.insert(pricePoint).select(
    tx
      .select({
        versionId: sql<string>`${toVersionId}`.as("version_id"),
        itemId: pricePoint.itemId,
        price: kept("price"),
        st0p: kept("st0p"),
        st1p: kept("st1p"),
        st2p: kept("st2p"),
        custom: columnIds.every(isPredefined) ? emptyCells.custom : pricePoint.custom,
        revision: sql<number>`1`.as("revision"),
      })
      .from(pricePoint)
      .where(eq(pricePoint.versionId, fromVersionId)),
  );
}

/** One cell of a point, whichever column it is, as a number or null. */
export function cell(columnId: string): SQL<number | null> {
  if (isPredefined(columnId)) return sql<number | null>`${pricePoint[columnId]}`;
  return sql<number | null>`cast(${jsonValue(pricePoint.custom, columnId)} as bigint)`;
}

/** By column id, the versions past draft of a list that hold a value in the column. */
export async function findColumnHolders(
  db: Db,
  priceListId: string,
  columnIds: readonly string[],
): Promise<Record<string, string[]>> {
  const holders: Record<string, string[]> = {};
  for (const columnId of columnIds) {
    const rows = await db
      .selectDistinct({ id: priceVersion.id })
      .from(pricePoint)
      .innerJoin(priceVersion, eq(priceVersion.id, pricePoint.versionId))
      .where(
        and(
          eq(priceVersion.priceListId, priceListId),
          ne(priceVersion.status, "draft"),
          isNotNull(cell(columnId)),
        ),
      )
      .orderBy(asc(priceVersion.id));
    holders[columnId] = rows.map((row) => row.id);
  }
  return holders;
}

export type PointRecord = typeof pricePoint.$inferSelect;

/** A point's cells by column id, in units of the list's decimals. */
export function pointValues(point: PointRecord): PointValues {
  const { price, st0p, st1p, st2p, custom } = point;
  const cells = Object.entries({ price, st0p, st1p, st2p, ...custom });
  return Object.fromEntries(cells.map(([id, units]) => [id, units === null ? null : BigInt(units)]));
}

const pointsPerRead = 5000;

/** Every point of a version by item id, read in pieces that let other requests in between. */
export async function readAllPoints(db: Db, versionId: string): Promise<Map<string, PointValues>> {
  const points = new Map<string, PointValues>();
  for (let after = ""; ; ) {
    const rows = await db
      .select()
      .from(pricePoint)
      .where(and(eq(pricePoint.versionId, versionId), gt(pricePoint.itemId, after)))
      .orderBy(asc(pricePoint.itemId))
      .limit(pointsPerRead);
    for (const row of rows) points.set(row.itemId, pointValues(row));
    const last = rows.at(-1);
    if (!last || rows.length < pointsPerRead) return points;
    after = last.itemId;
    await yieldToOthers();
  }
}
