import { type SQL, sql } from "drizzle-orm";
import { instantValue } from "./filter-sql";

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

/** The value as SQL that compares on both engines, or undefined when it does not fit the type. */
export function boundValue(type: FieldType, text: string): SQL | undefined {
  if (type === "text" || type === "list") return sql`${text}`;
  if (type === "number") return boundNumber(text);
  if (type === "boolean") return boundBoolean(text);
  const milliseconds = readInstant(text);
  return milliseconds === undefined ? undefined : instantValue(milliseconds);
}

function boundNumber(text: string): SQL | undefined {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match || (match[1] ?? "").length + (match[2] ?? "").length > 15) return undefined;
  // As bigint an index on a whole-number column stays usable; PostgreSQL refuses a fraction there.
  return Number.isInteger(Number(text))
    ? sql`cast(${Number(text)} as bigint)`
    : sql`cast(${Number(text)} as numeric)`;
}

function boundBoolean(text: string): SQL | undefined {
  const lower = text.toLowerCase();
  if (lower === "true") return sql`true`;
  return lower === "false" ? sql`false` : undefined;
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
