import { and, asc, count, eq, or, type SQL } from "drizzle-orm";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { findPriceSources, isSellable, type PriceInForce, type PriceQuestion, priceRows } from "./prices";
import { pricePoint } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db } from "./types";

const fields: FilterFields = {
  "item.id": { column: item.id, type: "text", orderable: true, searchable: true },
  "item.global_id": { column: item.id, type: "text", orderable: true },
  "item.mpn": { column: item.mpn, type: "text", orderable: true, searchable: true },
  "item.name": { column: item.name, type: "text", orderable: true, searchable: true },
  "product.id": { column: item.productId, type: "text", orderable: true },
};

/** A page of what `findPricesInForce` answers, by item unless the query orders otherwise. */
export async function findPricePage(
  db: Db,
  question: PriceQuestion,
  query: ListQuery,
): Promise<{ rows: PriceInForce[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, item.id);
  const sources = await findPriceSources(db, question);
  if (sources.length === 0) return { rows: [], total: 0 };
  const among = or(
    ...sources.map(({ inForce, productId }) =>
      and(eq(pricePoint.versionId, inForce.version.id), eq(item.productId, productId)),
    ),
  );
  const condition = and(among, isSellable, where);
  const { id, mpn, name, productId } = item;
  const points = await db
    .select({ item: { id, mpn, name, productId }, point: pricePoint })
    .from(pricePoint)
    .innerJoin(item, eq(item.id, pricePoint.itemId))
    .where(condition)
    .orderBy(...(query.ordering.length > 0 ? orderBy : [asc(item.id)]))
    .limit(query.limit)
    .offset(query.offset);
  const byId = new Map<string, PriceInForce>();
  for (const source of sources) {
    const own = points.filter((point) => point.item.productId === source.productId);
    const ids = own.map((point) => point.item.id);
    for (const row of await priceRows(db, source, own, ids)) byId.set(row.item.id, row);
  }
  const rows = points.flatMap((point) => byId.get(point.item.id) ?? []);
  return { rows, total: totalSeen(query, points.length) ?? (await countPoints(db, condition)) };
}

/** A page that is not full ends where everything does. */
function totalSeen({ limit, offset }: ListQuery, found: number): number | undefined {
  return found < limit && (found > 0 || offset === 0) ? offset + found : undefined;
}

async function countPoints(db: Db, condition: SQL | undefined): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(pricePoint)
    .innerJoin(item, eq(item.id, pricePoint.itemId))
    .where(condition);
  return row?.total ?? 0;
}
