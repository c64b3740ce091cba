import { type Amount, compareAmounts } from "./money";
import type { CompareSort, DiffKind, DiffRow } from "./price-diff";

type Order = (a: DiffRow, b: DiffRow) => number;

const kindOrder: Record<DiffKind, number> = { changed: 0, added: 1, removed: 2, unchanged: 3 };

/**
 * The rows of a comparison in order, as db/price-compare.ts orders them where the database can. `change` stays within its kind,
 * a change from zero is larger than any; what has no amount stands last. `names`: what items are called.
 */
export function sortDiffRows(
  rows: readonly DiffRow[],
  sort: CompareSort,
  descending: boolean,
  names: (itemId: string) => string,
): DiffRow[] {
  const way = descending ? -1 : 1;
  const orders: Record<CompareSort, Order> = {
    change: (a, b) => kindOrder[a.kind] - kindOrder[b.kind] || way * comparePercent(a, b),
    item: (a, b) => way * byText(names(a.itemId), names(b.itemId)),
    from: (a, b) => emptyLast(a.from, b.from, way),
    to: (a, b) => emptyLast(a.to, b.to, way),
    delta: (a, b) => Number(a.from === null) - Number(b.from === null) || emptyLast(a.delta, b.delta, way),
  };
  return rows.toSorted(orders[sort]);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function emptyLast(a: Amount | null, b: Amount | null, way: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return way * compareAmounts(a, b);
}

/** The size of the change; from zero is larger than any. */
function comparePercent(a: DiffRow, b: DiffRow): number {
  if (a.kind !== "changed") return 0;
  const [x, y] = [sizeOf(a), sizeOf(b)];
  if (x === y) return 0;
  if (x === null || y === null) return x === null ? 1 : -1;
  return x < y ? -1 : 1;
}

function sizeOf({ deltaPercent }: DiffRow): bigint | null {
  if (!deltaPercent) return null;
  return deltaPercent.units < 0n ? -deltaPercent.units : deltaPercent.units;
}
