import { findCustomerPrices, findPriceHistories } from "@/db/lowest-price-history";
import type { PriceInForce } from "@/db/prices";
import type { Db } from "@/db/types";
import { type LowestPrice, lowestPrice, lowestPriceFrom, priceSpans } from "../../domain/lowest-price";

type Question = {
  marketplaceId: string;
  /** As the prices were asked for; without it those of the main price lists. */
  currency?: string | undefined;
  at: Date;
};

/**
 * The lowest customer price of each item in the 30 days before `at`, by item: what was in force on the marketplace then,
 * with the listings and the distributor's own lists of those days. Null where none was. For prices found in the actor's scope.
 */
export async function lowestPrices(
  db: Db,
  { marketplaceId, currency, at }: Question,
  rows: readonly PriceInForce[],
): Promise<Map<string, LowestPrice | null>> {
  const from = lowestPriceFrom(at);
  const lowest = new Map<string, LowestPrice | null>();
  for (const [code, priced] of Map.groupBy(rows, (row) => row.currency)) {
    const productIds = [...new Set(priced.map((row) => row.item.productId))];
    const asked = { marketplaceId, productIds, currency: code, anySlot: currency !== undefined };
    const histories = await findPriceHistories(db, { ...asked, from, to: at });
    for (const [productId, history] of histories) {
      const spans = priceSpans(history, from, at);
      const versionIds = new Set(spans.flatMap(({ versionId, ownVersionId }) => [versionId, ownVersionId]));
      const itemIds = priced.filter((row) => row.item.productId === productId).map((row) => row.item.id);
      const prices = await findCustomerPrices(
        db,
        [...versionIds].filter((id) => id !== null),
        itemIds,
      );
      for (const itemId of itemIds) {
        lowest.set(
          itemId,
          lowestPrice(spans, (versionId) => prices.get(versionId)?.get(itemId) ?? null),
        );
      }
    }
  }
  return lowest;
}
