import { itemSheetName, itemSheetReader } from "@/lib/domain/item-sheet";
import {
  type ExportPoint,
  priceInfoSheet,
  priceSheetHeader,
  priceSheetName,
  priceSheetReader,
  priceSheetRow,
  priceSheetWidths,
} from "@/lib/domain/price-sheet";
import {
  isBlankRow,
  type RawRow,
  readableText,
  type SheetCell,
  type SheetRow,
  type SheetTable,
} from "@/lib/domain/sheet-import";
import type { JobIo, JobKind, Jobs, JobTable, SheetFormat, WrittenSheet } from "../worker/jobs";
import { readSpreadsheet } from "./read";
import { csvWriter, writeCsv, writeXlsx } from "./write";

/** Rows that cross between the threads at once, and are stored at once: some milliseconds of the main thread's time. */
const batchSize = 2000;
/** Reading takes this share of an import, in percent. */
const readShare = 60;

export const spreadsheetJobs: JobTable = {
  async "parse-price-sheet"({ file, name, context }, io) {
    const points = await collect(io);
    const rows = await readRows(file, name, priceSheetName, io);
    const { header, first } = headerOf(rows);
    return judge(rows, first, priceSheetReader(context, header, points), io);
  },

  async "parse-item-sheet"({ file, name }, io) {
    const items = await collect(io);
    const rows = await readRows(file, name, itemSheetName, io);
    const { header, first } = headerOf(rows);
    return judge(rows, first, itemSheetReader(header, items), io);
  },

  async "write-price-sheet"({ context, info, format }, io) {
    const table = {
      name: priceSheetName,
      widths: priceSheetWidths(context.columns),
      rows: [priceSheetHeader(context.columns)],
    };
    const toRow = (point: ExportPoint) => priceSheetRow(point, context);
    return writeFed(format, table, [priceInfoSheet(info, context.scale)], io, toRow);
  },

  async "write-sheet"({ format, table, more = [] }, io) {
    return writeFed(format, table, more, io, (row) => row);
  },

  async "write-report"({ file, name, ...report }, io) {
    const texts = new Map<number, string>();
    for await (const batch of io.feed()) for (const { row, text } of batch) texts.set(row, text);
    const { format, rows, delimiter } = await readSpreadsheet(file, name, report.sheetName);
    io.progress(50);
    const table = reportTable(rows, texts, report);
    return written(format, format === "csv" ? writeCsv(table.rows, delimiter) : await writeXlsx([table]));
  },
};

async function collect<K extends JobKind>(io: JobIo<K>): Promise<Jobs[K]["feed"][]> {
  const all: Jobs[K]["feed"][] = [];
  for await (const batch of io.feed()) all.push(...batch);
  return all;
}

type Progress = { progress: (percent: number) => void };

async function readRows(file: Uint8Array, name: string, sheetName: string, io: Progress): Promise<RawRow[]> {
  io.progress(1);
  const { rows } = await readSpreadsheet(file, name, sheetName);
  io.progress(readShare);
  return rows;
}

/** The first row that holds anything names the columns; `first` is the index of the one below. */
function headerOf(rows: readonly RawRow[]): { header: RawRow; first: number } {
  const at = rows.findIndex((row) => !isBlankRow(row));
  return { header: rows[at] ?? [], first: at + 1 };
}

type Reader<Row, Result> = { read: (row: number, cells: RawRow) => Row | undefined; result: () => Result };
type Giver<Row> = Progress & { give: (rows: Row[]) => Promise<void> };

async function judge<Row, Result>(
  rows: RawRow[],
  first: number,
  reader: Reader<Row, Result>,
  io: Giver<Row>,
): Promise<Result> {
  for (let start = first; start < rows.length; start += batchSize) {
    const batch: Row[] = [];
    for (const [index, cells] of rows.slice(start, start + batchSize).entries()) {
      const verdict = reader.read(start + index + 1, cells);
      if (verdict !== undefined) batch.push(verdict);
    }
    await io.give(batch);
    io.progress(readShare + ((100 - readShare) * start) / rows.length);
  }
  return reader.result();
}

type Report = Pick<Jobs["write-report"]["input"], "sheetName" | "title" | "numberColumns">;

/** The uploaded rows with the report's column: in place of that of an earlier report, else after the last one. */
function reportTable(
  rows: readonly RawRow[],
  texts: ReadonlyMap<number, string>,
  report: Report,
): SheetTable {
  const { header, first } = headerOf(rows);
  const { title, numberColumns, sheetName: name } = report;
  const earlier = header.findIndex((cell) => cell?.toLowerCase() === title.toLowerCase());
  const at = earlier >= 0 ? earlier : rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isNumber = header.map((cell) => cell !== null && numberColumns.includes(cell));
  const marked = rows.map((row, index) => {
    const length = Math.max(at + 1, row.length);
    const cells = Array.from({ length }, (_, i) => reportCell(row[i] ?? null, isNumber[i] === true));
    cells[at] = index === first - 1 ? title : (texts.get(index + 1) ?? null);
    return cells;
  });
  const widths = Array.from({ length: at + 1 }, (_, index) => (index === at ? 60 : 18));
  return { name, widths, rows: marked };
}

/** A cell of the upload as it is written again: numbers stay numbers, and neutral text is not neutralised twice. */
function reportCell(cell: string | null, isNumber: boolean): SheetCell {
  if (cell === null) return null;
  return isNumber && /^\d+(?:\.\d+)?$/.test(cell) ? { number: cell } : readableText(cell);
}

/** Writes the table's own rows, then those that it is fed. */
async function writeFed<Item>(
  format: SheetFormat,
  table: SheetTable,
  more: readonly SheetTable[],
  io: { feed: () => AsyncGenerator<readonly Item[]> },
  toRow: (item: Item) => SheetRow,
): Promise<WrittenSheet> {
  if (format === "csv") {
    const csv = csvWriter();
    csv.add(table.rows);
    for await (const batch of io.feed()) csv.add(batch.map(toRow));
    return written(format, csv.end());
  }
  const rows = [...table.rows];
  for await (const batch of io.feed()) rows.push(...batch.map(toRow));
  return written(format, await writeXlsx([{ ...table, rows }, ...more]));
}

function written(format: SheetFormat, bytes: Uint8Array): WrittenSheet {
  return { format, file: new Uint8Array(bytes) };
}
