import { database } from "@/db/client";
import { findReadinessFacts } from "@/db/price-readiness";
import { findActiveOfLists, type VersionRow } from "@/db/price-versions";
import { type Finding, findingsOf } from "../../domain/readiness";

/** The findings of lib/domain/readiness.ts over the version's points and those of the list's active version. */
export async function versionFindings(version: VersionRow): Promise<Finding[]> {
  const db = database();
  const [active] = await findActiveOfLists(db, [version.priceListId]);
  const facts = await findReadinessFacts(db, {
    versionId: version.id,
    activeId: active && active.id !== version.id ? active.id : null,
    columnIds: version.list.columns.map((column) => column.id),
  });
  return findingsOf(facts);
}
