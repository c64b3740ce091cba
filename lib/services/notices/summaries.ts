import { database } from "@/db/client";
import { findUnsummarised, type NoticeRecord, pointPairs, saveSummaries } from "@/db/notices";
import { findPriceList } from "@/db/price-lists";
import { findVersionsOfList } from "@/db/price-versions";
import { scopeOf } from "../../domain/access";
import type { Amount } from "../../domain/money";
import { audienceColumns, audiences, type NoticeSummaries, noticeSummary } from "../../domain/notice";
import { columnsFor, type PointValues } from "../../domain/price-columns";
import { diffCell, diffCounter } from "../../domain/price-diff";
import { clock, systemActor } from "../context";

const atOnce = 100;

/**
 * Works out the differences that notices tell of: of one price list, or of all. That takes as long as a version is large, so
 * it is not part of the transaction of the change; the points are frozen, and it gives the same whenever it is done. Before
 * a version returns to draft its notices must be settled.
 */
export async function settleSummaries(priceListId?: string): Promise<void> {
  for (;;) {
    const waiting = await findUnsummarised(database(), {
      limit: atOnce,
      ...(priceListId === undefined ? {} : { priceListId }),
    });
    for (const notice of waiting) await settleSummary(notice);
    if (waiting.length < atOnce) return;
  }
}

/** As `settleSummaries`, for one notice. @returns what was worked out, null where there is nothing to tell */
export async function settleSummary(notice: NoticeRecord): Promise<NoticeSummaries | null> {
  const summaries = await summariesOf(notice);
  await database().transaction((tx) => saveSummaries(tx, notice.id, summaries, clock.now()));
  return summaries;
}

async function summariesOf(notice: NoticeRecord): Promise<NoticeSummaries | null> {
  const { priceListId, fromVersionId, toVersionId } = notice;
  const db = database();
  const list = priceListId ? await findPriceList(db, scopeOf(systemActor), priceListId) : undefined;
  if (!list) return null;
  const frozen = new Set(
    (await findVersionsOfList(db, list.id)).filter((v) => v.status !== "draft").map((v) => v.id),
  );
  const compared = [fromVersionId, toVersionId].filter((id) => id !== null);
  // Whoever unschedules settles first; only a crash in between leaves a version that may have been edited since.
  if (compared.length === 0 || compared.some((id) => !frozen.has(id))) return null;
  const counters = { all: diffCounter(), tier1: diffCounter(), tier2: diffCounter() };
  const counted = audiences.map((audience) => ({
    counter: counters[audience],
    columnIds: columnsFor(list.columns, audienceColumns[audience]).map((column) => column.id),
  }));
  for await (const pairs of pointPairs(db, fromVersionId, toVersionId)) {
    for (const { itemId, from, to } of pairs) {
      for (const { counter, columnIds } of counted) {
        for (const id of columnIds) {
          const row = diffCell(itemId, id, amount(from, id, list.decimals), amount(to, id, list.decimals));
          if (row) counter.add(row);
        }
      }
    }
  }
  return {
    all: noticeSummary(counters.all.summary()),
    tier1: noticeSummary(counters.tier1.summary()),
    tier2: noticeSummary(counters.tier2.summary()),
  };
}

function amount(values: PointValues | undefined, columnId: string, scale: number): Amount | null {
  const units = values?.[columnId] ?? null;
  return units === null ? null : { units, scale };
}
