import { type SQL, sql } from "drizzle-orm";
import { type FieldType, readBoolean, readInstant, readNumber } from "../lib/domain/rql-fields";
import { instantValue } from "./filter-sql";

/** The value as SQL that compares on both engines, or undefined when it does not fit the type. */
export function boundValue(type: FieldType, text: string): SQL | undefined {
  if (type === "text" || type === "list") return sql`${text}`;
  if (type === "number") return boundNumber(text);
  if (type === "boolean") return boundBoolean(text);
  const milliseconds = readInstant(text);
  return milliseconds === undefined ? undefined : instantValue(milliseconds);
}

function boundNumber(text: string): SQL | undefined {
  const number = readNumber(text);
  if (number === undefined) return undefined;
  // As bigint an index on a whole-number column stays usable; PostgreSQL refuses a fraction there.
  return Number.isInteger(number) ? sql`cast(${number} as bigint)` : sql`cast(${number} as numeric)`;
}

function boundBoolean(text: string): SQL | undefined {
  const value = readBoolean(text);
  if (value === undefined) return undefined;
  return value ? sql`true` : sql`false`;
}
