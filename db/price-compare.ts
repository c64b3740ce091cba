import { asc, inArray } from "drizzle-orm";
import { item } from "./schema/products";
import type { Db } from "./types";

export type ItemStub = { id: string; mpn: string; name: string };

/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/** What the items are called, by id. The caller has read the ids from versions that its actor sees: there is no scope here. */
export async function findItemStubs(db: Db, itemIds: readonly string[]): Promise<Map<string, ItemStub>> {
  const stubs = new Map<string, ItemStub>();
  for (let at = 0; at < itemIds.length; at += idsPerStatement) {
    const rows = await db
      .select({ id: item.id, mpn: item.mpn, name: item.name })
      .from(item)
      .where(inArray(item.id, itemIds.slice(at, at + idsPerStatement)))
      .orderBy(asc(item.id));
    for (const row of rows) stubs.set(row.id, row);
  }
  return stubs;
}
