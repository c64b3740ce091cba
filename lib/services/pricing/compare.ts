import { database } from "@/db/client";
import { findItemStubs, type ItemStub } from "@/db/price-compare";
import { readAllPoints } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Actor } from "../../domain/access";
import { invalid } from "../../domain/errors";
import type { PriceColumn } from "../../domain/price-columns";
import {
  type DiffKind,
  type DiffRow,
  type DiffSummary,
  diffVersions,
  summarise,
} from "../../domain/price-diff";
import { getVersion } from "./versions";

type Question = {
  /** The older version of the comparison. */
  from: string;
  to: string;
  /** Only rows of these kinds; without it all. */
  kinds?: readonly DiffKind[] | undefined;
  limit: number;
  offset: number;
};

export type Comparison = {
  from: VersionRow;
  to: VersionRow;
  /** Of both lists, as far as the actor sees them. */
  columns: PriceColumn[];
  summary: DiffSummary;
  /** A page of the rows, the largest change in per cent first, then what was added, removed and is unchanged. */
  rows: (DiffRow & { item: ItemStub })[];
  total: number;
};

/**
 * Compares the prices of two versions of one currency (DESIGN §5).
 * @throws DomainError `not_found`, or `invalid` naming `to` when the currencies differ
 */
export async function compareVersions(actor: Actor, question: Question): Promise<Comparison> {
  const [from, to] = await Promise.all([
    getVersion(actor, { id: question.from }),
    getVersion(actor, { id: question.to }),
  ]);
  if (from.list.currency !== to.list.currency) {
    const message = `${to.id} is in ${to.list.currency}, ${from.id} in ${from.list.currency}; only versions of one currency can be compared`;
    throw invalid("to", message, { rule: "currency", value: to.id });
  }
  const db = database();
  const columns = bothColumns(from.list.columns, to.list.columns);
  const all = diffVersions(
    columns.map((column) => column.id),
    { decimals: from.list.decimals, points: await readAllPoints(db, from.id) },
    { decimals: to.list.decimals, points: await readAllPoints(db, to.id) },
  );
  const { kinds, limit, offset } = question;
  const wanted = (kinds ? all.filter((row) => kinds.includes(row.kind)) : all).sort(byWeight);
  const page = wanted.slice(offset, offset + limit);
  const items = await findItemStubs(db, [...new Set(page.map((row) => row.itemId))]);
  return {
    from,
    to,
    columns,
    summary: summarise(all),
    rows: page.map((row) => ({ ...row, item: items.get(row.itemId) ?? unnamed(row.itemId) })),
    total: wanted.length,
  };
}

/** An item that was deleted meanwhile. */
function unnamed(id: string): ItemStub {
  return { id, mpn: "", name: id };
}

function bothColumns(from: PriceColumn[], to: PriceColumn[]): PriceColumn[] {
  const known = new Set(from.map((column) => column.id));
  return [...from, ...to.filter((column) => !known.has(column.id))];
}

const order: Record<DiffKind, number> = { changed: 0, added: 1, removed: 2, unchanged: 3 };

function byWeight(a: DiffRow, b: DiffRow): number {
  return order[a.kind] - order[b.kind] || comparePercent(a, b);
}

/** The larger change first; a change from zero has no percentage and stands before all. Equal ones keep their order. */
function comparePercent(a: DiffRow, b: DiffRow): number {
  if (a.kind !== "changed") return 0;
  const [x, y] = [sizeOf(a), sizeOf(b)];
  if (x === y) return 0;
  if (x === null || y === null) return x === null ? -1 : 1;
  return x > y ? -1 : 1;
}

function sizeOf({ deltaPercent }: DiffRow): bigint | null {
  if (!deltaPercent) return null;
  return deltaPercent.units < 0n ? -deltaPercent.units : deltaPercent.units;
}
