import { and, eq } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import { tierAccount } from "./schema/orders";
import type { Db } from "./types";

/** Does the reseller supply other resellers? Then it is the second tier of their customers' chain. */
export async function hasResellersBelow(db: Db, scope: Scope, resellerId: string): Promise<boolean> {
  if (scope.kind === "vendor") return false;
  const rows = await db
    .select({ id: tierAccount.id })
    .from(tierAccount)
    .where(
      and(
        eq(tierAccount.parentId, resellerId),
        eq(tierAccount.type, "reseller"),
        scope.kind === "all" ? undefined : eq(tierAccount.distributorId, scope.distributorId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
