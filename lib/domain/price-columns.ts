import { z } from "zod";
import type { VisibleColumns } from "./access";
import { type Issue, invalidFields } from "./errors";

/** A column of a price list. The order of a list's columns is the order of its spreadsheet. */
export type PriceColumn = { id: string; name: string; description: string | null };

/** The prices of one item by column id, in units of the list's decimals. Zero is a price; null, or a missing key, is empty. */
export type PointValues = Readonly<Record<string, bigint | null>>;

type PredefinedColumn = { id: string; name: string; label: string; meaning: string };

/** `name` is what the platform API calls it; `label` is what people read, because T0, T1 and T2 get mixed up. */
export const predefinedColumns = [
  { id: "price", name: "Price", label: "Cost", meaning: "What the distributor pays the vendor" },
  {
    id: "st0p",
    name: "Suggested T0 Price",
    label: "Customer price (MSRP)",
    meaning: "What the customer pays: the recommended retail price",
  },
  {
    id: "st1p",
    name: "Suggested T1 Price",
    label: "Direct reseller price",
    meaning: "What a reseller that sells to the customer pays",
  },
  {
    id: "st2p",
    name: "Suggested T2 Price",
    label: "Indirect reseller price",
    meaning: "What a reseller that supplies the direct reseller pays",
  },
] as const satisfies readonly PredefinedColumn[];

export type PredefinedColumnId = (typeof predefinedColumns)[number]["id"];

const byId = new Map<string, PredefinedColumn>(predefinedColumns.map((column) => [column.id, column]));
const byName = new Map<string, PredefinedColumn>(predefinedColumns.map((column) => [column.name, column]));

export function isPredefined(columnId: string): columnId is PredefinedColumnId {
  return byId.has(columnId);
}

/** What people read above the column: plain words for a predefined one under its own name, else its name. */
export function columnLabel(column: { id: string; name: string }): string {
  const known = byId.get(column.id);
  if (known && known.name === column.name) return known.label;
  return column.id.startsWith("v.") ? column.name.slice(2) : column.name;
}

/** One sentence about the column: the owner's description, else the meaning of a predefined one. */
export function columnMeaning(column: PriceColumn): string | null {
  return column.description ?? byId.get(column.id)?.meaning ?? null;
}

/** The columns of a list that an account may see (DESIGN §1, Column visibility). */
export function columnsFor(columns: readonly PriceColumn[], visible: VisibleColumns): PriceColumn[] {
  return columns.filter((column) => visible === "all" || visible.includes(column.id));
}

const customName = /^v\..{1,98}$/;
const allowedNames = `${predefinedColumns.map((column) => column.name).join(", ")}, or v. and 1 to 98 characters`;

/** One entry of `attributes` in a body; an `id` is sent only to keep an existing column. */
export const attributeInput = z.object({
  id: z.string().optional(),
  name: z.string().max(100, "may have at most 100 characters").optional(),
  description: z.string().max(2048, "may have at most 2048 characters").nullish(),
});
export type AttributeInput = z.infer<typeof attributeInput>;

export const attributesInput = z
  .array(attributeInput)
  .min(1, "must name at least one column")
  .max(100, "may name at most 100 columns");

/**
 * The columns of a new list, in the given order (reference §3.2).
 * @throws DomainError `invalid` with one issue for every unknown or repeated name.
 */
export function newColumns(inputs: readonly AttributeInput[]): PriceColumn[] {
  return readColumns(inputs, []);
}

/**
 * The columns after a change. An entry with the `id` of a column keeps it, and may give a predefined one another name.
 * @throws DomainError `invalid` with one issue for every faulty entry.
 */
export function changedColumns(
  current: readonly PriceColumn[],
  inputs: readonly AttributeInput[],
): PriceColumn[] {
  return readColumns(inputs, current);
}

function readColumns(inputs: readonly AttributeInput[], current: readonly PriceColumn[]): PriceColumn[] {
  const issues: Issue[] = [];
  const columns: PriceColumn[] = [];
  inputs.forEach((input, index) => {
    const path = `attributes.${index}.${input.id !== undefined ? "id" : "name"}`;
    const column = readColumn(input, current);
    if (typeof column === "string") {
      issues.push({ path, message: column, rule: "column", value: input.id ?? input.name });
    } else if (columns.some((other) => other.id === column.id || other.name === column.name)) {
      issues.push({ path, message: `“${column.name}” is given twice`, rule: "unique", value: column.name });
    } else {
      columns.push(column);
    }
  });
  if (issues.length > 0) throw invalidFields(issues);
  return columns;
}

/** The column, or the sentence that refuses it. */
function readColumn(input: AttributeInput, current: readonly PriceColumn[]): PriceColumn | string {
  const kept =
    input.id === undefined
      ? current.find((column) => column.name === input.name)
      : current.find((column) => column.id === input.id);
  if (kept) return keptColumn(kept, input);
  const name = input.name ?? byId.get(input.id ?? "")?.name ?? input.id ?? "";
  const id = byName.get(name)?.id ?? (customName.test(name) ? name : undefined);
  if (id === undefined) return `“${name}” is not a column name; allowed are ${allowedNames}`;
  if (input.id !== undefined && input.id !== id)
    return `“${input.id}” is not the id of ${name}, which is “${id}”`;
  return { id, name, description: input.description ?? null };
}

function keptColumn(column: PriceColumn, input: AttributeInput): PriceColumn | string {
  const name = input.name?.trim() ?? column.name;
  if (name === "") return "must have a name";
  if (!isPredefined(column.id) && name !== column.name) {
    return `“${column.name}” cannot be renamed: a custom column’s name is its id; add a new column instead`;
  }
  if (name.startsWith("v.") && isPredefined(column.id)) {
    return `“${name}” is not allowed: names with v. are for custom columns`;
  }
  const description = input.description === undefined ? column.description : input.description;
  return { id: column.id, name, description };
}

/** The ids of columns that a change would drop. */
export function droppedColumns(before: readonly PriceColumn[], after: readonly PriceColumn[]): string[] {
  const kept = new Set(after.map((column) => column.id));
  return before.map((column) => column.id).filter((id) => !kept.has(id));
}

/**
 * A column can be dropped only while no version but drafts holds values in it (DESIGN §5).
 * `holders` are, by column id, the versions past draft that hold a value in it.
 * @throws DomainError `invalid` naming the columns and the versions.
 */
export function checkDroppedColumns(
  dropped: readonly string[],
  holders: Readonly<Record<string, readonly string[]>>,
): void {
  const issues = dropped.flatMap((id) => {
    const versions = holders[id] ?? [];
    if (versions.length === 0) return [];
    const message = `“${id}” cannot be dropped: ${versions.join(", ")} ${versions.length > 1 ? "hold" : "holds"} prices in it`;
    return [{ path: "attributes", message, rule: "column_in_use", value: id }];
  });
  if (issues.length > 0) throw invalidFields(issues);
}

export type PointStatus = "filled" | "empty";

/**
 * `filled` when every predefined column of the list has a value (API.md §2); a list of custom columns alone asks for all of them.
 */
export function pointStatus(columns: readonly { id: string }[], values: PointValues): PointStatus {
  const predefined = columns.filter((column) => isPredefined(column.id));
  const asked = predefined.length > 0 ? predefined : columns;
  return asked.every((column) => (values[column.id] ?? null) !== null) ? "filled" : "empty";
}
