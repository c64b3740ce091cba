import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { ListQuery } from "../lib/domain/rql";

/** A field that a collection can be filtered by. */
export type FilterField = {
  column: AnyColumn | SQL;
  type: "text" | "number" | "instant" | "boolean";
  orderable?: boolean;
  searchable?: boolean;
  nullable?: boolean;
};

export type FilterFields = Record<string, FilterField>;

/** The conditions and the order of a query. Rows that tie are ordered by `tieBreak`. */
export function compileList(
  _query: ListQuery,
  _fields: FilterFields,
  tieBreak: AnyColumn,
): { where: SQL | undefined; orderBy: SQL[] } {
  return { where: undefined, orderBy: [sql`${tieBreak} asc`] };
}
