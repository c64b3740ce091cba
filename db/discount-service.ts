import { and, asc, desc, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import type { DiscountRecord } from "./flexible-discounts";
import { account } from "./schema/accounts";
import { flexibleDiscount, flexibleDiscountTerms } from "./schema/discounts";
import { contract, marketplace } from "./schema/listings";
import { item, product } from "./schema/products";
import type { Db } from "./types";

// Every question of the discount service names the distributor of its token, which is the tenant.

export type ServedMarketplace = Pick<
  typeof marketplace.$inferSelect,
  "id" | "currency" | "altCurrency1" | "altCurrency2" | "countries"
> & { vendorIds: string[] };

/** The distributor's marketplaces with the vendors under an active contract there. */
export async function findServedMarketplaces(db: Db, distributorId: string): Promise<ServedMarketplace[]> {
  const rows = await db
    .select({
      id: marketplace.id,
      currency: marketplace.currency,
      altCurrency1: marketplace.altCurrency1,
      altCurrency2: marketplace.altCurrency2,
      countries: marketplace.countries,
      vendorId: contract.vendorId,
    })
    .from(marketplace)
    .leftJoin(contract, and(eq(contract.marketplaceId, marketplace.id), eq(contract.status, "active")))
    .where(eq(marketplace.distributorId, distributorId))
    .orderBy(asc(marketplace.id));
  const served = new Map<string, ServedMarketplace>();
  for (const { vendorId, ...row } of rows) {
    const known = served.get(row.id) ?? { ...row, vendorIds: [] };
    if (vendorId && !known.vendorIds.includes(vendorId)) known.vendorIds.push(vendorId);
    served.set(row.id, known);
  }
  return [...served.values()];
}

/** Ids per statement: SQLite takes 32,766 parameters. */
const perStatement = 5000;

export type ServedItem = Pick<typeof item.$inferSelect, "id" | "mpn" | "type" | "period"> & {
  vendorId: string;
};

/** The vendors' items with these MPNs; two products may share one. */
export async function findItemsByMpn(db: Db, vendorIds: string[], mpns: string[]): Promise<ServedItem[]> {
  if (vendorIds.length === 0) return [];
  const found: ServedItem[] = [];
  for (let from = 0; from < mpns.length; from += perStatement) {
    const rows = await db
      .select({
        id: item.id,
        mpn: item.mpn,
        type: item.type,
        period: item.period,
        vendorId: product.vendorId,
      })
      .from(item)
      .innerJoin(product, eq(product.id, item.productId))
      .where(
        and(inArray(item.mpn, mpns.slice(from, from + perStatement)), inArray(product.vendorId, vendorIds)),
      )
      .orderBy(asc(item.id));
    found.push(...rows);
  }
  return found;
}

export type DiscountQuestion = {
  vendorIds: string[];
  /** Only those with one of these codes. */
  codeKeys?: string[];
  /** Only those that had not ended by then. */
  notEndedBefore?: Date;
};

/** The vendors' discounts as they are now, those that start first at the top. */
export async function findVendorDiscounts(
  db: Db,
  { vendorIds, codeKeys, notEndedBefore }: DiscountQuestion,
): Promise<DiscountRecord[]> {
  if (vendorIds.length === 0 || codeKeys?.length === 0) return [];
  return db
    .select()
    .from(flexibleDiscount)
    .where(
      and(
        inArray(flexibleDiscount.vendorId, vendorIds),
        codeKeys ? inArray(flexibleDiscount.codeKey, codeKeys) : undefined,
        notEndedBefore
          ? or(isNull(flexibleDiscount.endAt), gte(flexibleDiscount.endAt, notEndedBefore))
          : undefined,
      ),
    )
    .orderBy(asc(flexibleDiscount.startAt), asc(flexibleDiscount.id));
}

/** The discounts with the name, description and end that each had at `at`; one that came later is as it began. */
export async function withAllTermsAt(
  db: Db,
  discounts: readonly DiscountRecord[],
  at: Date,
): Promise<DiscountRecord[]> {
  const terms = new Map<string, { name: string; description: string | null; endAt: Date | null }>();
  const ids = discounts.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += perStatement) {
    const rows = await db
      .select()
      .from(flexibleDiscountTerms)
      .where(
        and(
          inArray(flexibleDiscountTerms.discountId, ids.slice(from, from + perStatement)),
          lte(flexibleDiscountTerms.from, at),
        ),
      )
      .orderBy(desc(flexibleDiscountTerms.from));
    for (const { discountId, name, description, endAt } of rows) {
      if (!terms.has(discountId)) terms.set(discountId, { name, description, endAt });
    }
  }
  return discounts.map((discount) => ({ ...discount, ...terms.get(discount.id) }));
}

/** Does the database hold the demo world? */
export async function hasDemoAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: account.id }).from(account).where(eq(account.demo, true)).limit(1);
  return rows.length > 0;
}
