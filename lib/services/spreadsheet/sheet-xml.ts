import { columnLetters } from "@/lib/domain/sheet-import";
import type { SheetLimits } from "./limits";
import { grouped, tooLarge, unreadable } from "./problem";

/** Excel's last row. */
const lastRow = 1_048_576;

/**
 * Prepares a worksheet for the reading library: counts before it builds anything, and rewrites the cells that it
 * would take for empty, since an empty cell clears a price: errors (#DIV/0!) become their text, and a formula without a
 * stored value becomes the text of the formula. Cells that do not say where they are get their place.
 * @param given UTF-8, held as Latin-1: the marks that matter are ASCII
 * @throws DomainError `limit`, `invalid`
 */
export function prepareSheet(given: string, limits: SheetLimits): string {
  const xml = withReferences(given);
  const rows = countRows(xml, limits.rows);
  const columns = countColumns(xml, limits.columns);
  if (rows * columns > limits.cells) {
    throw tooLarge(
      `the sheet has ${grouped(rows)} rows and ${columns} columns; at most ${grouped(limits.cells)} cells are allowed`,
    );
  }
  return hasFormulas(xml) ? exposeFormulas(xml) : xml;
}

function countRows(xml: string, most: number): number {
  let rows = 0;
  for (const [, number = "0", empty] of xml.matchAll(/<(?:\w+:)?row\b(?:[^>]*?\br="(\d+)")?[^>]*?(\/?)>/g)) {
    if (Number(number) > lastRow) {
      throw unreadable(
        `the workbook is damaged: it has a row ${number}; the last one possible is ${grouped(lastRow)}`,
      );
    }
    if (empty === "") rows += 1;
  }
  if (rows > most + 1) {
    throw tooLarge(`the sheet has more than ${grouped(most)} rows; split it into several files`);
  }
  return rows;
}

/**
 * The last column that has a value, at least 26. The library fills every row up to it, so that one stray cell far out
 * would take all memory.
 */
function countColumns(xml: string, most: number): number {
  if (!/\br="[A-Z]{2,}\d/.test(xml)) return 26;
  let last = 26;
  for (const [, letters = ""] of xml.matchAll(/<(?:\w+:)?c\s[^>/]*?\br="([A-Z]+)\d+"[^>/]*>\s*<(?!\/)/g)) {
    const column = columnNumber(letters);
    last = Math.max(last, column);
    if (column > most) {
      throw tooLarge(`the sheet has a value in column ${letters}; at most ${most} columns are allowed`);
    }
  }
  return last;
}

/** A cell's place may be left out: it is then the one after the cell before it. The library needs it. */
function withReferences(xml: string): string {
  if (!/<(?:\w+:)?c(?=[\s>/])(?![^>]*\sr=")/.test(xml)) return xml;
  let row = 0;
  let column = 0;
  return xml.replace(/<((?:\w+:)?)(row|c)(?=[\s>/])([^>]*)>/g, (whole, prefix, tag, attributes) => {
    const [, letters = "", digits] = /\sr="([A-Z]*)(\d+)"/.exec(attributes) ?? [];
    if (tag === "row") {
      row = digits === undefined ? row + 1 : Number(digits);
      column = 0;
    } else column = letters === "" ? column + 1 : columnNumber(letters);
    if (digits !== undefined) return whole;
    return `<${prefix}${tag} r="${tag === "c" ? columnLetters(column - 1) : ""}${row}"${attributes}>`;
  });
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function hasFormulas(xml: string): boolean {
  return xml.includes('t="e"') || /<(?:\w+:)?f[\s>/]/.test(xml);
}

function exposeFormulas(xml: string): string {
  const cell = /<((?:\w+:)?)c((?:\s[^>]*)?[^>/])?>(.*?)<\/\1c>/gs;
  return xml.replace(cell, (whole, prefix: string, attributes: string | undefined, body: string) =>
    exposeCell(whole, prefix, attributes ?? "", body),
  );
}

function exposeCell(whole: string, prefix: string, attributes: string, body: string): string {
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<\//.exec(body)?.[1];
  const asText = attributes.replace(/\st="[^"]*"/, "");
  const open = `<${prefix}c${asText} t="str"><${prefix}v>`;
  const close = `</${prefix}v></${prefix}c>`;
  if (/\st="e"/.test(attributes)) return `${open}${value || "#VALUE!"}${close}`;
  const formula = /<(?:\w+:)?f(?:\s[^>]*?)?(?:\/>|>([^<]*)<)/.exec(body);
  const isEmptyText = value === "" && /\st="str"/.test(attributes);
  if (formula === null || value || isEmptyText) return whole;
  return `${open}=${formula[1] ?? ""}${close}`;
}
