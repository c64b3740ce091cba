import { notFound } from "next/navigation";
import { isDomainError } from "@/lib/domain/errors";
import { everything, type ListQuery, type RqlNode, where } from "@/lib/domain/rql";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What a page loads, or the 404 page when it is not there, not the actor's, or of a kind that its account never sees. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error) && (error.code === "not_found" || error.code === "forbidden")) notFound();
    throw error;
  }
}

/** One search parameter as text; of several the first. */
export function param(params: Awaited<SearchParams>, name: string): string | undefined {
  const value = params[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === "" ? undefined : first;
}

type IndexOptions = {
  /** The tab's filter and others that the page adds; undefined ones do not count. */
  filters?: (RqlNode | undefined)[];
  /** The fields that `?sort=` may name. */
  sortable?: readonly string[];
  /** As in `?sort=`, e.g. "-events.updated.at". */
  defaultSort?: string;
  pageSize?: number;
};

/** The query of an index page: `?q=` searches, `?sort=-name` orders, `?offset=` pages. What makes no sense is ignored: links stay usable. */
export function indexQuery(params: Awaited<SearchParams>, options: IndexOptions = {}): ListQuery {
  const sort = sortOf(params, options) ?? options.defaultSort;
  const offset = Number(param(params, "offset") ?? 0);
  const search = param(params, "q");
  return {
    ...everything,
    ...where(...(options.filters ?? [])),
    ...(search ? { search } : {}),
    ordering: sort ? [{ field: sort.replace(/^-/, ""), descending: sort.startsWith("-") }] : [],
    limit: options.pageSize ?? 50,
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

function sortOf(params: Awaited<SearchParams>, { sortable = [] }: IndexOptions): string | undefined {
  const sort = param(params, "sort");
  return sort && sortable.includes(sort.replace(/^-/, "")) ? sort : undefined;
}

/** The same address with other search parameters; undefined removes one, and any change goes back to the first page. */
export function hrefWith(
  path: string,
  params: Awaited<SearchParams>,
  changes: Record<string, string | undefined>,
): string {
  const next = new URLSearchParams();
  for (const name of Object.keys(params)) {
    const value = param(params, name);
    if (value !== undefined && name !== "offset") next.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return query ? `${path}?${query}` : path;
}

/** Where a sortable header leads, and how the page is sorted by it now. */
export function sortLink(path: string, params: Awaited<SearchParams>, field: string, defaultSort?: string) {
  const current = param(params, "sort") ?? defaultSort;
  const direction =
    current === field ? ("asc" as const) : current === `-${field}` ? ("desc" as const) : undefined;
  return { href: hrefWith(path, params, { sort: direction === "asc" ? `-${field}` : field }), direction };
}
