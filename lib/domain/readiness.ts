import type { PointValues } from "./price-columns";

export type ReadinessCode = "no_values" | "empty_cells" | "zero_prices" | "moved" | "msrp_below_cost";

/** What stands in the way of schedule and activate (`blocking`), or what a person confirms (`warning`). */
export type Finding = {
  readonly severity: "blocking" | "warning";
  readonly code: ReadinessCode;
  readonly message: string;
  /** How many points (items) it concerns. */
  readonly count: number;
  /** The ids of the first of them. */
  readonly sample: readonly string[];
};

/** One point of the draft, and the same item's prices in the active version, if there is one. */
export type ReadinessPoint = {
  readonly itemId: string;
  readonly values: PointValues;
  readonly active?: PointValues | null;
};

/** How many items a finding names. */
export const sampleSize = 5;
const movedPercent = 50n;

/** How many items it concerns, and the ids of the first. */
export type Counter = { count: number; sample: string[] };

export const warningCodes = ["empty_cells", "zero_prices", "moved", "msrp_below_cost"] as const;
export type WarningCode = (typeof warningCodes)[number];

/** What was counted over the points of a version. */
export type ReadinessFacts = { points: number; hasValue: boolean; warnings: Record<WarningCode, Counter> };

function note(counter: Counter, itemId: string): void {
  counter.count += 1;
  if (counter.sample.length < sampleSize) counter.sample.push(itemId);
}

/** Has the price moved by more than 50 % of what it was? From zero nothing can be said. */
export function hasMoved(before: bigint | null, after: bigint | null): boolean {
  if (before === null || after === null || before === 0n) return false;
  const distance = after > before ? after - before : before - after;
  return distance * 100n > before * movedPercent;
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}

function warning(code: ReadinessCode, counter: Counter, does: [one: string, many: string]): Finding[] {
  if (counter.count === 0) return [];
  const message = `${items(counter.count)} ${counter.count === 1 ? does[0] : does[1]}.`;
  return [{ severity: "warning", code, message, count: counter.count, sample: counter.sample }];
}

function blocking(points: number): Finding {
  const message =
    points === 0
      ? "The version has no items: publish an item of its products first."
      : "No price is filled in: give at least one item a price.";
  return { severity: "blocking", code: "no_values", message, count: points, sample: [] };
}

/** The sentence of each warning, for one item and for several. */
const sentences: Record<WarningCode, [one: string, many: string]> = {
  empty_cells: ["has an empty price", "have empty prices"],
  zero_prices: ["has a price of zero", "have prices of zero"],
  moved: [
    "moved by more than 50 % against the active version",
    "moved by more than 50 % against the active version",
  ],
  msrp_below_cost: ["has a customer price below cost", "have customer prices below cost"],
};

/** What the facts mean: one blocking finding, or the warnings that concern at least one item (DESIGN §5). */
export function findingsOf({ points, hasValue, warnings }: ReadinessFacts): Finding[] {
  if (!hasValue) return [blocking(points)];
  return warningCodes.flatMap((code) => warning(code, warnings[code], sentences[code]));
}

/**
 * Counts what is checked before a version is scheduled or activated (DESIGN §5): the rule itself, which db/price-readiness.ts
 * applies in the database. Moved means more than ±50 % against the active version.
 */
export function readinessFacts(
  columns: readonly { id: string }[],
  points: Iterable<ReadinessPoint>,
): ReadinessFacts {
  const warnings = {
    empty_cells: counter(),
    zero_prices: counter(),
    moved: counter(),
    msrp_below_cost: counter(),
  };
  const ids = columns.map((column) => column.id);
  const comparesMargin = ids.includes("price") && ids.includes("st0p");
  const facts = { points: 0, hasValue: false, warnings };
  for (const { itemId, values, active } of points) {
    facts.points += 1;
    const cells = ids.map((id) => values[id] ?? null);
    if (cells.some((cell) => cell !== null)) facts.hasValue = true;
    if (cells.includes(null)) note(warnings.empty_cells, itemId);
    if (cells.includes(0n)) note(warnings.zero_prices, itemId);
    if (active && ids.some((id) => hasMoved(active[id] ?? null, values[id] ?? null))) {
      note(warnings.moved, itemId);
    }
    const { price = null, st0p = null } = values;
    if (comparesMargin && price !== null && st0p !== null && st0p < price) {
      note(warnings.msrp_below_cost, itemId);
    }
  }
  return facts;
}

/** The findings over these points. */
export function readiness(columns: readonly { id: string }[], points: Iterable<ReadinessPoint>): Finding[] {
  return findingsOf(readinessFacts(columns, points));
}

function counter(): Counter {
  return { count: 0, sample: [] };
}

/** May the version be scheduled or activated? `strict` stops at warnings too (API.md §2). */
export function isReady(findings: readonly Finding[], strict: boolean): boolean {
  return !findings.some((finding) => strict || finding.severity === "blocking");
}
