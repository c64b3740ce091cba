import { queryError, quoted } from "./rql-cursor";
import type { RqlNode } from "./rql-types";

// What the fields of collections can be asked, in the database (db/filter.ts) and in memory (rql-rows.ts).

/** What a field holds; `list` is a JSON array of texts or whole numbers. */
export type FieldType = "text" | "number" | "instant" | "boolean" | "list";

/** The values a field of a type is compared with, in words for people. */
export const valueForms: Record<FieldType, string> = {
  text: "text",
  list: "text",
  number: "a number of at most 15 digits such as 12 or -0.5",
  instant: "an instant such as 2026-03-01 or 2026-03-01T00:00:00+00:00, from the year 1 to 9999",
  boolean: "true or false",
};

export type Condition = Exclude<RqlNode, { op: "and" | "or" | "not" }>;
export type Operator = Condition["op"];

const membership: Operator[] = ["eq", "ne", "in", "out"];
const ordered: Operator[] = ["eq", "ne", "gt", "ge", "lt", "le", "in", "out"];
/** What a field of a type can be asked. */
export const operatorsOf: Record<FieldType, Operator[]> = {
  text: [...ordered, "like", "ilike"],
  number: ordered,
  instant: ordered,
  boolean: membership,
  list: membership,
};

/** What is told of a field to whoever asks wrongly. */
type Described = Record<string, { type: FieldType; orderable?: boolean }>;

/** A number of at most 15 digits, or undefined. */
export function readNumber(text: string): number | undefined {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match || (match[1] ?? "").length + (match[2] ?? "").length > 15) return undefined;
  return Number(text);
}

/** `true` or `false` in any case, or undefined. */
export function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

const isoPattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/i;
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601 to milliseconds, further digits cut off; without a zone it is UTC, a date is its first instant. */
export function readInstant(text: string): number | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [, date = "", time = "00:00", seconds = "00", fraction = "", sign, hours = "0", minutes = "0"] =
    match;
  const local = `${date}T${time}:${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}Z`;
  const milliseconds = Date.parse(local);
  const isReal = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === local;
  if (!isReal || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  const result = milliseconds - offset;
  return result >= earliest && result <= latest ? result : undefined;
}

/** `a, b (eq, ne); c (eq, ne, gt)`: the fields with what they can be asked. */
function describe(fields: Described): string {
  const groups = new Map<string, string[]>();
  for (const [name, field] of Object.entries(fields)) {
    const operators = operatorsOf[field.type].join(", ");
    groups.set(operators, [...(groups.get(operators) ?? []), name]);
  }
  if (groups.size === 0) return "no filters";
  return [...groups].map(([operators, names]) => `${names.join(", ")} (${operators})`).join("; ");
}

/** @returns the error that lists what the collection can be asked */
export function unknownField(name: string, fields: Described): Error {
  return queryError(
    `Bad filter query: ${quoted(name)} is not a field of this collection. It supports ${describe(fields)}.`,
    { field: name, fields: Object.keys(fields) },
  );
}

/** @returns the error that lists the operators of the field */
export function unsupported(what: string, name: string, operators: Operator[]): Error {
  return queryError(
    `Bad filter query: ${what} is not supported by ${quoted(name)}, which takes ${operators.join(", ")}.`,
    { field: name, operators },
  );
}

/** @returns the error that says what values the field takes */
export function valueError(value: string, name: string, type: FieldType): Error {
  return queryError(`Bad filter query: ${quoted(name)} takes ${valueForms[type]}, not ${value}.`, {
    field: name,
  });
}

/** @returns the error that lists what the collection can be ordered by */
export function notOrderable(name: string, fields: Described): Error {
  const orderable = Object.keys(fields).filter((key) => fields[key]?.orderable);
  const allowed = orderable.length === 0 ? "cannot be ordered" : `can be ordered by ${orderable.join(", ")}`;
  return queryError(`Bad ordering filter: ${quoted(name)}. This collection ${allowed}.`, {
    field: name,
    orderable,
  });
}

/** @returns the error of `null()` for a field that is never null */
export function neverNull(name: string): Error {
  return queryError(
    `Bad filter query: ${quoted(name)} always has a value, so null() is not supported there.`,
  );
}

/** @returns the error of `search=` where no field is searched */
export function noSearch(fields: Described): Error {
  return queryError(`Bad filter query: this collection has no search. It supports ${describe(fields)}.`);
}
