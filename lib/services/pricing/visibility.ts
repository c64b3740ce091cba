import { hasResellersBelow } from "@/db/reseller-tier";
import type { Db } from "@/db/types";
import { type Actor, scopeOf, type VisibleColumns, visibleColumns } from "../../domain/access";
import { columnsFor, type PriceColumn } from "../../domain/price-columns";

/** The price columns that the actor sees: a reseller those of its own place in the chain (DESIGN §1). */
export async function columnsSeenBy(db: Db, actor: Actor): Promise<VisibleColumns> {
  if (actor.type === "system" || actor.account.kind !== "reseller") return visibleColumns("vendor");
  return visibleColumns("reseller", (await hasResellersBelow(db, scopeOf(actor), actor.account.id)) ? 2 : 1);
}

/** The row with the columns that the reader sees. */
export function withColumns<T extends { columns: PriceColumn[] }>(row: T, visible: VisibleColumns): T {
  return visible === "all" ? row : { ...row, columns: columnsFor(row.columns, visible) };
}
