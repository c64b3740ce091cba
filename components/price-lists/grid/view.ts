import type { GridQuery } from "@/lib/client/price-grid";
import { eq, printRql, where } from "@/lib/domain/rql";

/** What the grid shows, as it stands in the address. */
export type GridFilters = {
  search: string;
  product: string;
  status: "" | "filled" | "empty";
  changed: boolean;
  /** A field, with a minus in front for the other direction. */
  sort: string;
};

export const noFilters: GridFilters = { search: "", product: "", status: "", changed: false, sort: "" };

/** From search parameters; what makes no sense is left out: links stay usable. */
export function readFilters(
  get: (name: string) => string | undefined,
  known: { products: readonly string[]; fields: readonly string[]; hasBase: boolean },
): GridFilters {
  const [product, status, sort] = [get("product") ?? "", get("status"), get("sort") ?? ""];
  return {
    search: (get("q") ?? "").slice(0, 200),
    product: known.products.includes(product) ? product : "",
    status: status === "filled" || status === "empty" ? status : "",
    changed: known.hasBase && get("changed") === "true",
    sort: known.fields.includes(sort.replace(/^-/, "")) ? sort : "",
  };
}

/** The search parameters of `current` with those of the filters in place of the old ones. */
export function withFilters(current: string, filters: GridFilters): string {
  const next = new URLSearchParams(current);
  const { search, product, status, changed, sort } = filters;
  const values = { q: search, product, status, changed: changed ? "true" : "", sort };
  for (const [name, value] of Object.entries(values)) {
    if (value === "") next.delete(name);
    else next.set(name, value);
  }
  return next.toString();
}

export function isFiltered({ search, product, status, changed }: GridFilters): boolean {
  return search !== "" || product !== "" || status !== "" || changed;
}

export function queryOf({ search, product, status, changed, sort }: GridFilters): GridQuery {
  return {
    ...where(
      product ? eq("item.product.id", product) : undefined,
      status ? eq("status", status) : undefined,
      changed ? eq("changed", "true") : undefined,
    ),
    ...(search ? { search } : {}),
    ordering: sort ? [{ field: sort.replace(/^-/, ""), descending: sort.startsWith("-") }] : [],
  };
}

/** The filter of a bulk change over all that is shown; null for everything. */
export function whereOf(filters: GridFilters): string | null {
  const { ordering: _, ...shown } = queryOf(filters);
  return printRql(shown) || null;
}

/** The next direction of a header: up, down, then as the items are ordered by themselves. */
export function nextSort(current: string, field: string): string {
  if (current === field) return `-${field}`;
  return current === `-${field}` ? "" : field;
}
