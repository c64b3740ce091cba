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

const sampleSize = 5;
const movedPercent = 50n;

type Counter = { count: number; sample: string[] };

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

/**
 * Checked before a version is scheduled or activated (DESIGN §5). Blocking: no cell of any point has a value. Warnings: empty
 * cells, zero prices, prices that moved more than ±50 % against the active version, a customer price below cost.
 */
export function readiness(columns: readonly { id: string }[], points: Iterable<ReadinessPoint>): Finding[] {
  const counters = { empty: counter(), zero: counter(), moved: counter(), below: counter() };
  const ids = columns.map((column) => column.id);
  const comparesMargin = ids.includes("price") && ids.includes("st0p");
  let total = 0;
  let hasValue = false;
  for (const { itemId, values, active } of points) {
    total += 1;
    const cells = ids.map((id) => values[id] ?? null);
    if (cells.some((cell) => cell !== null)) hasValue = true;
    if (cells.includes(null)) note(counters.empty, itemId);
    if (cells.includes(0n)) note(counters.zero, itemId);
    if (active && ids.some((id) => hasMoved(active[id] ?? null, values[id] ?? null))) {
      note(counters.moved, itemId);
    }
    const { price = null, st0p = null } = values;
    if (comparesMargin && price !== null && st0p !== null && st0p < price) note(counters.below, itemId);
  }
  if (!hasValue) return [blocking(total)];
  return [
    ...warning("empty_cells", counters.empty, ["has an empty price", "have empty prices"]),
    ...warning("zero_prices", counters.zero, ["has a price of zero", "have prices of zero"]),
    ...warning("moved", counters.moved, [
      "moved by more than 50 % against the active version",
      "moved by more than 50 % against the active version",
    ]),
    ...warning("msrp_below_cost", counters.below, [
      "has a customer price below cost",
      "have customer prices below cost",
    ]),
  ];
}

function counter(): Counter {
  return { count: 0, sample: [] };
}

/** May the version be scheduled or activated? `strict` stops at warnings too (API.md §2). */
export function isReady(findings: readonly Finding[], strict: boolean): boolean {
  return !findings.some((finding) => strict || finding.severity === "blocking");
}
