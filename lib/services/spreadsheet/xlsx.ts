import { readSheet } from "read-excel-file/universal";
import { isDomainError } from "@/lib/domain/errors";
import type { RawRow } from "@/lib/domain/sheet-import";
import type { SheetLimits } from "./limits";
import { numberText } from "./number-text";
import { unreadable } from "./problem";
import { prepareSheet } from "./sheet-xml";
import { assertUnpackedSize, pack, readDirectory, unpack, type ZipEntry } from "./zip";

const book = "xl/workbook.xml";

/**
 * The rows of one sheet of a workbook: the one with that name, else the first. Row 1 of the sheet is at index 0.
 * @throws DomainError `invalid` when it is not a workbook, cut off or damaged; `limit` when it is too large
 */
export async function readXlsx(file: Buffer, sheetName: string, limits: SheetLimits): Promise<RawRow[]> {
  const entries = readDirectory(file);
  const parts = entries.filter(({ path }) => /\.(?:xml|rels)$/i.test(path) && !unread.test(path));
  assertUnpackedSize(parts, limits.unpackedSize);
  if (!parts.some(({ path }) => path === book)) throw notAWorkbook(entries);
  let names: string[] = [];
  const files = parts.map((entry) => {
    const content = unpack(file, entry);
    if (entry.path === book) names = sheetNames(content.toString("utf8"));
    if (!content.includes("sheetData")) return { path: entry.path, content };
    const xml = content.toString("latin1");
    const prepared = prepareSheet(xml, limits);
    return { path: entry.path, content: prepared === xml ? content : Buffer.from(prepared, "latin1") };
  });
  const packed = pack(files);
  files.length = 0;
  return rowsOf(packed, names.includes(sheetName) ? sheetName : 1);
}

/** Parts that hold no cells. */
const unread =
  /\/(?:theme|drawings|charts|media|printerSettings|pivotTables|pivotCache|externalLinks|comments)\b/i;

function notAWorkbook(entries: readonly ZipEntry[]): Error {
  if (entries.some(({ path }) => path === "content.xml")) {
    return unreadable("is an OpenDocument spreadsheet; save it as .xlsx or .csv");
  }
  if (entries.some(({ path }) => path === "xl/workbook.bin")) {
    return unreadable("is a binary workbook (.xlsb); save it as .xlsx or .csv");
  }
  return unreadable("is a ZIP file, but not a workbook; .xlsx and .csv are allowed");
}

function sheetNames(xml: string): string[] {
  return Array.from(xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g), ([, name = ""]) => name);
}

async function rowsOf(packed: ArrayBuffer, sheet: string | number): Promise<RawRow[]> {
  try {
    const rows = await readSheet<string>(packed, sheet, { parseNumber: numberText });
    return texts(rows);
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(`the workbook cannot be read: ${words}`, cause);
  }
}

/** Most cells are text already, so that most rows need not be made again. */
function texts(rows: readonly (readonly unknown[])[]): RawRow[] {
  return rows.map((row) => (isRawRow(row) ? row : row.map(cellText)));
}

function isRawRow(row: readonly unknown[]): row is RawRow {
  return row.every((cell) => cell === null || (typeof cell === "string" && cell !== ""));
}

/** Numbers are text already (`numberText`). A date is its day, with the time of day only where it has one. */
function cellText(cell: unknown): string | null {
  if (cell === null || cell === undefined || cell === "") return null;
  if (typeof cell === "string") return cell;
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, "");
  return String(cell).toUpperCase();
}
