import { findItemNames, findListInForce } from "@/db/listing-facts";
import { readAllPoints } from "@/db/price-points";
import type { Db } from "@/db/types";
import type { PriceListSlot } from "../../domain/listing";
import type { Amount } from "../../domain/money";
import type { PointValues, PriceColumn } from "../../domain/price-columns";
import {
  type DiffRow,
  type DiffSummary,
  diffVersions,
  summarise,
  unionOfColumns,
} from "../../domain/price-diff";

/** A list in the version that counts now: the one in force, else the one that starts first. */
export type ListSide = { id: string; name: string; versionNumber: number; currency: string };
type ItemStub = { id: string; mpn: string; name: string };

/** The prices of two lists of one currency, for the items of the listing's product. */
export type ListDifference = {
  slot: PriceListSlot;
  from: ListSide;
  to: ListSide;
  summary: DiffSummary;
  columns: PriceColumn[];
  /** What differs, the largest moves first. */
  rows: (DiffRow & { item: ItemStub })[];
};

/** The prices of a list where nothing of its currency is carried yet, for the items of the listing's product. */
export type NewListPrices = {
  slot: PriceListSlot;
  list: ListSide;
  columns: (PriceColumn & {
    isRequired: boolean;
    /** How many items have a price in it. */
    filled: number;
  })[];
  /** By name; a cell that is empty is absent. */
  items: (ItemStub & { values: Record<string, Amount> })[];
};

type InForce = NonNullable<Awaited<ReturnType<typeof findListInForce>>>;
type Wanted = { slot: PriceListSlot; from: string | null; to: string; productId: string };
type Context = { now: Date; requiredColumns: readonly string[] };

/** What carrying `to` instead of `from` means in prices; undefined while no version of `to` is scheduled or active. */
export async function priceChange(
  db: Db,
  { slot, from: fromId, to: toId, productId }: Wanted,
  { now, requiredColumns }: Context,
): Promise<ListDifference | NewListPrices | undefined> {
  const to = await findListInForce(db, toId, now);
  if (!to) return undefined;
  const from = fromId ? await findListInForce(db, fromId, now) : undefined;
  const items = await findItemNames(db, productId);
  if (!from || from.currency !== to.currency) return newPrices(db, slot, to, items, requiredColumns);
  return difference(db, slot, { from, to }, items);
}

async function difference(
  db: Db,
  slot: PriceListSlot,
  { from, to }: { from: InForce; to: InForce },
  items: ReadonlyMap<string, ItemStub>,
): Promise<ListDifference> {
  const ids = (list: InForce) => list.columns.map((column) => column.id);
  const rows = diffVersions(
    unionOfColumns(ids(from), ids(to)),
    { decimals: from.decimals, points: await pointsOf(db, from, items) },
    { decimals: to.decimals, points: await pointsOf(db, to, items) },
  );
  const columns = new Map([...to.columns, ...from.columns].map((column) => [column.id, column]));
  return {
    slot,
    from: sideOf(from),
    to: sideOf(to),
    summary: summarise(rows),
    columns: [...columns.values()],
    rows: largestFirst(rows).map((row) => ({
      ...row,
      item: items.get(row.itemId) ?? { id: row.itemId, mpn: "", name: row.itemId },
    })),
  };
}

async function newPrices(
  db: Db,
  slot: PriceListSlot,
  list: InForce,
  items: ReadonlyMap<string, ItemStub>,
  requiredColumns: readonly string[],
): Promise<NewListPrices> {
  const points = await pointsOf(db, list, items);
  const priced = [...items.values()]
    .sort((a, b) => a.name.localeCompare(b.name, "en") || a.id.localeCompare(b.id, "en"))
    .map((item) => ({ ...item, values: amountsOf(points.get(item.id), list.decimals) }));
  return {
    slot,
    list: sideOf(list),
    columns: list.columns.map((column) => ({
      ...column,
      isRequired: requiredColumns.includes(column.id),
      filled: priced.filter(({ values }) => values[column.id]).length,
    })),
    items: priced,
  };
}

function amountsOf(point: PointValues | undefined, scale: number): Record<string, Amount> {
  const cells = Object.entries(point ?? {});
  return Object.fromEntries(cells.flatMap(([id, units]) => (units === null ? [] : [[id, { units, scale }]])));
}

function sideOf(list: InForce): ListSide {
  return { id: list.id, name: list.name, currency: list.currency, versionNumber: list.version.number };
}

async function pointsOf(
  db: Db,
  list: InForce,
  items: ReadonlyMap<string, unknown>,
): Promise<Map<string, PointValues>> {
  const points = await readAllPoints(db, list.version.id);
  return new Map([...points].filter(([id]) => items.has(id)));
}

/** Changed cells by |Δ %|, then what was added and removed; unchanged ones are left out. */
function largestFirst(rows: DiffRow[]): DiffRow[] {
  const size = (row: DiffRow) => {
    const units = row.deltaPercent?.units ?? 0n;
    return units < 0n ? -units : units;
  };
  return rows
    .filter((row) => row.kind !== "unchanged")
    .sort((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1));
}
