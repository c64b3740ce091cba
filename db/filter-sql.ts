import { type AnyColumn, Column, is, type SQL, sql } from "drizzle-orm";
import { patternPieces } from "../lib/domain/rql-pattern";
import { isPostgres } from "./dialect";

// The one place where the engines' text search, text order and instants differ (DESIGN §2).

/** A column as it stands, an expression in brackets. */
export function operand(column: AnyColumn | SQL): SQL {
  return is(column, Column) ? sql`${column}` : sql`(${column})`;
}

/** Text that compares and sorts by its bytes on both engines. */
export function byBytes(column: AnyColumn | SQL): SQL {
  return isPostgres ? sql`${operand(column)} collate "C"` : operand(column);
}

/**
 * Does the text match? `*` is any run of characters, `\*` a star. `ignoreCase` makes A to Z equal a to z, no more: that is
 * what both engines can do alike.
 * @throws DomainError for a pattern with `**` or too many `*`
 */
export function matches(
  column: AnyColumn | SQL,
  pattern: string,
  options: { ignoreCase?: boolean } = {},
): SQL {
  const pieces = patternPieces(pattern);
  const wild = pieces.map((piece) => piece.replace(/[\\%_]/g, "\\$&")).join("%");
  if (!options.ignoreCase) {
    // SQLite's LIKE ignores case, its GLOB does not.
    if (isPostgres) return sql`${operand(column)} like ${wild} escape '\\'`;
    return sql`${operand(column)} glob ${pieces.map((piece) => piece.replace(/[*?[]/g, "[$&]")).join("*")}`;
  }
  if (!isPostgres) return sql`${operand(column)} like ${wild} escape '\\'`;
  const folded = wild.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return sql`lower(${byBytes(column)}) like ${folded} escape '\\'`;
}

/** @param milliseconds since 1970, UTC */
export function instantValue(milliseconds: number): SQL {
  if (!isPostgres) return sql`${milliseconds}`;
  return sql`cast(${new Date(milliseconds).toISOString()} as timestamptz)`;
}

/** Does the JSON array hold the value? Numbers are compared by how they are written. No array holds nothing. */
export function arrayHolds(column: AnyColumn | SQL, value: string): SQL {
  const array = operand(column);
  return isPostgres
    ? sql`exists (select 1 from jsonb_array_elements_text(case jsonb_typeof(${array}) when 'array' then ${array} else '[]' end) as element(value) where element.value = ${value})`
    : sql`exists (select 1 from json_each(${array}) as element where cast(element.value as text) = ${value})`;
}

/** The value of a key of a JSON object as text, whatever characters the key has; null when it is not there. */
export function jsonValue(column: AnyColumn | SQL, key: string): SQL {
  return isPostgres
    ? sql`(${operand(column)} ->> cast(${key} as text))`
    : sql`json_extract(${operand(column)}, ${`$.${JSON.stringify(key)}`})`;
}

/** The keys of a JSON object, as what stands behind `from`: `given.key`. */
export function jsonKeys(column: AnyColumn | SQL): SQL {
  return isPostgres
    ? sql`jsonb_object_keys(${operand(column)}) as given(key)`
    : sql`json_each(${operand(column)}) as given`;
}

/** What stands at a place of a JSON value, keys and indexes on the way, as text or a number; null when nothing does. */
export function jsonPath(column: AnyColumn | SQL, path: readonly (string | number)[]): SQL {
  if (isPostgres) {
    const steps = path.map((step) => JSON.stringify(String(step))).join(",");
    return sql`(${operand(column)} #>> cast(${`{${steps}}`} as text[]))`;
  }
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${JSON.stringify(step)}`));
  return sql`json_extract(${operand(column)}, ${`$${steps.join("")}`})`;
}
