import { z } from "zod";
import { divideHalfUp, pow10 } from "./decimal";
import { type DomainError, type Issue, invalid, invalidFields } from "./errors";
import type { Amount } from "./money";
import { maxDigits, type Reading, readAmountInput, readSignedInput } from "./money-text";
import type { PriceColumn } from "./price-columns";

/** A decimal, as a number or a string; read at the list's decimals by `readOperation`. */
const decimalInput = z.union([z.string(), z.number(), z.object({ source: z.string() })], {
  error: "must be a decimal, as a number or a string",
});

/** `round` goes to the nearest multiple, a half up, unless told a direction. */
export const operationInput = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("percent"), value: decimalInput }),
    z.object({ kind: z.literal("add"), value: decimalInput }),
    z.object({ kind: z.literal("set"), value: decimalInput }),
    z.object({
      kind: z.literal("round"),
      value: decimalInput,
      direction: z.enum(["nearest", "up", "down"]).default("nearest"),
    }),
  ],
  { error: "kind must be percent, add, set or round" },
);
export type OperationInput = z.infer<typeof operationInput>;

/** `POST /pricing/versions/{id}/changes` (API.md §3). */
export const bulkChangeInput = z.object({
  attributes: z.array(z.string()).min(1, "must name at least one column"),
  where: z.string().nullable().default(null),
  operation: operationInput,
  dry_run: z.boolean().default(false),
  /** From a dry run: the change is made only if the selected points still are as they were then. */
  fingerprint: z.string().max(100).optional(),
});
export type BulkChangeInput = z.infer<typeof bulkChangeInput>;

/** What is done to every selected cell. `by`, `to` and `multiple` are in units of the list's decimals. */
export type Operation =
  | { readonly kind: "percent"; readonly percent: Amount }
  | { readonly kind: "add"; readonly by: bigint }
  | { readonly kind: "set"; readonly to: bigint }
  | { readonly kind: "round"; readonly multiple: bigint; readonly direction: "nearest" | "up" | "down" };

/** Decimals of a percentage of change. */
const percentDecimals = 4;

function unitsOf(reading: Reading, value: unknown): bigint {
  if ("units" in reading) return reading.units;
  throw refusedValue(reading.refusal.message, reading.refusal.rule, value);
}

function refusedValue(message: string, rule: string, value: unknown): DomainError {
  return invalid("operation.value", message, { rule, value });
}

/**
 * The operation at the list's decimals. A percentage has at most four decimals and may be negative; so may an amount to add.
 * @throws DomainError `invalid` naming `operation.value`.
 */
export function readOperation(input: OperationInput, decimals: number): Operation {
  const { kind, value } = input;
  if (kind === "percent") {
    const units = unitsOf(readSignedInput(value, percentDecimals), value);
    return { kind, percent: { units, scale: percentDecimals } };
  }
  if (kind === "add") return { kind, by: unitsOf(readSignedInput(value, decimals), value) };
  if (kind === "set") return { kind, to: unitsOf(readAmountInput(value, decimals), value) };
  const multiple = unitsOf(readAmountInput(value, decimals), value);
  if (multiple === 0n) throw refusedValue("must be more than zero to round to its multiples", "range", value);
  return { kind, multiple, direction: input.direction };
}

/** The columns a change names, as the list has them. @throws DomainError `invalid` for each it does not have. */
export function checkChangedColumns(
  attributes: readonly string[],
  columns: readonly PriceColumn[],
): string[] {
  const known = columns.map((column) => column.id);
  const issues = attributes.flatMap((id, index): Issue[] => {
    if (known.includes(id)) return [];
    const message = `“${id}” is not a column of this list; allowed are ${known.join(", ")}`;
    return [{ path: `attributes.${index}`, message, rule: "column", value: id }];
  });
  if (issues.length > 0) throw invalidFields(issues);
  return known.filter((id) => attributes.includes(id));
}

/** What an operation makes of one cell: a new value (which may equal the old one), nothing (empty cells stay empty), or a refusal. */
export type CellChange =
  | { readonly outcome: "changed" | "unchanged" | "skipped"; readonly after: bigint | null }
  | { readonly outcome: "refused"; readonly after: null; readonly reason: string };

const limit = pow10(maxDigits);

/** Percentages and rounding are half away from zero; `set` also fills empty cells, the others leave them empty. */
export function changeCell(operation: Operation, before: bigint | null): CellChange {
  const after = operation.kind === "set" ? operation.to : before === null ? null : apply(operation, before);
  if (after === null) return { outcome: "skipped", after: null };
  if (after < 0n) return { outcome: "refused", after: null, reason: "The price would be negative." };
  if (after >= limit) {
    return { outcome: "refused", after: null, reason: `The price would have more than ${maxDigits} digits.` };
  }
  return { outcome: after === before ? "unchanged" : "changed", after };
}

function apply(operation: Exclude<Operation, { kind: "set" }>, before: bigint): bigint {
  if (operation.kind === "add") return before + operation.by;
  if (operation.kind === "round") return roundTo(before, operation.multiple, operation.direction);
  const { units, scale } = operation.percent;
  return divideHalfUp(before * (100n * pow10(scale) + units), pow10(scale + 2));
}

function roundTo(value: bigint, multiple: bigint, direction: "nearest" | "up" | "down"): bigint {
  if (direction === "nearest") return divideHalfUp(value, multiple) * multiple;
  const down = (value / multiple) * multiple;
  return direction === "up" && down < value ? down + multiple : down;
}

/** One selected cell before and after. */
export type ChangedCell = CellChange & {
  readonly itemId: string;
  readonly columnId: string;
  readonly before: bigint | null;
};

/** The preview of a change over a selection: a row for every selected cell. */
export function previewChange(
  operation: Operation,
  columnIds: readonly string[],
  points: Iterable<{ itemId: string; values: Readonly<Record<string, bigint | null>> }>,
): ChangedCell[] {
  const cells: ChangedCell[] = [];
  for (const { itemId, values } of points) {
    for (const columnId of columnIds) {
      const before = values[columnId] ?? null;
      cells.push({ itemId, columnId, before, ...changeCell(operation, before) });
    }
  }
  return cells;
}
