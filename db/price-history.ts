import { and, eq, inArray } from "drizzle-orm";
import type { PointRecord } from "./price-points";
import { pricePoint } from "./schema/pricing";
import type { Db } from "./types";

/** The points of one item in these versions, which the caller has found in the reader's scope. */
export async function findPointsOfItem(
  db: Db,
  versionIds: readonly string[],
  itemId: string,
): Promise<PointRecord[]> {
  if (versionIds.length === 0) return [];
  return db
    .select()
    .from(pricePoint)
    .where(and(eq(pricePoint.itemId, itemId), inArray(pricePoint.versionId, [...versionIds])));
}
