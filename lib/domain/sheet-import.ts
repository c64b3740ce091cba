import { invalidFields } from "./errors";

/** The cells of one row as the file has them, trimmed; null is an empty cell. Numbers are plain decimals with a point. */
export type RawRow = readonly (string | null)[];

/** A cell to write: text, or an exact decimal that becomes a number cell. */
export type SheetCell = string | { readonly number: string } | null;
export type SheetRow = readonly SheetCell[];

/** A table to write. `widths` are in characters. The first row is the header. */
export type SheetTable = { name: string; widths: readonly number[]; rows: readonly SheetRow[] };

/** What an upload's form field is called: the path of everything that is wrong with the file as a whole. */
export const uploadPath = "uploaded_file";

/** One cell that an upload changes or that is refused. `value` is what the file says, "" for an empty cell. */
export type VerdictCell = { column: string; value: string; reason: string };

/** No, some or all rows failed. */
export type ImportStatus = "success" | "partial" | "failed";

export function importStatus(counts: { rows: number; failed: number }): ImportStatus {
  if (counts.failed === 0) return "success";
  return counts.failed < counts.rows ? "partial" : "failed";
}

/** What a spreadsheet calls the column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** A column that a file may have. `titles`: the first is the one that we write; all are matched without case. */
export type KnownColumn = { key: string; titles: readonly string[] };

/**
 * Finds each known column in the header row.
 * @returns the index of each column that is there, by key
 * @throws DomainError `invalid` naming every column that is unknown or there twice
 */
export function matchHeader(header: RawRow, known: readonly KnownColumn[]): ReadonlyMap<string, number> {
  const pairs = known.flatMap(({ key, titles }) => titles.map((title): [string, string] => [title, key]));
  const exact = new Map(pairs);
  const folded = new Map(pairs.map(([title, key]): [string, string] => [fold(title), key]).reverse());
  const found = new Map<string, number>();
  const problems: string[] = [];
  for (const [index, title] of header.entries()) {
    if (title === null) continue;
    const key = exact.get(title) ?? folded.get(fold(title));
    if (key === undefined) {
      const allowed = known.map(({ titles }) => titles[0]).join(", ");
      problems.push(`unknown column “${title}” (${columnLetters(index)}); allowed: ${allowed}`);
    } else if (found.has(key)) {
      const first = columnLetters(found.get(key) ?? 0);
      problems.push(`the column “${title}” is there twice (${first} and ${columnLetters(index)})`);
    } else found.set(key, index);
  }
  if (problems.length > 0) {
    throw invalidFields(problems.map((message) => ({ path: uploadPath, message, rule: "columns" })));
  }
  return found;
}

function fold(title: string): string {
  return title.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Whether the row holds nothing at all: such rows are passed over, not counted. */
export function isBlankRow(cells: RawRow): boolean {
  return cells.every((cell) => cell === null);
}

/** The first filled cell that has no title above it, or undefined: what it means is unknown, so its row is refused. */
export function untitledCell(cells: RawRow, header: RawRow): VerdictCell | undefined {
  const index = cells.findIndex((cell, at) => cell !== null && (header[at] ?? null) === null);
  if (index < 0) return undefined;
  const column = columnLetters(index);
  return { column, value: cells[index] ?? "", reason: `column ${column} has a value here but no title` };
}

/**
 * A cell whose text starts like this is a formula to some spreadsheet programs. A lone "-" is none, and is the
 * word for "nothing to do" in the Action column. Names that every object of the language has are
 * kept from the writer of workbooks, which finds texts again by a plain object.
 */
const startsFormula =
  /^'*(?:[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]|(?:__proto__|__(?:define|lookup)[GS]etter__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)/;

/**
 * Text that no spreadsheet program takes for a formula: an apostrophe is put before what looks like one
 * (DESIGN §9). `readableText` undoes it, so that export and import give the same text.
 */
export function neutralText(text: string): string {
  return text !== "-" && startsFormula.test(text) ? `'${text}` : text;
}

/** The text that `neutralText` was made from; any other text as it is. */
export function readableText(text: string): string {
  return text.startsWith("'") && startsFormula.test(text) ? text.slice(1) : text;
}

/** Whether a cell holds a formula's text instead of a value: formulas are data here and never evaluated. */
export function isFormulaText(text: string): boolean {
  return text.startsWith("=");
}

const formulaErrors =
  /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)$/;

/** Why the text cannot be a value, when it is a formula or the error that one ended in; else undefined. */
export function formulaProblem(text: string): string | undefined {
  if (isFormulaText(text)) {
    return "is a formula without a stored value; formulas are not evaluated: save the file in a spreadsheet program, or put the value";
  }
  if (formulaErrors.test(text)) return `is the error ${text} of a formula; put the value`;
  return undefined;
}
