import type { z } from "zod";
import type { Issue } from "./errors";
import {
  commitmentName,
  commitmentOf,
  commitmentsOf,
  fixedFieldIssues,
  type ItemContent,
  ItemInput,
  type ItemPeriod,
  itemIssues,
  itemPeriodNames,
  itemPeriods,
  itemTypeNames,
  precisionOf,
} from "./item";
import type { SheetRow, VerdictCell } from "./sheet-import";
import { type ItemStatus, type ItemType, itemTypes } from "./states";
import { findUnit, unitOf, units } from "./units";

/** The columns of the sheet, in its order, by what they hold (reference connect.md §9). */
export const itemSheetTitles = {
  id: "ID",
  mpn: "MPN",
  action: "Action",
  name: "Name",
  description: "Description",
  type: "Type",
  precision: "Precision",
  unit: "Unit",
  period: "Billing Period",
  commitment: "Commitment",
  status: "Status",
} as const;
export type ItemSheetField = keyof typeof itemSheetTitles;

export const itemSheetFields: readonly ItemSheetField[] = fieldNames();

/** The filled cells of a row. */
export type ItemCells = Partial<Record<ItemSheetField, string>>;

export function itemCell(field: ItemSheetField, cells: ItemCells, reason: string): VerdictCell {
  return { column: itemSheetTitles[field], value: cells[field] ?? "", reason };
}

type Current = ItemContent & { status: ItemStatus };
type Read = { content: ItemContent } | { problems: VerdictCell[] };

/** The whole item that the cells describe, on top of what it is now, or every cell that is wrong. */
export function readItem(cells: ItemCells, current: Current | undefined): Read {
  const now = current && inputOf(current);
  const period = cells.period === undefined ? current?.period : periodOf(cells.period);
  const commitment = readCommitment(cells, period, current);
  const parsed = ItemInput.safeParse({
    name: cells.name ?? now?.name,
    mpn: cells.mpn ?? now?.mpn,
    description: cells.description ?? now?.description,
    external_id: current?.externalId,
    type: cells.type === undefined ? now?.type : (typeOf(cells.type) ?? cells.type),
    period: period ?? cells.period,
    precision: cells.precision?.toLowerCase().replace(/\s/g, "") ?? now?.precision,
    unit: { id: cells.unit === undefined ? now?.unit : (unitIdOf(cells.unit) ?? cells.unit) },
    commitment: typeof commitment === "number" ? { count: commitment } : undefined,
  });
  const problems = parsed.success ? [] : cellsOfIssues(issuesOf(parsed.error), cells);
  if (typeof commitment === "string") problems.push(itemCell("commitment", cells, commitment));
  if (!parsed.success || problems.length > 0) return { problems };
  const content = parsed.data;
  const fixed = current ? fixedFieldIssues(current.status, current, content) : [];
  const issues = fixed.length > 0 ? fixed : itemIssues(content);
  return issues.length > 0 ? { problems: cellsOfIssues(issues, cells) } : { content };
}

function inputOf(item: ItemContent) {
  return { ...item, unit: item.unitId, precision: precisionOf(item.quantityDecimals) };
}

/** The commitment in periods, the reason why the cell says none, or undefined while the period is unknown. */
function readCommitment(
  cells: ItemCells,
  period: ItemPeriod | undefined,
  current: Current | undefined,
): number | string | undefined {
  if (cells.commitment === undefined) return current?.commitment ?? 1;
  if (period === undefined) return undefined;
  const count = commitmentOf(period, cells.commitment);
  if (count !== undefined) return count;
  const allowed = commitmentsOf(period).map((known) => (known === 1 ? "-" : commitmentName(period, known)));
  return `“${cells.commitment}” is not possible for ${itemPeriodNames[period]}; allowed: ${allowed.join(", ")}`;
}

function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

const fieldByPath: Record<string, ItemSheetField> = {
  name: "name",
  mpn: "mpn",
  description: "description",
  type: "type",
  period: "period",
  precision: "precision",
  unit: "unit",
  commitment: "commitment",
};

function cellsOfIssues(issues: readonly Issue[], cells: ItemCells): VerdictCell[] {
  return issues.map(({ path, message }) => {
    const field = fieldByPath[path.split(".")[0] ?? ""] ?? "id";
    return itemCell(
      field,
      cells,
      cells[field] === undefined && message.includes("required") ? "is required" : message,
    );
  });
}

function folded(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

/** The period that is called so, by its name or by its word in the API. */
function periodOf(text: string): ItemPeriod | undefined {
  return itemPeriods.find((period) => [period, itemPeriodNames[period]].map(folded).includes(folded(text)));
}

function typeOf(text: string): ItemType | undefined {
  return itemTypes.find((type) => [type, itemTypeNames[type]].map(folded).includes(folded(text)));
}

function unitIdOf(text: string): string | undefined {
  const known =
    findUnit(text) ??
    units.find(({ unit, description }) => [unit, description].map(folded).includes(folded(text)));
  return known?.id;
}

type Words = Record<
  "name" | "mpn" | "description" | "type" | "precision" | "unit" | "period" | "commitment",
  string
>;

/** An item as the sheet says it. */
function wordsOf(item: ItemContent): Words {
  return {
    name: item.name,
    mpn: item.mpn,
    description: item.description,
    type: itemTypeNames[item.type],
    precision: precisionOf(item.quantityDecimals),
    unit: unitOf(item.unitId).id,
    period: itemPeriodNames[item.period],
    commitment: item.commitment === 1 ? "-" : commitmentName(item.period, item.commitment),
  };
}

/** What differs between two states of an item: the new value, and the old one in words. */
export function changedCells(before: ItemContent, after: ItemContent): VerdictCell[] {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return itemSheetFields.flatMap((field) => {
    if (!isContentField(field) || was[field] === is[field]) return [];
    return [{ column: itemSheetTitles[field], value: is[field], reason: `${was[field]} → ${is[field]}` }];
  });
}

function isContentField(field: ItemSheetField): field is keyof Words {
  return !["id", "action", "status"].includes(field);
}

/** The header of the sheet `Items`. */
export const itemSheetHeader: SheetRow = Object.values(itemSheetTitles);

/** Column widths in characters that go with `itemSheetHeader`. */
export const itemSheetWidths = [22, 18, 10, 44, 60, 14, 12, 12, 16, 14, 12];

/** One row of the sheet `Items`. Action is `-`, so that importing it again changes nothing. */
export function itemSheetRow(item: ItemContent & { id: string; status: ItemStatus }): SheetRow {
  const words = { ...wordsOf(item), id: item.id, action: "-", status: item.status };
  return itemSheetFields.map((field) => words[field]);
}

/** `Object.keys` forgets which keys an object has; this one is a constant of ours. */
function fieldNames(): ItemSheetField[] {
  return Object.keys(itemSheetTitles) as ItemSheetField[];
}
