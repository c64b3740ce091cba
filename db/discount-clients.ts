import { eq } from "drizzle-orm";
import { discountClient } from "./schema/discounts";
import type { Db, Tx } from "./types";

export type DiscountClientRow = typeof discountClient.$inferSelect;

export async function findClient(db: Db, clientId: string): Promise<DiscountClientRow | undefined> {
  const rows = await db.select().from(discountClient).where(eq(discountClient.clientId, clientId));
  return rows[0];
}

export async function insertClient(tx: Tx, row: typeof discountClient.$inferInsert): Promise<void> {
  await tx.insert(discountClient).values(row);
}
