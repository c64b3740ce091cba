import {
  type Cursor,
  expectChar,
  fail,
  quoted,
  readName,
  readText,
  readValue,
  skipBlanks,
  take,
  takeMatch,
  unexpected,
} from "./rql-cursor";
import { patternProblem } from "./rql-pattern";
import type { Comparison, Membership, RqlNode, RqlValue } from "./rql-types";

/** Clients nest one level for each alternative of a list. */
const maxDepth = 200;
const maxConditions = 500;

const comparisons: Record<string, Comparison> = {
  eq: "eq",
  ne: "ne",
  gt: "gt",
  ge: "ge",
  gte: "ge",
  lt: "lt",
  le: "le",
  lte: "le",
};
const searches: Record<string, Comparison> = { like: "like", ilike: "ilike" };
const memberships: Record<string, Membership> = { in: "in", out: "out" };
const operators = "eq, ne, gt, ge, lt, le, range, like, ilike, in, out, and, or, not";
const infix = /(eq|ne|gte|gt|ge|lte|lt|le|ilike|like|in|out)=/y;
/** These are no filters; they stand beside them. */
const beside = new Set(["ordering", "sort", "select", "limit", "offset", "search"]);

/** One condition or one bracketed group. */
export function readTerm(cursor: Cursor): RqlNode {
  skipBlanks(cursor);
  if (++cursor.depth > maxDepth) {
    fail(cursor.text, cursor.at, `brackets are nested too deeply; at most ${maxDepth} levels are allowed.`);
  }
  const node = take(cursor, "(") ? readGroup(cursor) : readCondition(cursor);
  cursor.depth--;
  return node;
}

/** Puts nodes together; what the same operator holds inside becomes part of it. */
export function combine(op: "and" | "or", nodes: RqlNode[]): RqlNode {
  const flat = nodes.flatMap((node) => (node.op === op ? node.nodes : [node]));
  const [only] = flat;
  return only && flat.length === 1 ? only : { op, nodes: flat };
}

/** After the opening bracket: `a,b` and `a&b` are a conjunction, `a|b` and `a;b` a disjunction, which binds less. */
function readGroup(cursor: Cursor): RqlNode {
  const alternatives: RqlNode[] = [];
  do alternatives.push(readConjunction(cursor, ["&", ","]));
  while (take(cursor, "|") || take(cursor, ";"));
  if (!take(cursor, ")")) unexpected(cursor, "“)”, “&”, “,” or “|”");
  return combine("or", alternatives);
}

function readConjunction(cursor: Cursor, separators: string[]): RqlNode {
  const nodes: RqlNode[] = [];
  do nodes.push(readTerm(cursor));
  while (separators.some((separator) => take(cursor, separator)));
  return combine("and", nodes);
}

function readCondition(cursor: Cursor): RqlNode {
  const start = cursor.at;
  const name = readName(cursor, "A condition such as eq(field,value)");
  if (take(cursor, "(")) return readCall(cursor, name, start);
  if (!take(cursor, "=")) unexpected(cursor, `“=” or “(” after ${quoted(name)}`);
  guardField(cursor, name, start);
  const operator = takeMatch(cursor, infix)?.[1] ?? "eq";
  return readOperand(cursor, operator, name);
}

function readCall(cursor: Cursor, name: string, start: number): RqlNode {
  if (name === "and" || name === "or") return readLogical(cursor, name);
  if (name === "not") {
    const node = readConjunction(cursor, ["&"]);
    expectChar(cursor, ")");
    return { op: "not", node };
  }
  const known = name === "range" || [comparisons, searches, memberships].some((t) => Object.hasOwn(t, name));
  if (!known) {
    const why = beside.has(name)
      ? `${name}(…) stands beside the filters, not inside them.`
      : `${quoted(name)} is no operator; these are: ${operators}.`;
    fail(cursor.text, start, why);
  }
  skipBlanks(cursor);
  const fieldAt = cursor.at;
  const field = readName(cursor);
  guardField(cursor, field, fieldAt);
  expectChar(cursor, ",");
  const node = name === "range" ? readRange(cursor, field) : readOperand(cursor, name, field);
  expectChar(cursor, ")");
  return node;
}

function readLogical(cursor: Cursor, op: "and" | "or"): RqlNode {
  const nodes: RqlNode[] = [];
  do nodes.push(readConjunction(cursor, ["&"]));
  while (take(cursor, ","));
  if (!take(cursor, ")")) unexpected(cursor, "“,” or “)”");
  return combine(op, nodes);
}

function readRange(cursor: Cursor, field: string): RqlNode {
  const from = readValue(cursor);
  expectChar(cursor, ",");
  const to = readValue(cursor);
  return {
    op: "and",
    nodes: [
      { op: "ge", field, value: from },
      { op: "le", field, value: to },
    ],
  };
}

function readOperand(cursor: Cursor, operator: string, field: string): RqlNode {
  if (++cursor.conditions > maxConditions) {
    fail(cursor.text, cursor.at, `at most ${maxConditions} conditions are allowed.`);
  }
  const membership = memberships[operator];
  if (membership) return { op: membership, field, values: readList(cursor, operator, field) };
  const search = searches[operator];
  if (search) return { op: search, field, value: readPattern(cursor, operator) };
  return { op: comparisons[operator] ?? "eq", field, value: readValue(cursor) };
}

function readPattern(cursor: Cursor, operator: string): string {
  skipBlanks(cursor);
  const start = cursor.at;
  const pattern = readText(cursor, operator);
  const problem = patternProblem(pattern);
  return problem ? fail(cursor.text, start, `${problem}.`) : pattern;
}

function readList(cursor: Cursor, operator: string, field: string): RqlValue[] {
  if (!take(cursor, "(")) unexpected(cursor, `A list in brackets, such as ${operator}(${field},(a,b)),`);
  if (take(cursor, ")")) return [];
  const values: RqlValue[] = [];
  do values.push(readValue(cursor));
  while (take(cursor, ","));
  if (!take(cursor, ")")) unexpected(cursor, "“,” or “)”");
  return values;
}

/** Paging and free text look like conditions, but only outside every bracket are they understood. */
function guardField(cursor: Cursor, field: string, at: number): void {
  if (cursor.depth > 1 && beside.has(field)) {
    fail(cursor.text, at, `${field} stands beside the filters, not inside them.`);
  }
}
