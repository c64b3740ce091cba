import { columnLetters, isBlankRow, type RawRow } from "@/lib/domain/sheet-import";
import type { SheetFormat } from "../worker/jobs";
import { type Delimiter, readCsv } from "./csv";
import { type SheetLimits, sheetLimits } from "./limits";
import { grouped, megabytes, tooLarge, unreadable } from "./problem";
import { readXlsx } from "./xlsx";

/** `rows[0]` is row 1 of the sheet. `delimiter` only of a CSV file. */
export type SheetContent = { format: SheetFormat; rows: RawRow[]; delimiter?: Delimiter };

/**
 * Reads an uploaded spreadsheet as text cells; runs in the worker thread, since it takes seconds. What the file is,
 * its name and its first bytes must both say. Formulas are never evaluated: a cell is its stored value.
 * @param sheetName the sheet to read of a workbook; without one of that name its first
 * @throws DomainError `invalid` (another kind of file, cut off, damaged), `limit` (DESIGN §9)
 */
export async function readSpreadsheet(
  file: Uint8Array,
  fileName: string,
  sheetName: string,
  limits: SheetLimits = sheetLimits,
): Promise<SheetContent> {
  if (file.length > limits.fileSize) {
    throw tooLarge(
      `the file has ${megabytes(file.length)}; at most ${megabytes(limits.fileSize)} is allowed`,
    );
  }
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const content = await readAs(formatOf(bytes, fileName), bytes, sheetName, limits);
  assertCells(content.rows, limits);
  return content;
}

async function readAs(
  format: SheetFormat,
  bytes: Buffer,
  sheetName: string,
  limits: SheetLimits,
): Promise<SheetContent> {
  if (format === "csv") return { format, ...readCsv(bytes, limits) };
  return { format, rows: await readXlsx(bytes, sheetName, limits) };
}

const workbookNames = ["xlsx", "xlsm", "xltx"];
const textNames = ["csv", "tsv", "txt", "tab"];

function formatOf(bytes: Buffer, fileName: string): SheetFormat {
  if (bytes.length === 0) throw unreadable("the file is empty");
  const ending = /\.([^.]+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? "";
  const isZip = bytes.subarray(0, 2).toString("latin1") === "PK";
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0xd0cf11e0) {
    throw unreadable(
      "is an old workbook (.xls), or one with a password; save it as .xlsx without a password",
    );
  }
  if (workbookNames.includes(ending)) {
    if (isZip) return "xlsx";
    throw unreadable(`is named .${ending} but is not a workbook`);
  }
  if (textNames.includes(ending)) {
    if (!isZip) return "csv";
    throw unreadable(`is named .${ending} but is a workbook or another ZIP file; name it .xlsx`);
  }
  if (ending === "") return isZip ? "xlsx" : "csv";
  throw unreadable(`is named .${ending}; .xlsx and .csv are allowed`);
}

function assertCells(rows: readonly RawRow[], { rows: mostRows, columns, cellLength }: SheetLimits): void {
  if (rows.every(isBlankRow)) throw unreadable("the sheet is empty; its first row must name the columns");
  if (rows.length > mostRows + 1) {
    throw tooLarge(`the sheet has more than ${grouped(mostRows)} rows; split it into several files`);
  }
  for (const [index, row] of rows.entries()) {
    const long = row.length > columns ? row.findLastIndex((cell) => cell !== null) : -1;
    if (long >= columns) {
      throw tooLarge(
        `row ${index + 1} has a value in column ${columnLetters(long)}; at most ${columns} columns are allowed`,
      );
    }
    const at = row.findIndex((cell) => cell !== null && cell.length > cellLength);
    if (at >= 0) {
      const where = `${columnLetters(at)}${index + 1}`;
      throw tooLarge(
        `the cell ${where} has ${grouped(row[at]?.length ?? 0)} characters; at most ${grouped(cellLength)} are allowed`,
      );
    }
  }
}
