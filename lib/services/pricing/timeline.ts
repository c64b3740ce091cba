import type { PriceListRow } from "@/db/price-lists";
import type { VersionRow } from "@/db/price-versions";
import type { Actor } from "../../domain/access";
import { type Validity, validities } from "../../domain/price-settlement";
import { anyOf, everything, type ListQuery, where } from "../../domain/rql";
import { listPriceLists } from "./lists";
import { listVersions } from "./versions";

/** One list with its versions along time. */
export type TimelineLane = {
  list: PriceListRow;
  /** When each version was, is or will be in force, in order of time. */
  spans: Validity<VersionRow>[];
  /** Drafts that are meant for an instant, at which nothing happens unless they are scheduled. */
  drafts: { version: VersionRow; meantFor: Date }[];
};

/** Versions read for a page of lists; a list has a few, a page holds at most 50 lists. */
const versionsPerRead = 1000;

/** The versions of the lists that the actor sees, past and planned; a page of lists. */
export async function versionTimeline(
  actor: Actor,
  query: ListQuery,
): Promise<{ lanes: TimelineLane[]; total: number }> {
  const { rows, total } = await listPriceLists(actor, query);
  const versions = await versionsOf(
    actor,
    rows.map((row) => row.id),
  );
  const byList = Map.groupBy(versions, (version) => version.priceListId);
  return { lanes: rows.map((list) => timelineLane(list, byList.get(list.id) ?? [])), total };
}

async function versionsOf(actor: Actor, listIds: string[]): Promise<VersionRow[]> {
  if (listIds.length === 0) return [];
  const all: VersionRow[] = [];
  for (let total = 1; all.length < total; ) {
    const filter = where(anyOf("pricelist.id", listIds));
    const page = await listVersions(actor, {
      ...everything,
      ...filter,
      limit: versionsPerRead,
      offset: all.length,
    });
    all.push(...page.rows);
    if (page.rows.length === 0) break;
    total = page.total;
  }
  return all;
}

/** One list's versions along time; `versions` are all of the list's that the reader sees. */
export function timelineLane(list: PriceListRow, versions: VersionRow[]): TimelineLane {
  const drafts = versions.flatMap((version) =>
    version.status === "draft" && version.startAt ? [{ version, meantFor: version.startAt }] : [],
  );
  return { list, spans: validities(versions), drafts };
}
