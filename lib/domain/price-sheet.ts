import { printDecimal } from "./decimal";
import { invalid } from "./errors";
import { readAmount, readMoney } from "./money-text";
import type { PointValues, PriceColumn } from "./price-columns";
import {
  formulaProblem,
  isBlankRow,
  matchHeader,
  type RawRow,
  readableText,
  type SheetRow,
  type SheetTable,
  untitledCell,
  uploadPath,
  type VerdictCell,
} from "./sheet-import";

/** The sheet that holds the prices of a version (API.md §2); another first sheet is taken when there is none. */
export const priceSheetName = "Prices";
const verdictTitle = "Verdict";
const fixedTitles = { item: "Item ID", mpn: "MPN", name: "Name", product: "Product" } as const;

/** What is needed of the price list to read its file. `scale`: the list's decimals. */
export type PriceSheetContext = {
  columns: readonly Pick<PriceColumn, "id" | "name">[];
  currency: string | null;
  scale: number;
};

/** One point of the draft version before the import. */
export type SheetPoint = { itemId: string; mpn: string; values: PointValues };

/** One point as it is written. `product` is the product's name. */
export type ExportPoint = SheetPoint & { name: string; product: string };

export const priceVerdicts = ["changed", "unchanged", "cleared", "failed"] as const;
export type PriceVerdict = (typeof priceVerdicts)[number];

/**
 * What the import makes of one row. `row` is the number that the spreadsheet shows; `itemId` is null when no item was
 * found. `cells` tells about every cell that changes, is cleared or failed; `values` is what to write, by column id, and
 * `found` what is there now: empty unless the verdict is changed or cleared. A row that clears at least one cell is `cleared`.
 */
export type PriceRowVerdict = {
  row: number;
  itemId: string | null;
  verdict: PriceVerdict;
  cells: VerdictCell[];
  values: Record<string, bigint | null>;
  found: Record<string, bigint | null>;
};

export type PriceSheetResult = { rows: number } & Record<PriceVerdict, number>;

/** Reads row after row. Blank rows give undefined and are not counted. */
export type PriceSheetReader = {
  read: (row: number, cells: RawRow) => PriceRowVerdict | undefined;
  result: () => PriceSheetResult;
};

type Column = { id: string; name: string; index: number };
type Found = { point: SheetPoint } | { cell: VerdictCell };

/**
 * A reader for the rows below the header (API.md §2): rows are matched by Item ID, else by MPN; items without a row and
 * columns that are not there stay as they are; an empty cell clears; one bad cell fails its row, and so does a second
 * row for an item. Columns may come in any order.
 * @throws DomainError `invalid` when columns are unknown, repeated or missing
 */
export function priceSheetReader(
  context: PriceSheetContext,
  header: RawRow,
  points: Iterable<SheetPoint>,
): PriceSheetReader {
  const places = matchHeader(header, knownColumns(context.columns));
  const columns = context.columns.flatMap(({ id, name }) => {
    const index = places.get(columnKey(id));
    return index === undefined ? [] : [{ id, name, index }];
  });
  assertUsable(context, places, columns);
  const find = finder(points, places);
  const seen = new Map<string, number>();
  const counts: PriceSheetResult = { rows: 0, changed: 0, unchanged: 0, cleared: 0, failed: 0 };

  function judge(row: number, cells: RawRow): PriceRowVerdict {
    const untitled = untitledCell(cells, header);
    if (untitled) return failed(row, null, [untitled]);
    const found = find(cells);
    if ("cell" in found) return failed(row, null, [found.cell]);
    const { itemId } = found.point;
    const earlier = seen.get(itemId);
    seen.set(itemId, earlier ?? row);
    if (earlier === undefined) return judgeValues(row, cells, found.point, columns, context);
    const reason = `row ${earlier} is already for this item; one row for each item is allowed`;
    return failed(row, itemId, [{ column: fixedTitles.item, value: itemId, reason }]);
  }

  return {
    read(row, cells) {
      if (isBlankRow(cells)) return undefined;
      const verdict = judge(row, cells);
      counts.rows += 1;
      counts[verdict.verdict] += 1;
      return verdict;
    },
    result: () => ({ ...counts }),
  };
}

/** Custom columns are called `v.…`, so that no column's id can be that of a fixed one. */
function columnKey(id: string): string {
  return `column ${id}`;
}

function knownColumns(columns: PriceSheetContext["columns"]) {
  return [
    ...Object.entries(fixedTitles).map(([key, title]) => ({ key, titles: [title] })),
    ...columns.map(({ id, name }) => ({ key: columnKey(id), titles: [name, id] })),
    { key: "verdict", titles: [verdictTitle] },
  ];
}

function assertUsable(context: PriceSheetContext, places: ReadonlyMap<string, number>, columns: Column[]) {
  if (!places.has("item") && !places.has("mpn")) {
    const message = `has neither a column “${fixedTitles.item}” nor “${fixedTitles.mpn}”; one is needed to find the items`;
    throw invalid(uploadPath, message, { rule: "columns" });
  }
  if (columns.length === 0) {
    const names = context.columns.map(({ name }) => name).join(", ");
    throw invalid(uploadPath, `has no column with prices; allowed: ${names}`, { rule: "columns" });
  }
}

function finder(points: Iterable<SheetPoint>, places: ReadonlyMap<string, number>) {
  const byId = new Map<string, SheetPoint>();
  const byMpn = new Map<string, SheetPoint | "several">();
  for (const point of points) {
    byId.set(point.itemId, point);
    byMpn.set(point.mpn, byMpn.has(point.mpn) ? "several" : point);
  }
  const text = (cells: RawRow, key: string) => {
    const index = places.get(key);
    return index === undefined ? "" : readableText(cells[index] ?? "");
  };
  return (cells: RawRow): Found => {
    const id = text(cells, "item");
    if (id !== "") return foundById(id, byId);
    return foundByMpn(text(cells, "mpn"), byMpn);
  };
}

function foundById(value: string, byId: ReadonlyMap<string, SheetPoint>): Found {
  const point = byId.get(value) ?? byId.get(value.toUpperCase());
  if (point) return { point };
  return {
    cell: { column: fixedTitles.item, value, reason: `no item of this version has the ID “${value}”` },
  };
}

function foundByMpn(value: string, byMpn: ReadonlyMap<string, SheetPoint | "several">): Found {
  const column = fixedTitles.mpn;
  if (value === "") {
    const reason = `the row names no item; give its ${fixedTitles.item} or ${fixedTitles.mpn}`;
    return { cell: { column, value, reason } };
  }
  const point = byMpn.get(value);
  if (point === "several") {
    const reason = `several items of this version have the MPN “${value}”; give the ${fixedTitles.item}`;
    return { cell: { column, value, reason } };
  }
  return point
    ? { point }
    : { cell: { column, value, reason: `no item of this version has the MPN “${value}”` } };
}

function failed(row: number, itemId: string | null, cells: VerdictCell[]): PriceRowVerdict {
  return { row, itemId, verdict: "failed", cells, values: {}, found: {} };
}

function judgeValues(
  row: number,
  cells: RawRow,
  point: SheetPoint,
  columns: readonly Column[],
  context: PriceSheetContext,
): PriceRowVerdict {
  const problems: VerdictCell[] = [];
  const effects: VerdictCell[] = [];
  const values: Record<string, bigint | null> = {};
  const found: Record<string, bigint | null> = {};
  let clears = false;
  for (const { id, name, index } of columns) {
    const value = cells[index] ?? "";
    const read = readCell(value, context);
    if (typeof read === "string") {
      problems.push({ column: name, value, reason: read });
      continue;
    }
    const before = point.values[id] ?? null;
    if (read.units === before) continue;
    values[id] = read.units;
    found[id] = before;
    clears ||= read.units === null;
    effects.push({ column: name, value, reason: effect(before, read.units, context.scale) });
  }
  if (problems.length > 0) return failed(row, point.itemId, problems);
  const verdict = clears ? "cleared" : effects.length > 0 ? "changed" : "unchanged";
  return { row, itemId: point.itemId, verdict, cells: effects, values, found };
}

/** The units that the cell says, null when it is empty, or why it says nothing. */
function readCell(value: string, context: PriceSheetContext): { units: bigint | null } | string {
  if (value === "") return { units: null };
  // Nearly every cell is a plain decimal, which needs none of what people type.
  const strict = readAmount(value, context.scale);
  if ("units" in strict) return strict;
  const problem = formulaProblem(value);
  if (problem !== undefined) return problem;
  const reading = readMoney(value, context.currency, context.scale);
  return "refusal" in reading ? reading.refusal.message : reading;
}

/** What an import does to a cell, in words: `365.00 → 325.00`. */
export function effect(before: bigint | null, after: bigint | null, scale: number): string {
  const words = (units: bigint | null) => (units === null ? "empty" : printDecimal(units, scale));
  return `${words(before)} → ${words(after)}`;
}

/** The header of the sheet `Prices`: fixed columns, then one per column of the list, in its order, by its name. */
export function priceSheetHeader(columns: PriceSheetContext["columns"]): SheetRow {
  return [...Object.values(fixedTitles), ...columns.map(({ name }) => name)];
}

/** Column widths in characters that go with `priceSheetHeader`. */
export function priceSheetWidths(columns: PriceSheetContext["columns"]): number[] {
  return [22, 18, 44, 32, ...columns.map(({ name }) => Math.max(14, name.length + 2))];
}

/** One row of the sheet `Prices`. Importing it again changes nothing. */
export function priceSheetRow(point: ExportPoint, context: PriceSheetContext): SheetRow {
  const values = context.columns.map(({ id }) => {
    const units = point.values[id] ?? null;
    return units === null ? null : { number: printDecimal(units, context.scale) };
  });
  return [point.itemId, point.mpn, point.name, point.product, ...values];
}

/** What the sheet `Info` says. Instants are ISO 8601 UTC; `frozenAt` is null while the version is a draft. */
export type PriceSheetInfo = {
  list: { id: string; name: string };
  version: { id: string; number: number; status: string };
  currency: string;
  exportedAt: string;
  frozenAt: string | null;
};

/** The sheet `Info` (API.md §2): a frozen version says as of when its names and prices are. */
export function priceInfoSheet(info: PriceSheetInfo, scale: number): SheetTable {
  const rows: SheetRow[] = [
    ["Price list", info.list.name],
    ["Price list ID", info.list.id],
    ["Version", { number: String(info.version.number) }],
    ["Version ID", info.version.id],
    ["Status", info.version.status],
    ["Currency", info.currency],
    ["Precision", { number: printDecimal(1n, scale) }],
    info.frozenAt === null ? ["Exported at (UTC)", info.exportedAt] : ["Frozen at (UTC)", info.frozenAt],
  ];
  return { name: "Info", widths: [22, 44], rows };
}

/** The title of the column that the report of an import adds to the uploaded rows; passed over on import. */
export const verdictColumn = verdictTitle;

/** A row's verdict as one cell of the report: `changed: Price 365.00 → 325.00; …`. */
export function verdictText({ verdict, cells }: Pick<PriceRowVerdict, "verdict" | "cells">): string {
  const details = cells.map(({ column, reason }) => `${column}: ${reason}`).join("; ");
  return details === "" ? verdict : `${verdict} – ${details}`;
}
