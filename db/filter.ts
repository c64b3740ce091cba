import { type AnyColumn, and, Column, is, or, type SQL, sql } from "drizzle-orm";
import type { ListQuery, RqlNode, RqlValue } from "../lib/domain/rql";
import { quoted } from "../lib/domain/rql-cursor";
import {
  type Condition,
  type FieldType,
  neverNull,
  noSearch,
  notOrderable,
  operatorsOf,
  unknownField,
  unsupported,
  valueError,
} from "../lib/domain/rql-fields";
import { searchPattern } from "../lib/domain/rql-pattern";
import { arrayHolds, byBytes, matches, operand } from "./filter-sql";
import { boundValue } from "./filter-values";

/** A field that a collection can be filtered by. */
export type FilterField = {
  column: AnyColumn | SQL;
  /** `list` is a JSON array column: `eq` and `in` ask whether it holds a value. */
  type: FieldType;
  orderable?: boolean;
  /** Part of `search=`; only text is searched. */
  searchable?: boolean;
  /** As the column is declared, or true for an expression. Say `true` for a column of a left-joined table. */
  nullable?: boolean;
  /** An id that old clients write for `null()`, such as `MP-00000`. */
  nullId?: string;
  /** For a field of many rows beside this one: turns a condition on one of them into “any of them”. Cannot be ordered by. */
  anyOf?: (condition: SQL) => SQL;
};

/** By the name that the API gives the field, dots included. */
export type FilterFields = Record<string, FilterField>;

/**
 * The conditions and the order of a query. Logic has two values: what is null is not equal to anything, so `ne`, `out` and
 * `not` hold for it. Nulls come last in both directions, text is ordered by its bytes, rows that tie by `tieBreak` in
 * the direction of the last field, so that one index serves both.
 * @throws DomainError `invalid`, reason `query`, that quotes what is not supported and lists what is
 */
export function compileList(
  query: Pick<ListQuery, "filter" | "search" | "ordering">,
  fields: FilterFields,
  tieBreak: AnyColumn,
): { where: SQL | undefined; orderBy: SQL[] } {
  const filter = query.filter ? compileNode(query.filter, fields) : undefined;
  const search = query.search ? compileSearch(query.search, fields) : undefined;
  return { where: and(filter, search), orderBy: compileOrdering(query, fields, tieBreak) };
}

const signs = { gt: sql` > `, ge: sql` >= `, lt: sql` < `, le: sql` <= ` };

function compileNode(node: RqlNode, fields: FilterFields): SQL {
  switch (node.op) {
    case "and":
      return and(...node.nodes.map((part) => compileNode(part, fields))) ?? sql`true`;
    case "or":
      return or(...node.nodes.map((part) => compileNode(part, fields))) ?? sql`false`;
    case "not":
      return negated(compileNode(node.node, fields));
    default:
      return compileCondition(node, fields);
  }
}

/** A comparison with null is neither true nor false in SQL; here it is false, and its opposite true. */
function negated(condition: SQL): SQL {
  return sql`not coalesce(${condition}, false)`;
}

function compileCondition(node: Condition, fields: FilterFields): SQL {
  const field = Object.hasOwn(fields, node.field) ? fields[node.field] : undefined;
  if (!field) throw unknownField(node.field, fields);
  const operators = operatorsOf[field.type];
  if (!operators.includes(node.op)) throw unsupported(node.op, node.field, operators);
  if ("values" in node) {
    const held = any(field, or(...heldValues(field, node.field, node.values)) ?? sql`false`);
    return node.op === "out" ? negated(held) : held;
  }
  if (node.op === "eq" || node.op === "ne") {
    const held = any(field, or(...heldValues(field, node.field, [node.value])) ?? sql`false`);
    return node.op === "ne" ? negated(held) : held;
  }
  if (typeof node.value !== "string")
    throw unsupported(`${node.op} with ${node.value.special}()`, node.field, operators);
  if (node.op === "like" || node.op === "ilike") {
    return any(field, matches(field.column, node.value, { ignoreCase: node.op === "ilike" }));
  }
  const column = field.type === "text" ? byBytes(field.column) : operand(field.column);
  return any(field, sql`${column}${signs[node.op]}${bound(field, node.field, node.value)}`);
}

function any(field: FilterField, condition: SQL): SQL {
  return field.anyOf ? field.anyOf(condition) : condition;
}

function isNullable({ column, nullable }: FilterField): boolean {
  return nullable ?? !(is(column, Column) && column.notNull);
}

/** Conditions of which one must hold for the field to be one of `values`. */
function heldValues(field: FilterField, name: string, values: RqlValue[]): SQL[] {
  const column = operand(field.column);
  const texts: string[] = [];
  const conditions: SQL[] = [];
  for (const value of values) {
    if (typeof value === "string" && value !== field.nullId) texts.push(value);
    else if (typeof value !== "string" && value.special === "empty") {
      if (field.type !== "text") throw valueError("empty()", name, field.type);
      texts.push("");
    } else if (isNullable(field)) conditions.push(sql`${column} is null`);
    else throw neverNull(name);
  }
  if (field.type === "list") return [...conditions, ...texts.map((text) => arrayHolds(field.column, text))];
  const bounds = texts.map((text) => bound(field, name, text));
  const [only] = bounds;
  if (!only) return conditions;
  const equal =
    bounds.length === 1 ? sql`${column} = ${only}` : sql`${column} in (${sql.join(bounds, sql`, `)})`;
  return [...conditions, equal];
}

function bound(field: FilterField, name: string, text: string): SQL {
  const value = boundValue(field.type, text);
  if (!value) throw valueError(quoted(text), name, field.type);
  return value;
}

function compileSearch(search: string, fields: FilterFields): SQL {
  const pattern = searchPattern(search);
  const searchable = Object.values(fields).filter((field) => field.searchable && field.type === "text");
  const found = or(
    ...searchable.map((field) => any(field, matches(field.column, pattern, { ignoreCase: true }))),
  );
  if (!found) throw noSearch(fields);
  return found;
}

function compileOrdering(
  { ordering }: Pick<ListQuery, "ordering">,
  fields: FilterFields,
  tieBreak: AnyColumn,
): SQL[] {
  const terms = ordering.map(({ field: name, descending }) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field?.orderable) throw notOrderable(name, fields);
    const column = field.type === "text" ? byBytes(field.column) : operand(field.column);
    const direction = descending ? sql` desc` : sql` asc`;
    // Where nothing is null the words would only keep the engine from using an index.
    return sql`${column}${direction}${isNullable(field) ? sql` nulls last` : sql``}`;
  });
  const tie = tieBreak.dataType === "string" ? byBytes(tieBreak) : operand(tieBreak);
  return [...terms, sql`${tie}${ordering.at(-1)?.descending ? sql` desc` : sql` asc`}`];
}
