import { z } from "zod";
import { type Issue, invalidFields } from "./errors";
import { readAmountInput } from "./money-text";
import type { PriceColumn } from "./price-columns";

/** PUT on one point: any subset of the columns, `null` clears a cell (API.md §2). */
export const pointInput = z.object({ attributes: z.record(z.string(), z.unknown()) });

export const maxPointsPerWrite = 5000;

/**
 * PUT on many points of a version: all or nothing. `expected` holds what the writer saw in cells before, null for an
 * empty one; cells that are not named there are written whatever they hold.
 */
export const pointsInput = z
  .array(
    z.object({
      id: z.string().min(1),
      attributes: z.record(z.string(), z.unknown()),
      expected: z.record(z.string(), z.unknown()).optional(),
    }),
  )
  .min(1, "must name at least one point")
  .max(maxPointsPerWrite, `may name at most ${maxPointsPerWrite} points`);

/**
 * The new values of a point, by column id, in units of the list's decimals; columns not named stay as they are.
 * @throws DomainError `invalid` with one issue for every unknown column and every value that is not an amount (DESIGN §3).
 */
export function readPointValues(
  attributes: Readonly<Record<string, unknown>>,
  columns: readonly PriceColumn[],
  decimals: number,
  path = "attributes",
): Record<string, bigint | null> {
  const issues: Issue[] = [];
  const values: [string, bigint | null][] = [];
  for (const [id, value] of Object.entries(attributes)) {
    const place = `${path}.${id}`;
    if (!columns.some((column) => column.id === id)) {
      const allowed = columns.map((column) => column.id).join(", ");
      issues.push({
        path: place,
        message: `is not a column of this list; allowed are ${allowed}`,
        rule: "column",
      });
      continue;
    }
    const reading = value === null ? null : readAmountInput(value, decimals);
    if (reading === null) values.push([id, null]);
    else if ("units" in reading) values.push([id, reading.units]);
    else issues.push({ path: place, message: reading.refusal.message, rule: reading.refusal.rule, value });
  }
  if (issues.length > 0) throw invalidFields(issues);
  return Object.fromEntries(values);
}
