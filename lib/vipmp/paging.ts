import { z } from "zod";
import { countField } from "./wire";

/** Where a page begins and how many rows it may have. */
export type PageRequest = { offset: number; limit: number };

type Link = { uri: string; method: "GET"; headers: [] };
export type PageEnvelope<K extends string, T> = {
  limit: number;
  offset: number;
  count: number;
  totalCount: number;
  links: { self: Link; next?: Link; prev?: Link };
} & { [key in K]: T[] };

/**
 * Reads `limit` and `offset` of a query. A larger limit is cut to `most`.
 * Null when one of them is not a whole number, or the limit is zero.
 */
export function pageRequest(
  query: URLSearchParams,
  { usual, most }: { usual: number; most: number },
): PageRequest | null {
  const limit = wholeNumber(query.get("limit"), usual);
  const offset = wholeNumber(query.get("offset"), 0);
  if (limit === null || offset === null || limit === 0) return null;
  return { limit: Math.min(limit, most), offset };
}

function wholeNumber(text: string | null, absent: number): number | null {
  if (text === null || text === "") return absent;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The envelope of a list (vipmp reference §2.4): `next` and `prev` only where there is such a page, links relative to the base. */
export function presentPage<K extends string, T>(
  listKey: K,
  items: T[],
  {
    path,
    query,
    totalCount,
    offset,
    limit,
  }: PageRequest & { path: string; query: URLSearchParams; totalCount: number },
): PageEnvelope<K, T> {
  const link = (at: number): Link => {
    const params = [...query].filter(([name]) => name !== "limit" && name !== "offset");
    const parts = [...params, ["limit", String(limit)], ["offset", String(at)]];
    const text = parts.map(
      ([name, value]) => `${name}=${encodeURIComponent(value ?? "").replaceAll("%2C", ",")}`,
    );
    return { uri: `${path}?${text.join("&")}`, method: "GET", headers: [] };
  };
  const links = {
    self: link(offset),
    ...(offset + items.length < totalCount && items.length > 0 ? { next: link(offset + limit) } : {}),
    ...(offset > 0 ? { prev: link(Math.max(offset - limit, 0)) } : {}),
  };
  const page = { limit, offset, count: items.length, totalCount, links };
  return { ...page, ...listOf(listKey, items) };
}

/** TypeScript widens a computed key to `string`; this is the one place that says which key it is. */
function listOf<K extends string, T>(key: K, items: T[]): { [key in K]: T[] } {
  return { [key]: items } as { [key in K]: T[] };
}

const envelope = z.object({
  totalCount: countField.optional().catch(undefined),
  links: z
    .object({
      next: z
        .object({ uri: z.string().min(1) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type ReadPage = { items: unknown[]; totalCount: number | null; next: string | null };

/** Reads a page of any list; null when the body holds no list under that key. */
export function parsePage(body: unknown, listKey: string): ReadPage | null {
  const list = z.record(z.string(), z.unknown()).safeParse(body);
  const items = list.success ? list.data[listKey] : undefined;
  const frame = envelope.safeParse(body);
  if (!Array.isArray(items) || !frame.success) return null;
  return { items, totalCount: frame.data.totalCount ?? null, next: frame.data.links?.next?.uri ?? null };
}
