/** A value as written, or one of the two constants `null()` and `empty()`. */
export type RqlValue = string | { special: "null" | "empty" };

export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "ilike";
export type Membership = "in" | "out";

/** A filter as a tree. Patterns of `like` and `ilike` keep their `*` (any run) and `\*` (a star). */
export type RqlNode =
  | { op: "and" | "or"; nodes: RqlNode[] }
  | { op: "not"; node: RqlNode }
  | { op: Comparison; field: string; value: RqlValue }
  | { op: Membership; field: string; values: RqlValue[] };

export type Ordering = { field: string; descending: boolean };
export type Select = { include: string[]; exclude: string[] };

/** What is asked of a collection. */
export type ListQuery = {
  filter?: RqlNode;
  /** Free text over the fields flagged searchable: the words anywhere in one of them; `*` is any run of characters. */
  search?: string;
  ordering: Ordering[];
  select: Select;
  /** 0 to 1000; 0 asks for the total only. */
  limit: number;
  offset: number;
  /** Plain parameters that are no filters, such as `format` or `at`. */
  extra: Record<string, string>;
};
