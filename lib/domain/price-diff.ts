import { divideHalfUp, pow10 } from "./decimal";
import { type Amount, compareAmounts, subtractAmounts } from "./money";
import type { PointValues } from "./price-columns";

export const diffKinds = ["added", "removed", "changed", "unchanged"] as const;
export type DiffKind = (typeof diffKinds)[number];

/** What rows of a comparison are sorted by: `change` is |Δ %| within each kind, `from`, `to` and `delta` are amounts. */
export const compareSorts = ["change", "item", "from", "to", "delta"] as const;
export type CompareSort = (typeof compareSorts)[number];

/** One cell in two versions. Δ exists where both have a value, Δ % (two decimals) where the first is not zero. */
export type DiffRow = {
  readonly itemId: string;
  readonly columnId: string;
  readonly kind: DiffKind;
  readonly from: Amount | null;
  readonly to: Amount | null;
  readonly delta: Amount | null;
  readonly deltaPercent: Amount | null;
};

export type DiffSummary = {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the changed cells that did not change from zero; two decimals. */
  readonly medianChangePercent: Amount | null;
};

/** The prices of one version, by item id; items and columns it does not have are empty. */
export type DiffSide = {
  readonly decimals: number;
  readonly points: ReadonlyMap<string, PointValues>;
};

/** `(to − from) / from` in percent with two decimals, half away from zero; null from zero. */
export function changePercent(from: Amount, to: Amount): Amount | null {
  if (from.units === 0n) return null;
  const delta = subtractAmounts(to, from);
  const numerator = delta.units * pow10(4 + from.scale);
  return { units: divideHalfUp(numerator, from.units * pow10(delta.scale)), scale: 2 };
}

/** One cell; undefined when it is empty on both sides, which is no row (API.md §6). */
export function diffCell(
  itemId: string,
  columnId: string,
  from: Amount | null,
  to: Amount | null,
): DiffRow | undefined {
  const none = { delta: null, deltaPercent: null };
  if (from === null) return to === null ? undefined : { itemId, columnId, kind: "added", from, to, ...none };
  if (to === null) return { itemId, columnId, kind: "removed", from, to, ...none };
  const kind = compareAmounts(from, to) === 0 ? "unchanged" : "changed";
  const delta = subtractAmounts(to, from);
  return { itemId, columnId, kind, from, to, delta, deltaPercent: changePercent(from, to) };
}

function cell(side: DiffSide, itemId: string, columnId: string): Amount | null {
  const units = side.points.get(itemId)?.[columnId] ?? null;
  return units === null ? null : { units, scale: side.decimals };
}

/**
 * Compares two versions of one currency (DESIGN §5): a row for every cell that has a value in either, items in the order of `from`
 * and then those only in `to`, columns in the order given.
 */
export function diffVersions(columnIds: readonly string[], from: DiffSide, to: DiffSide): DiffRow[] {
  const itemIds = new Set([...from.points.keys(), ...to.points.keys()]);
  return [...itemIds].flatMap((itemId) =>
    columnIds.flatMap((columnId) => {
      const row = diffCell(itemId, columnId, cell(from, itemId, columnId), cell(to, itemId, columnId));
      return row ? [row] : [];
    }),
  );
}

/** The columns of both lists, each once: those of the first in its order, then what only the second has. */
export function unionOfColumns(from: readonly string[], to: readonly string[]): string[] {
  return [...new Set([...from, ...to])];
}

export function summarise(rows: Iterable<DiffRow>): DiffSummary {
  const counter = diffCounter();
  for (const row of rows) counter.add(row);
  return counter.summary();
}

/** Summarises rows as they come: of two long versions only the percentages of what changed are kept. */
export function diffCounter(): { add: (row: DiffRow) => void; summary: () => DiffSummary } {
  const counts = { added: 0, removed: 0, changed: 0, unchanged: 0 };
  const percents: Amount[] = [];
  return {
    add({ kind, deltaPercent }) {
      counts[kind] += 1;
      if (kind === "changed" && deltaPercent) percents.push(deltaPercent);
    },
    summary: () => ({ ...counts, medianChangePercent: medianPercent(percents) }),
  };
}

/** The median of changes in per cent with two decimals: of an even number the mean of the middle two. */
export function medianPercent(percents: readonly Amount[]): Amount | null {
  const values = percents.map((percent) => percent.units);
  const sorted = values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) return null;
  return { units: divideHalfUp(lower + upper, 2n), scale: 2 };
}
