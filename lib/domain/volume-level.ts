import type { Amount } from "./money";

/** Volume levels of licences, lowest first, with the quantity from which each is reached (vipmp reference §1.3). */
const licenceLevels = [
  { level: "01", from: 1 },
  { level: "02", from: 10 },
  { level: "03", from: 50 },
  { level: "04", from: 100 },
] as const;

/** The level that a quantity of licences reaches: 1–9 is 01, 10–49 is 02, 50–99 is 03, 100 and more is 04. */
export function levelOf(quantity: number): string {
  return licenceLevels.findLast(({ from }) => quantity >= from)?.level ?? "01";
}

/** A level is held until the renewal: an order can lift it, never lower it. Two digits compare as text. */
export function higherLevel(a: string, b: string): string {
  return a > b ? a : b;
}

/**
 * The distributor's cost of one unit at a level: the list's column `v.level_NN` where it has a value, else `price`
 * (API.md §4). Undefined when the item has no price at all.
 */
export function costAtLevel(values: Readonly<Record<string, Amount>>, level: string): Amount | undefined {
  return values[`v.level_${level}`] ?? values.price;
}
