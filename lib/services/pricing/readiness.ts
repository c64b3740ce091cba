import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { findActiveOfLists, type VersionRow } from "@/db/price-versions";
import { type Finding, readiness } from "../../domain/readiness";

/** The findings of lib/domain/readiness.ts over the version's points and those of the list's active version. */
export async function versionFindings(version: VersionRow): Promise<Finding[]> {
  const db = database();
  const [active] = await findActiveOfLists(db, [version.priceListId]);
  const points = await readAllPoints(db, version.id);
  const before = active && active.id !== version.id ? await readAllPoints(db, active.id) : new Map();
  return readiness(
    version.list.columns,
    [...points].map(([itemId, values]) => ({ itemId, values, active: before.get(itemId) ?? null })),
  );
}
