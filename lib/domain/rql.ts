import { DomainError } from "./errors";

/** A value as written, or one of the two constants `null()` and `empty()`. */
export type RqlValue = string | { special: "null" | "empty" };

/** A filter as a tree. Patterns of `like` and `ilike` keep their `*` (any run) and `\*` (a star). */
export type RqlNode =
  | { op: "and" | "or"; nodes: RqlNode[] }
  | { op: "not"; node: RqlNode }
  | { op: "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "ilike"; field: string; value: RqlValue }
  | { op: "in" | "out"; field: string; values: RqlValue[] };

/** What is asked of a collection. */
export type ListQuery = {
  filter?: RqlNode;
  /** Free text over the fields flagged searchable. */
  search?: string;
  ordering: { field: string; descending: boolean }[];
  select: { include: string[]; exclude: string[] };
  /** 0 to 1000; 0 asks for the total only. */
  limit: number;
  offset: number;
  /** Plain parameters that are no filters, such as `format` or `at`. */
  extra: Record<string, string>;
};

/** No filter, the first hundred rows. */
export const everything: ListQuery = {
  ordering: [],
  select: { include: [], exclude: [] },
  limit: 100,
  offset: 0,
  extra: {},
};

/** The filter part of a query: all of `nodes`; those that are undefined do not count. */
export function where(...nodes: (RqlNode | undefined)[]): Partial<ListQuery> {
  const given = nodes.filter((node) => node !== undefined);
  const [first] = given;
  if (!first) return {};
  return { filter: given.length === 1 ? first : { op: "and", nodes: given } };
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

/**
 * Reads a query string (API.md §1).
 * @param reserved names of plain parameters that go to `extra`
 * @throws DomainError `invalid`, reason `query`, that quotes the place
 */
export function parseListQuery(_queryString: string, _reserved: readonly string[] = []): ListQuery {
  throw new DomainError("internal", "Queries cannot be read yet.");
}
