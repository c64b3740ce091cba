import { DomainError } from "./errors";
import type { RqlValue } from "./rql-types";

/** Longer than any address that servers and browsers pass on. */
const maxLength = 32_768;
/** What stands on either side of the place in a message. */
const excerptLength = 24;

const namePattern = /[A-Za-z][\w.-]*/y;
const constantPattern = /(null|empty)\(\)/y;
const plainPattern = /[\p{L}\p{M}\p{N}_\-*+\\][\p{L}\p{M}\p{N}_.\-:+@*\\ ]*/uy;
const structural = new Set(["(", ")", ",", "&", "|", ";", "="]);

/** A place in a decoded query. `depth` and `conditions` are counted against the limits of rql-expression.ts. */
export type Cursor = { readonly text: string; at: number; depth: number; conditions: number };

/** The one error of queries: 400 on the wire, with the words that stand in the way. */
export function queryError(message: string, details?: unknown): DomainError {
  return new DomainError("invalid", message.toWellFormed(), { reason: "query", details });
}

/** A value in a message, cut to a length that people can read. */
export function quoted(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}

/** @throws DomainError that shows the place with a caret; positions count from 1. */
export function fail(text: string, at: number, message: string): never {
  const from = Math.max(0, at - excerptLength);
  const to = Math.min(text.length, at + excerptLength);
  const before = (from > 0 ? "…" : "") + text.slice(from, at);
  const excerpt = before + text.slice(at, to) + (to < text.length ? "…" : "");
  const marked = `${before}^${excerpt.slice(before.length)}`;
  throw queryError(`Bad filter query at character ${at + 1}, “${marked}”: ${message}`, {
    position: at + 1,
    excerpt: excerpt.toWellFormed(),
    caret: `${" ".repeat(before.length)}^`,
  });
}

/** Percent-decodes once; `+` stays a plus sign (connect.md §2.3). */
export function openQuery(queryString: string): Cursor {
  const raw = queryString.startsWith("?") ? queryString.slice(1) : queryString;
  if (raw.length > maxLength) {
    throw queryError(
      `Bad filter query: it has ${raw.length} characters; at most ${maxLength} are allowed. Split long lists.`,
    );
  }
  const text = raw.replace(/%(?:[0-9A-Fa-f]{2})?(?:%[0-9A-Fa-f]{2})*/g, (encoded, at: number) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return fail(raw, at, `${quoted(encoded)} is no percent-encoded UTF-8; a percent sign itself is %25.`);
    }
  });
  const bad = text.search(/\p{Surrogate}/u);
  const refused = bad === -1 ? text.indexOf("\0") : bad;
  if (refused !== -1) fail(text, refused, "this character is not allowed.");
  return { text, at: 0, depth: 0, conditions: 0 };
}

export function skipBlanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === " ") cursor.at++;
}

export function atEnd(cursor: Cursor): boolean {
  skipBlanks(cursor);
  return cursor.at >= cursor.text.length;
}

export function next(cursor: Cursor): string {
  skipBlanks(cursor);
  return cursor.text.charAt(cursor.at);
}

/** Steps over `char` when it is next. */
export function take(cursor: Cursor, char: string): boolean {
  if (next(cursor) !== char) return false;
  cursor.at++;
  return true;
}

/** Steps over what `pattern` (sticky) matches here. */
export function takeMatch(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  skipBlanks(cursor);
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (!match) return undefined;
  cursor.at = pattern.lastIndex;
  return match;
}

/** @throws DomainError that names what was wanted and what is there. */
export function unexpected(cursor: Cursor, wanted: string): never {
  skipBlanks(cursor);
  const [char = ""] = cursor.text.slice(cursor.at, cursor.at + 2);
  const found = char === "" ? "the query ends here" : `${quoted(char)} stands here`;
  const hint =
    char === "" || structural.has(char)
      ? ""
      : " A value with anything but letters, digits, blanks and . _ - : + @ * \\ needs quotes.";
  return fail(cursor.text, cursor.at, `${wanted} is expected, ${found}.${hint}`);
}

export function expectChar(cursor: Cursor, char: string): void {
  if (!take(cursor, char)) unexpected(cursor, quoted(char));
}

/** A field's name. The old spelling with `__` for a dot is understood (connect.md §2.3). */
export function readName(cursor: Cursor, wanted = "A field name"): string {
  const match = takeMatch(cursor, namePattern);
  return match ? match[0].replaceAll("__", ".") : unexpected(cursor, wanted);
}

/** Reads up to the closing quote; inside, the same quote written twice stands for itself. */
export function readQuoted(cursor: Cursor, quote: string): string {
  const start = cursor.at;
  let value = "";
  for (let at = start + 1; ; ) {
    const end = cursor.text.indexOf(quote, at);
    if (end === -1) fail(cursor.text, start, `the quote ${quote} is never closed.`);
    value += cursor.text.slice(at, end);
    cursor.at = end + 1;
    if (cursor.text[cursor.at] !== quote) return value;
    value += quote;
    at = end + 2;
  }
}

export function readValue(cursor: Cursor): RqlValue {
  const constant = takeMatch(cursor, constantPattern);
  if (constant) return { special: constant[1] === "null" ? "null" : "empty" };
  const char = next(cursor);
  if (char === '"' || char === "'") return readQuoted(cursor, char);
  const plain = takeMatch(cursor, plainPattern);
  if (!plain) return unexpected(cursor, "A value");
  if (plain[0] === "t" && cursor.text[cursor.at] === "(") {
    fail(cursor.text, cursor.at - 1, "t(…) is not a value that any filter here takes.");
  }
  return plain[0].trimEnd();
}

/** A value that is text. */
export function readText(cursor: Cursor, why: string): string {
  skipBlanks(cursor);
  const start = cursor.at;
  const value = readValue(cursor);
  return typeof value === "string" ? value : fail(cursor.text, start, `${why} takes text, not a constant.`);
}
