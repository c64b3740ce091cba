import {
  atEnd,
  type Cursor,
  expectChar,
  fail,
  next,
  openQuery,
  quoted,
  readName,
  readQuoted,
  readValue,
  take,
  takeMatch,
  unexpected,
} from "./rql-cursor";
import { combine, readTerm } from "./rql-expression";
import { printNode, printSelect, printText } from "./rql-print";
import type { ListQuery, Ordering, RqlNode, RqlValue } from "./rql-types";

export type { ListQuery, RqlNode, RqlValue } from "./rql-types";

const defaultLimit = 100;
const maxLimit = 1000;
const maxOrderings = 5;

/** No filter, the first hundred rows. */
export const everything: ListQuery = {
  ordering: [],
  select: { include: [], exclude: [] },
  limit: defaultLimit,
  offset: 0,
  extra: {},
};

/** The filter part of a query: all of `nodes`; those that are undefined do not count. */
export function where(...nodes: (RqlNode | undefined)[]): Partial<ListQuery> {
  const given = nodes.filter((node) => node !== undefined);
  return given.length === 0 ? {} : { filter: combine("and", given) };
}

export function eq(field: string, value: RqlValue): RqlNode {
  return { op: "eq", field, value };
}

export function ne(field: string, value: RqlValue): RqlNode {
  return { op: "ne", field, value };
}

/** `pattern` holds `*` for any run of characters and `\*` for a star; capitals count. */
export function like(field: string, pattern: string): RqlNode {
  return { op: "like", field, value: pattern };
}

/** As `like`, but A to Z and a to z are the same. */
export function ilike(field: string, pattern: string): RqlNode {
  return { op: "ilike", field, value: pattern };
}

/** The field holds one of `values`; no values match nothing. */
export function anyOf(field: string, values: readonly RqlValue[]): RqlNode {
  return { op: "in", field, values: [...values] };
}

/** At least one of `nodes`. */
export function or(...nodes: RqlNode[]): RqlNode {
  return combine("or", nodes);
}

/**
 * Reads a query string (API.md §1, connect.md §2.3): filters, `ordering(…)`, `select(…)`, `search=`, `limit` and `offset`
 * (also `limit(start,count)`, as javascript-rql writes it). A limit above 1000 is cut to 1000.
 * @param reserved names of plain parameters that go to `extra`
 * @throws DomainError `invalid`, reason `query`, that quotes the place
 */
export function parseListQuery(queryString: string, reserved: readonly string[] = []): ListQuery {
  const cursor = openQuery(queryString);
  const draft: Draft = { nodes: [], given: new Map() };
  while (take(cursor, "&"));
  while (!atEnd(cursor)) {
    readPart(cursor, draft, reserved);
    if (atEnd(cursor)) break;
    if (take(cursor, ",")) continue;
    if (next(cursor) === "|" || next(cursor) === ";") {
      fail(cursor.text, cursor.at, "alternatives need brackets around them, such as (a=1|b=2).");
    }
    if (!take(cursor, "&")) unexpected(cursor, "“&” or “,”");
    while (take(cursor, "&"));
  }
  const { search, ordering = [], select = everything.select, limit = defaultLimit, offset = 0 } = draft;
  const query: ListQuery = { ordering, select, limit, offset, extra: Object.fromEntries(draft.given) };
  if (draft.nodes.length > 0) query.filter = combine("and", draft.nodes);
  if (search) query.search = search;
  return query;
}

/** The query as a query string without `?`, percent-encoded; `parseListQuery` reads it back. Defaults are left out. */
export function printRql(query: Partial<ListQuery>): string {
  const { filter, search, ordering = [], select, limit = defaultLimit, offset = 0, extra = {} } = query;
  const parts = Object.entries(extra).map(([name, value]) => `${name}=${printText(value)}`);
  if (filter) parts.push(...(filter.op === "and" ? filter.nodes : [filter]).map(printNode));
  if (search) parts.push(`search=${printText(search)}`);
  if (ordering.length > 0) {
    parts.push(`ordering(${ordering.map((o) => (o.descending ? `-${o.field}` : o.field)).join(",")})`);
  }
  if (select && select.include.length + select.exclude.length > 0) parts.push(printSelect(select));
  if (limit !== defaultLimit) parts.push(`limit=${limit}`);
  if (offset !== 0) parts.push(`offset=${offset}`);
  return parts.join("&");
}

type Draft = Partial<Pick<ListQuery, "search" | "ordering" | "select" | "limit" | "offset">> & {
  nodes: RqlNode[];
  given: Map<string, string>;
};

const control = /(ordering|sort|select|limit)\(/y;
const assignment = /([A-Za-z][\w.-]*)=/y;
const emptySearch = /search=(?=&|$)/y;

function readPart(cursor: Cursor, draft: Draft, reserved: readonly string[]): void {
  if (takeMatch(cursor, emptySearch) || readControl(cursor, draft)) return;
  const start = cursor.at;
  const assigned = takeMatch(cursor, assignment)?.[1];
  if (assigned !== undefined && reserved.includes(assigned)) {
    if (draft.given.has(assigned)) fail(cursor.text, start, `${assigned} is given twice.`);
    draft.given.set(assigned, readPlain(cursor));
    return;
  }
  cursor.at = start;
  const node = readTerm(cursor);
  if (!takeSetting(cursor, draft, node, start)) draft.nodes.push(node);
}

/** What is written with brackets and is no filter; false when something else stands here. */
function readControl(cursor: Cursor, draft: Draft): boolean {
  const start = cursor.at;
  const name = takeMatch(cursor, control)?.[1];
  if (name === "limit") readLimitCall(cursor, draft, start);
  else if (name === "select") readSelect(cursor, draft);
  else if (name) readOrdering(cursor, draft, start);
  return name !== undefined;
}

/** Up to the next `&`, whatever it holds, or in quotes. */
function readPlain(cursor: Cursor): string {
  const char = cursor.text.charAt(cursor.at);
  if (char === '"' || char === "'") return readQuoted(cursor, char);
  const from = cursor.at;
  const end = cursor.text.indexOf("&", from);
  cursor.at = end === -1 ? cursor.text.length : end;
  return cursor.text.slice(from, cursor.at);
}

/** `search`, `limit` and `offset` are written like conditions. */
function takeSetting(cursor: Cursor, draft: Draft, node: RqlNode, at: number): boolean {
  if (!("field" in node)) return false;
  const { field, op } = node;
  if (field === "ordering" || field === "sort" || field === "select") {
    fail(cursor.text, at, `${field} is written with brackets: ${field}(-a,b).`);
  }
  if (field !== "search" && field !== "limit" && field !== "offset") return false;
  const isSearch = field === "search" && (op === "like" || op === "ilike");
  if (!("value" in node) || !(op === "eq" || isSearch) || typeof node.value !== "string") {
    fail(cursor.text, at, `${field} is written ${field}=… with a plain value.`);
  }
  if (draft[field] !== undefined) fail(cursor.text, at, `${field} is given twice.`);
  if (field === "search") draft.search = node.value;
  else draft[field] = wholeNumber(cursor, field, node.value, at);
  return true;
}

function wholeNumber(cursor: Cursor, name: string, text: string, at: number): number {
  if (!/^\d{1,15}$/.test(text)) {
    fail(
      cursor.text,
      at,
      `${name} must be a whole number from 0 up, at most 15 digits, not ${quoted(text)}.`,
    );
  }
  return name === "limit" ? Math.min(Number(text), maxLimit) : Number(text);
}

/** `limit(count)` or `limit(start,count)`. */
function readLimitCall(cursor: Cursor, draft: Draft, at: number): void {
  const values = [readValue(cursor)];
  if (take(cursor, ",")) values.push(readValue(cursor));
  expectChar(cursor, ")");
  const [first = "", second] = values.map((value) => (typeof value === "string" ? value : "null()"));
  if (draft.limit !== undefined) fail(cursor.text, at, "limit is given twice.");
  draft.limit = wholeNumber(cursor, "limit", second ?? first, at);
  if (second === undefined) return;
  if (draft.offset !== undefined) fail(cursor.text, at, "offset is given twice.");
  draft.offset = wholeNumber(cursor, "offset", first, at);
}

/** Names with a sign, up to the closing bracket. A `+` that became a blank on its way counts as one. */
function readSigned(cursor: Cursor): Ordering[] {
  const names: Ordering[] = [];
  if (take(cursor, ")")) return names;
  do {
    const descending = take(cursor, "-");
    if (!descending) take(cursor, "+");
    names.push({ field: readName(cursor), descending });
  } while (take(cursor, ","));
  if (!take(cursor, ")")) unexpected(cursor, "“,” or “)”");
  return names;
}

function readOrdering(cursor: Cursor, draft: Draft, at: number): void {
  const ordering = readSigned(cursor);
  if (draft.ordering) fail(cursor.text, at, "a query can contain only one ordering.");
  if (ordering.length > maxOrderings) {
    fail(cursor.text, at, `at most ${maxOrderings} fields can be ordered by, not ${ordering.length}.`);
  }
  draft.ordering = ordering;
}

function readSelect(cursor: Cursor, draft: Draft): void {
  const signed = readSigned(cursor);
  const { include, exclude } = draft.select ?? everything.select;
  draft.select = {
    include: [...include, ...signed.filter((s) => !s.descending).map((s) => s.field)],
    exclude: [...exclude, ...signed.filter((s) => s.descending).map((s) => s.field)],
  };
}
