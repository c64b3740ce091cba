import { database } from "@/db/client";
import {
  type ComparedCell,
  type ComparedVersions,
  countComparedCells,
  findComparedCells,
  findItemStubs,
  findMedianCells,
  type ItemStub,
} from "@/db/price-compare";
import { readAllPoints } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Db } from "@/db/types";
import type { Actor } from "../../domain/access";
import { invalid } from "../../domain/errors";
import type { PriceColumn } from "../../domain/price-columns";
import {
  type CompareSort,
  changePercent,
  type DiffKind,
  type DiffRow,
  type DiffSummary,
  diffCell,
  diffKinds,
  diffVersions,
  medianPercent,
  summarise,
} from "../../domain/price-diff";
import { sortDiffRows } from "../../domain/price-diff-order";
import { getVersion } from "./versions";

export type CompareQuestion = {
  /** The older version of the comparison. */
  from: string;
  to: string;
  /** Only rows of these kinds; without it all. */
  kinds?: readonly DiffKind[] | undefined;
  /** Only rows of this item. The summary stays that of both versions. */
  itemId?: string | undefined;
  /** `change`, the largest first, unless given. */
  sort?: CompareSort | undefined;
  descending?: boolean | undefined;
  limit: number;
  offset: number;
};

type Versions = {
  from: VersionRow;
  to: VersionRow;
  /** Of both lists, as far as the actor sees them. */
  columns: PriceColumn[];
};

export type Comparison = Versions & {
  summary: DiffSummary;
  /** A page of the rows. */
  rows: (DiffRow & { item: ItemStub })[];
  total: number;
};

/**
 * Compares the prices of two versions of one currency (DESIGN §5). Where both lists have the same decimals the database joins,
 * sorts and pages; amounts of different decimals may need more digits than it counts with and are compared here.
 * @throws DomainError `not_found`, or `invalid` naming `to` when the currencies differ
 */
export async function compareVersions(actor: Actor, question: CompareQuestion): Promise<Comparison> {
  const versions = await loadVersions(actor, question.from, question.to);
  const db = database();
  const sameDecimals = versions.from.list.decimals === versions.to.list.decimals;
  const { rows, total, summary } = await (sameDecimals
    ? compareInDatabase(db, versions, question)
    : compareInMemory(db, versions, question));
  const items = await findItemStubs(db, [...new Set(rows.map((row) => row.itemId))]);
  return {
    ...versions,
    summary,
    rows: rows.map((row) => ({ ...row, item: items.get(row.itemId) ?? unnamed(row.itemId) })),
    total,
  };
}

async function loadVersions(actor: Actor, fromId: string, toId: string): Promise<Versions> {
  const [from, to] = await Promise.all([getVersion(actor, { id: fromId }), getVersion(actor, { id: toId })]);
  if (from.list.currency !== to.list.currency) {
    const message = `${to.id} is in ${to.list.currency}, ${from.id} in ${from.list.currency}; only versions of one currency can be compared`;
    throw invalid("to", message, { rule: "currency", value: to.id });
  }
  return { from, to, columns: bothColumns(from.list.columns, to.list.columns) };
}

type Compared = { summary: DiffSummary; rows: DiffRow[]; total: number };

async function compareInDatabase(db: Db, versions: Versions, question: CompareQuestion): Promise<Compared> {
  const { kinds = diffKinds, itemId, sort = "change", descending = true, limit, offset } = question;
  const [compared, scale] = [comparedVersions(versions), versions.from.list.decimals];
  const page = { kinds, sort, descending, limit, offset };
  const [{ inPercent, ...counts }, cells, totals] = await Promise.all([
    countComparedCells(db, compared),
    limit === 0 ? [] : findComparedCells(db, { ...compared, itemId }, page),
    itemId === undefined ? undefined : countComparedCells(db, { ...compared, itemId }),
  ]);
  const medians = await findMedianCells(db, compared, inPercent);
  const counted = totals ?? counts;
  const percents = medians.flatMap((cell) => changeOf(cell, scale) ?? []);
  return {
    summary: { ...counts, medianChangePercent: medianPercent(percents) },
    rows: cells.flatMap((cell) => diffRow(cell, scale) ?? []),
    total: [...new Set(kinds)].reduce((sum, kind) => sum + counted[kind], 0),
  };
}

function comparedVersions({ from, to, columns }: Versions): ComparedVersions {
  const has = (version: VersionRow, id: string) => version.list.columns.some((column) => column.id === id);
  return {
    fromId: from.id,
    toId: to.id,
    columns: columns.map(({ id }) => ({ id, inFrom: has(from, id), inTo: has(to, id) })),
  };
}

function amount(units: bigint | null, scale: number) {
  return units === null ? null : { units, scale };
}

function diffRow({ itemId, columnId, from, to }: ComparedCell, scale: number): DiffRow | undefined {
  return diffCell(itemId, columnId, amount(from, scale), amount(to, scale));
}

function changeOf({ from, to }: ComparedCell, scale: number) {
  return from === null || to === null ? null : changePercent({ units: from, scale }, { units: to, scale });
}

async function compareInMemory(db: Db, versions: Versions, question: CompareQuestion): Promise<Compared> {
  const { kinds, itemId, sort = "change", descending = true, limit, offset } = question;
  const { from, to, columns } = versions;
  const all = diffVersions(
    columns.map((column) => column.id),
    { decimals: from.list.decimals, points: await readAllPoints(db, from.id) },
    { decimals: to.list.decimals, points: await readAllPoints(db, to.id) },
  );
  const wanted = all.filter(
    (row) => (kinds?.includes(row.kind) ?? true) && (itemId === undefined || row.itemId === itemId),
  );
  const stubs =
    sort === "item"
      ? await findItemStubs(db, [...new Set(wanted.map((row) => row.itemId))])
      : new Map<string, ItemStub>();
  const sorted = sortDiffRows(wanted, sort, descending, (id) => stubs.get(id)?.name ?? "");
  return { summary: summarise(all), rows: sorted.slice(offset, offset + limit), total: wanted.length };
}

/** An item that was deleted meanwhile. */
function unnamed(id: string): ItemStub {
  return { id, mpn: "", name: id };
}

function bothColumns(from: PriceColumn[], to: PriceColumn[]): PriceColumn[] {
  const known = new Set(from.map((column) => column.id));
  return [...from, ...to.filter((column) => !known.has(column.id))];
}
