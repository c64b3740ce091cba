import type { ListQuery, RqlNode, RqlValue } from "./rql";
import { quoted } from "./rql-cursor";
import {
  type Condition,
  type FieldType,
  neverNull,
  noSearch,
  notOrderable,
  operatorsOf,
  readBoolean,
  readInstant,
  readNumber,
  unknownField,
  unsupported,
  valueError,
} from "./rql-fields";
import { patternPieces, searchPattern } from "./rql-pattern";

type Value = string | number | boolean | readonly (string | number)[] | null;

/** A field that rows in memory can be filtered by; an instant is milliseconds since 1970, UTC. */
export type RowField<Row> = {
  of: (row: Row) => Value;
  type: FieldType;
  orderable?: boolean | undefined;
  /** Part of `search=`; only text is searched. */
  searchable?: boolean | undefined;
  /** Can be null, so that `null()` makes sense. */
  nullable?: boolean | undefined;
  /** An id that old clients write for `null()`, such as `MP-00000`. */
  nullId?: string | undefined;
};

/** By the name that the API gives the field, dots included. */
export type RowFields<Row> = Record<string, RowField<Row>>;

type Test<Row> = (row: Row) => boolean;

/**
 * One page of rows that were made and not stored, by the same rules as `compileList` (db/filter.ts): what is null equals
 * nothing, nulls come last, text is ordered by its bytes, capitals count except for A to Z in `ilike` and `search=`.
 * Rows stay in their own order unless the query orders them.
 * @returns the rows of the page and how many there are in all
 * @throws DomainError `invalid`, reason `query`, that quotes what is not supported and lists what is
 */
export function filterRows<Row>(
  query: ListQuery,
  rows: readonly Row[],
  fields: RowFields<Row>,
): { rows: Row[]; total: number } {
  const filter = query.filter ? testOf(query.filter, fields) : all;
  const search = query.search ? searchOf(query.search, fields) : all;
  const compare = orderOf(query, fields);
  const found = rows.filter((row) => filter(row) && search(row)).toSorted(compare);
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
}

function all(): boolean {
  return true;
}

function testOf<Row>(node: RqlNode, fields: RowFields<Row>): Test<Row> {
  switch (node.op) {
    case "and": {
      const tests = node.nodes.map((part) => testOf(part, fields));
      return (row) => tests.every((test) => test(row));
    }
    case "or": {
      const tests = node.nodes.map((part) => testOf(part, fields));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = testOf(node.node, fields);
      return (row) => !test(row);
    }
    default:
      return conditionOf(node, fields);
  }
}

function conditionOf<Row>(node: Condition, fields: RowFields<Row>): Test<Row> {
  const field = fieldOf(node.field, fields);
  if (!field) throw unknownField(node.field, fields);
  const operators = operatorsOf[field.type];
  if (!operators.includes(node.op)) throw unsupported(node.op, node.field, operators);
  if ("values" in node) return membership(field, node.field, node.values, node.op === "in");
  if (node.op === "eq" || node.op === "ne")
    return membership(field, node.field, [node.value], node.op === "eq");
  if (typeof node.value !== "string")
    throw unsupported(`${node.op} with ${node.value.special}()`, node.field, operators);
  if (node.op === "like" || node.op === "ilike") {
    const holds = patternTest(node.value, node.op === "ilike");
    return (row) => holds(field.of(row));
  }
  const wanted = readValue(field, node.field, node.value);
  const accept = accepted[node.op];
  return (row) => {
    const actual = field.of(row);
    return actual !== null && accept(compareValues(actual, wanted));
  };
}

const accepted = {
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
};

function fieldOf<Row>(name: string, fields: RowFields<Row>): RowField<Row> | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Is the field one of the values (`wanted`), or none of them? */
function membership<Row>(
  field: RowField<Row>,
  name: string,
  values: readonly RqlValue[],
  wanted: boolean,
): Test<Row> {
  const read = values.map((value) => equalValue(field, name, value));
  return (row) => {
    const actual = field.of(row);
    const held = read.some((value) =>
      Array.isArray(actual) ? actual.map(String).some((one) => one === value) : actual === value,
    );
    return held === wanted;
  };
}

function equalValue<Row>(field: RowField<Row>, name: string, value: RqlValue): Value {
  if (typeof value === "string" && value !== field.nullId) return readValue(field, name, value);
  if (typeof value !== "string" && value.special === "empty") {
    if (field.type !== "text") throw valueError("empty()", name, field.type);
    return "";
  }
  if (field.nullable) return null;
  throw neverNull(name);
}

function readValue<Row>({ type }: RowField<Row>, name: string, text: string): string | number | boolean {
  const value = readers[type](text);
  if (value === undefined) throw valueError(quoted(text), name, type);
  return value;
}

const readers: Record<FieldType, (text: string) => string | number | boolean | undefined> = {
  text: (text) => text,
  list: (text) => text,
  number: readNumber,
  boolean: readBoolean,
  instant: readInstant,
};

/** Text by its bytes: code points, which UTF-16 does not order alike. */
function compareValues(a: Value, b: Value): number {
  if (typeof a !== "string" || typeof b !== "string") return Number(a) - Number(b);
  const [left, right] = [[...a], [...b]];
  for (const [index, char] of left.entries()) {
    const order = (char.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function patternTest(pattern: string, ignoreCase: boolean): (value: Value) => boolean {
  const fold = (text: string) =>
    ignoreCase ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  const source = patternPieces(fold(pattern))
    .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("[^]*");
  const expression = new RegExp(`^${source}$`, "u");
  return (value) => typeof value === "string" && expression.test(fold(value));
}

function searchOf<Row>(search: string, fields: RowFields<Row>): Test<Row> {
  const holds = patternTest(searchPattern(search), true);
  const searchable = Object.values(fields).filter((field) => field.searchable && field.type === "text");
  if (searchable.length === 0) throw noSearch(fields);
  return (row) => searchable.some((field) => holds(field.of(row)));
}

function orderOf<Row>({ ordering }: ListQuery, fields: RowFields<Row>): (a: Row, b: Row) => number {
  const terms = ordering.map(({ field: name, descending }) => {
    const field = fieldOf(name, fields);
    if (!field?.orderable) throw notOrderable(name, fields);
    return { of: field.of, descending };
  });
  return (a, b) => {
    for (const { of, descending } of terms) {
      const [left, right] = [of(a), of(b)];
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1;
        continue;
      }
      const order = compareValues(left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}
