import { readMoneyText } from "@/components/ui/money-text";
import { printAmount } from "@/lib/domain/money";
import { neutralText } from "@/lib/domain/sheet-import";
import type { Block, Size } from "./selection";

/** What a spreadsheet puts on the clipboard: rows by line, cells by tab; a cell with either in it stands in quotes. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const body = text.replace(/\uFEFF/g, "").replace(/\r\n?/g, "\n");
  for (let from = 0; from <= body.length; ) {
    const [cell, end] = readCell(body, from);
    row.push(cell);
    if (body[end] !== "\t") {
      rows.push(row);
      row = [];
    }
    from = end + 1;
  }
  if (rows.length > 1 && rows.at(-1)?.join("") === "") rows.pop();
  return rows;
}

/** The cell that starts at `from`, and where it ends. */
function readCell(text: string, from: number): [cell: string, end: number] {
  if (text[from] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
    quoted.lastIndex = from;
    const match = quoted.exec(text);
    if (match) return [(match[1] ?? "").replaceAll('""', '"'), quoted.lastIndex];
  }
  const end = text.slice(from).search(/[\t\n]/);
  return end < 0 ? [text.slice(from), text.length] : [text.slice(from, from + end), from + end];
}

/** Cells for a spreadsheet. Text that it would take for a formula gets an apostrophe in front. */
export function printTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(printCell).join("\t")).join("\n");
}

function printCell(text: string): string {
  const safe = neutralText(text);
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell's text as a plain decimal, null for an empty one, or why it is no price. */
export type CellReading = { value: string | null } | { reason: string };

export function readCellText(text: string, currency: string, decimals: number): CellReading {
  if (text.trim() === "") return { value: null };
  const reading = readMoneyText(text, currency, decimals);
  return "error" in reading ? { reason: reading.error } : { value: printAmount(reading.amount) };
}

/** Where a pasted text goes. */
export type PastedCell = { row: number; column: number; text: string };

/**
 * Where the cells of a block go. It starts at the first selected cell; a selection that is a multiple of it is filled
 * with copies of it, as spreadsheets do. `outside` counts the cells that would fall off the grid.
 */
export function spread(
  rows: readonly (readonly string[])[],
  selected: Block,
  size: Size,
): { cells: PastedCell[]; outside: number } {
  const height = rows.length;
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return { cells: [], outside: 0 };
  const repeat = (selectedCount: number, count: number) =>
    selectedCount % count === 0 ? selectedCount : count;
  const tall = repeat(selected.bottom - selected.top + 1, height);
  const wide = repeat(selected.right - selected.left + 1, width);
  const cells: PastedCell[] = [];
  let outside = 0;
  for (let row = 0; row < tall; row++) {
    for (let column = 0; column < wide; column++) {
      const text = rows[row % height]?.[column % width];
      if (text === undefined) continue;
      const place = { row: selected.top + row, column: selected.left + column };
      if (place.row < size.rows && place.column < size.columns) cells.push({ ...place, text });
      else outside += 1;
    }
  }
  return { cells, outside };
}
