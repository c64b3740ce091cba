import { and, asc, count, eq } from "drizzle-orm";
import { discountCustomer } from "./schema/discounts";
import type { Db, Tx } from "./types";

export type DiscountCustomerRow = typeof discountCustomer.$inferSelect;

/** The distributor's customer at the discount service. */
export async function findDiscountCustomer(
  db: Db,
  distributorId: string,
  id: string,
): Promise<DiscountCustomerRow | undefined> {
  const rows = await db
    .select()
    .from(discountCustomer)
    .where(and(eq(discountCustomer.distributorId, distributorId), eq(discountCustomer.id, id)));
  return rows[0];
}

/** In the order of their making. */
export async function findDiscountCustomers(
  db: Db,
  distributorId: string,
  page: { limit: number; offset: number },
): Promise<{ rows: DiscountCustomerRow[]; total: number }> {
  const own = eq(discountCustomer.distributorId, distributorId);
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(discountCustomer)
      .where(own)
      .orderBy(asc(discountCustomer.createdAt), asc(discountCustomer.id))
      .limit(page.limit)
      .offset(page.offset),
    db.select({ total: count() }).from(discountCustomer).where(own),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

export async function insertDiscountCustomer(
  tx: Tx,
  row: typeof discountCustomer.$inferInsert,
): Promise<void> {
  await tx.insert(discountCustomer).values(row);
}
