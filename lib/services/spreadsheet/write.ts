import { stringify } from "csv-stringify/sync";
import writeXlsxFile, { type Cell } from "write-excel-file/node";
import { neutralText, type SheetCell, type SheetRow, type SheetTable } from "@/lib/domain/sheet-import";
import type { Delimiter } from "./csv";

/** More digits than a spreadsheet program keeps are written as text, so that none is lost. */
const exactDigits = 15;

/** A workbook with these sheets; the header row of each stays in view. Text that looks like a formula is neutralised. */
export async function writeXlsx(tables: readonly SheetTable[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, widths, rows }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    data: rows.map((row, index) => row.map(index === 0 ? headerCell : xlsxCell)),
  }));
  return writeXlsxFile(sheets).toBuffer();
}

function headerCell(cell: SheetCell): Cell {
  return typeof cell === "string"
    ? { value: xlsxText(cell), type: String, fontWeight: "bold" }
    : xlsxCell(cell);
}

function xlsxCell(cell: SheetCell): Cell {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return { value: xlsxText(cell), type: String };
  const digits = cell.number.replace(/^-/, "").replace(".", "").replace(/^0+/, "");
  if (digits.length > exactDigits) return { value: cell.number, type: String };
  return { value: Number(cell.number), type: Number, format: numberFormat(cell.number) };
}

/** As many decimals as the amount is written with: 300.00 is shown so, not as 300. */
function numberFormat(text: string): string {
  const decimals = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  return decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`;
}

/** Workbooks escape control characters as _x000D_, so that text of that form must be escaped too. */
function xlsxText(text: string): string {
  return neutralText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("\r", "_x000D_");
}

export type CsvWriter = { add: (rows: readonly SheetRow[]) => void; end: () => Uint8Array };

/**
 * CSV as RFC 4180 has it, with a byte order mark, without which Excel takes UTF-8 for the system's own code page.
 * Rows become bytes as they are added, so that a long file needs no more memory than it has.
 */
export function csvWriter(delimiter: Delimiter = ","): CsvWriter {
  const parts: Buffer[] = [Buffer.from("\uFEFF")];
  return {
    add(rows) {
      const texts = rows.map((row) => row.map(csvText));
      const options = { delimiter, record_delimiter: "windows", quoted_match: /[\r\n]/ };
      parts.push(Buffer.from(stringify(texts, options)));
    },
    end: () => Buffer.concat(parts),
  };
}

/** A short CSV file at once. */
export function writeCsv(rows: readonly SheetRow[], delimiter?: Delimiter): Uint8Array {
  const writer = csvWriter(delimiter);
  writer.add(rows);
  return writer.end();
}

function csvText(cell: SheetCell): string {
  if (cell === null) return "";
  return typeof cell === "string" ? neutralText(cell) : cell.number;
}
