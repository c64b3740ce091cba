import { CsvError, parse } from "csv-parse/sync";
import type { RawRow } from "@/lib/domain/sheet-import";
import type { SheetLimits } from "./limits";
import { grouped, tooLarge, unreadable } from "./problem";

const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export type CsvContent = { rows: RawRow[]; delimiter: Delimiter };

/**
 * The rows of a text file: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252; columns by
 * comma, semicolon, tab or bar, whichever the first line uses most. Quoted cells may hold line ends.
 * @throws DomainError `invalid` when it is no text or a quote is not closed; `limit` when there are too many rows
 */
export function readCsv(file: Buffer, limits: SheetLimits): CsvContent {
  const { text, named } = withoutSeparatorLine(decode(file));
  const delimiter = named ?? detectDelimiter(text);
  const most = limits.rows + 1;
  try {
    const rows: unknown = parse(text, {
      delimiter,
      relaxColumnCount: true,
      recordDelimiter: ["\r\n", "\n", "\r"],
      maxRecordSize: limits.cellLength * limits.columns,
      to: most + 1,
    });
    const read = textRows(rows);
    if (read.length > most) {
      throw tooLarge(`the file has more than ${grouped(limits.rows)} rows; split it into several files`);
    }
    return { rows: read, delimiter };
  } catch (cause) {
    throw cause instanceof CsvError ? csvProblem(cause) : cause;
  }
}

function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder("utf-16le").decode(file);
  if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder("utf-16be").decode(file);
  if (file.subarray(0, 65_536).includes(0))
    throw unreadable("is neither a workbook nor a text file; .xlsx and .csv are allowed");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("windows-1252").decode(file);
  }
}

/** Excel's own way of naming the separator: a first line `sep=;` that no spreadsheet program shows as a row. */
function withoutSeparatorLine(text: string): { text: string; named?: Delimiter } {
  const match = /^sep=([,;\t|])\r?\n/i.exec(text);
  const named = delimiters.find((delimiter) => delimiter === match?.[1]);
  return match && named ? { text: text.slice(match[0].length), named } : { text };
}

/** Counts the candidates outside quotes in the first line that holds anything. */
function detectDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let filled = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (filled && (character === "\n" || character === "\r")) break;
    filled ||= character.trim() !== "";
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  return delimiters.reduce(
    (best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best),
    ",",
  );
}

/** The parser's type does not say that without `columns` it gives arrays of text. */
function textRows(rows: unknown): RawRow[] {
  return (rows as string[][]).map((row) => row.map((cell) => cell.trim() || null));
}

function csvProblem(error: CsvError): Error {
  const line = typeof error.lines === "number" ? `line ${grouped(error.lines)}` : "the file";
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return unreadable(`a quoted cell is not closed at the end of the file; it starts near ${line}`, error);
    case "CSV_MAX_RECORD_SIZE":
      return tooLarge(`${line} is too long; perhaps a quote before it is not closed`);
    default:
      return unreadable(`${line} cannot be read: ${error.message}`, error);
  }
}
