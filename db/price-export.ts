import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { ExportPoint } from "../lib/domain/price-sheet";
import { pointValues } from "./price-points";
import { pricePoint } from "./schema/pricing";
import { item, itemName, product } from "./schema/products";
import type { Db } from "./types";

const pointsPerRead = 2000;

/**
 * The points of a version in pieces, by item, as a spreadsheet needs them. `asOf` gives items the names and MPNs that they
 * had then; null those of today.
 */
export async function* exportPoints(
  db: Db,
  versionId: string,
  asOf: Date | null,
): AsyncGenerator<ExportPoint[]> {
  for (let after = ""; ; ) {
    const rows = await db
      .select({
        point: pricePoint,
        item: { id: item.id, mpn: item.mpn, name: item.name },
        product: product.name,
      })
      .from(pricePoint)
      .innerJoin(item, eq(item.id, pricePoint.itemId))
      .innerJoin(product, eq(product.id, item.productId))
      .where(and(eq(pricePoint.versionId, versionId), gt(pricePoint.itemId, after)))
      .orderBy(asc(pricePoint.itemId))
      .limit(pointsPerRead);
    const ids = rows.map((row) => row.item.id);
    const then = asOf ? await namesAsOf(db, ids, asOf) : new Map<string, Named>();
    yield rows.map((row) => {
      const { mpn, name } = then.get(row.item.id) ?? row.item;
      return { itemId: row.item.id, mpn, name, product: row.product, values: pointValues(row.point) };
    });
    const last = ids.at(-1);
    if (last === undefined || rows.length < pointsPerRead) return;
    after = last;
  }
}

type Named = { mpn: string; name: string };

async function namesAsOf(db: Db, itemIds: string[], asOf: Date): Promise<Map<string, Named>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(itemName)
    .where(and(inArray(itemName.itemId, itemIds), lte(itemName.from, asOf)))
    .orderBy(asc(itemName.from));
  return new Map(rows.map(({ itemId, mpn, name }) => [itemId, { mpn, name }]));
}
