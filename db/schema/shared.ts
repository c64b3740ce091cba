import { sql } from "drizzle-orm";
import type { Events } from "../../lib/domain/states";
import { check, instant, integer, json } from "../columns";

/** Columns of every object that people edit. `revision` counts its changes: the ETag, and the guard against lost updates. */
export function tracked() {
  return {
    revision: integer().notNull().default(1),
    events: json<Events>().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  };
}

/** A check that a text column holds one of `values`; the values are ours, never input. */
export function oneOf(name: string, column: string, values: readonly string[]) {
  return check(name, sql.raw(`"${column}" in (${values.map((v) => `'${v}'`).join(", ")})`));
}
