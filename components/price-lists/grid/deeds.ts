import { parseTsv, printTsv, readCellText, spread } from "./clipboard";
import { type GridColumn, textOf } from "./columns";
import type { Refusal } from "./edits";
import type { Block, Size } from "./selection";
import type { CellChange } from "./undo";

/** How many rows one deed of the grid may take in; more are for a bulk change. */
export const rowsPerDeed = 5000;

/** A row as the deeds need it. */
export type DeedRow = { id: string; name: string; mpn: string; product: { name: string } };

/** The rows of a block, from its top on; null and undefined have no prices to change. */
export type DeedRows<R extends DeedRow> = readonly (R | null | undefined)[];

export type Sheet<R extends DeedRow> = {
  columns: readonly GridColumn[];
  currency: string;
  decimals: number;
  read: (row: R, columnId: string) => string | null;
};

/** The selected cells for a spreadsheet. */
export function copied<R extends DeedRow>(rows: DeedRows<R>, block: Block, sheet: Sheet<R>): string {
  const columns = sheet.columns.slice(block.left, block.right + 1);
  return printTsv(
    rows.map((row) =>
      columns.map(({ id, isPrice }) =>
        row ? (isPrice ? (sheet.read(row, id) ?? "") : textOf(row, id)) : "",
      ),
    ),
  );
}

/** What emptying the selected cells changes. */
export function cleared<R extends DeedRow>(rows: DeedRows<R>, block: Block, sheet: Sheet<R>): CellChange[] {
  return changesOf(rows, block, sheet, () => null);
}

/** What filling down changes: every selected cell takes the value at the top of its column. */
export function filledDown<R extends DeedRow>(
  rows: DeedRows<R>,
  block: Block,
  sheet: Sheet<R>,
): CellChange[] {
  const [top, ...rest] = rows;
  if (!top) return [];
  return changesOf(rest, block, sheet, (columnId) => sheet.read(top, columnId));
}

function changesOf<R extends DeedRow>(
  rows: DeedRows<R>,
  { left, right }: Block,
  { columns, read }: Sheet<R>,
  wanted: (columnId: string) => string | null,
): CellChange[] {
  const prices = columns.slice(left, right + 1).filter(({ isPrice }) => isPrice);
  return rows.flatMap((row) =>
    row
      ? prices.map(({ id }) => ({
          itemId: row.id,
          columnId: id,
          before: read(row, id),
          after: wanted(id),
        }))
      : [],
  );
}

/** What a paste does: where it lands, the cells it changes, those it is refused for and why, and how many fall off. */
export type Paste = { block: Block; changes: CellChange[]; refusals: Refusal[]; outside: number };

/** How many rows a text on the clipboard reaches down from the selection. */
export function reachOf(text: string, block: Block, size: Size): number {
  const { cells } = spread(parseTsv(text), block, size);
  return cells.reduce((last, { row }) => Math.max(last, row), block.top) - block.top + 1;
}

/** Good cells are changed, the others are listed with their reason. `rows` are those from the top of the block on. */
export function pasted<R extends DeedRow>(
  text: string,
  rows: DeedRows<R>,
  at: { block: Block; size: Size },
  sheet: Sheet<R>,
): Paste {
  const { cells, outside } = spread(parseTsv(text), at.block, at.size);
  const paste: Paste = { block: { ...at.block }, changes: [], refusals: [], outside };
  for (const { row: index, column: place, text: value } of cells) {
    paste.block.bottom = Math.max(paste.block.bottom, index);
    paste.block.right = Math.max(paste.block.right, place);
    const row = rows[index - at.block.top];
    const column = sheet.columns[place];
    if (!row || !column) continue;
    const of = { itemId: row.id, columnId: column.id };
    const reading = column.isPrice
      ? readCellText(value, sheet.currency, sheet.decimals)
      : sameText(value, textOf(row, column.id), column);
    if (reading === undefined) continue;
    if ("reason" in reading) paste.refusals.push({ ...of, value, reason: reading.reason });
    else paste.changes.push({ ...of, before: sheet.read(row, column.id), after: reading.value });
  }
  return paste;
}

/** A block copied with its names may be pasted back with them. */
function sameText(pastedText: string, own: string, column: GridColumn): { reason: string } | undefined {
  return pastedText.trim() === own.trim() ? undefined : { reason: `${column.label} cannot be changed here` };
}
