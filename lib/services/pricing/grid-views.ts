import { createHash } from "node:crypto";

/** An order of a version's points as it was when somebody asked for it: rows stay in place while prices are edited. */
export type GridView = { token: string; total: number; idsOf: (offset: number, limit: number) => string[] };

type Kept = { key: string; total: number; chunks: string[] };

/** Ids to a string: short enough to cut a window from, long enough not to keep 100,000 objects. */
const idsPerChunk = 100;
/** How many ids are kept in memory, of all views together: some 20 bytes each. */
const idsKept = 2_000_000;

// Next loads modules once per kind of entry point; what the process shares lives on globalThis.
const slot = Symbol.for("channelbook.grid-views");
const shared = globalThis as unknown as Record<symbol, Map<string, Kept> | undefined>;

function views(): Map<string, Kept> {
  shared[slot] ??= new Map();
  return shared[slot];
}

/**
 * The view of that name, if it is kept and belongs to `key`. Nothing depends on it: whoever finds it gone orders again,
 * and gets the same token while the order is the same, in another process too.
 */
export function keptView(token: string, key: string): GridView | undefined {
  const kept = views().get(token);
  if (kept?.key !== key) return undefined;
  views().delete(token);
  views().set(token, kept);
  return asView(token, kept);
}

/** @param key says of what the order is: the version, the columns seen and the query. @param ids separated by blanks */
export function keepView(key: string, ids: string): GridView {
  const token = createHash("sha256").update(`${key}\n${ids}`).digest("base64url").slice(0, 22);
  const all = ids === "" ? [] : ids.split(" ");
  const chunks: string[] = [];
  for (let at = 0; at < all.length; at += idsPerChunk) chunks.push(all.slice(at, at + idsPerChunk).join(" "));
  const kept = { key, total: all.length, chunks };
  views().delete(token);
  views().set(token, kept);
  forgetOldest();
  return asView(token, kept);
}

function forgetOldest(): void {
  const all = views();
  let sum = 0;
  for (const { total } of all.values()) sum += total;
  for (const [token, { total }] of all) {
    if (sum <= idsKept || all.size <= 1) return;
    all.delete(token);
    sum -= total;
  }
}

function asView(token: string, { total, chunks }: Kept): GridView {
  function idsOf(offset: number, limit: number): string[] {
    const end = Math.min(offset + limit, total);
    if (offset >= end) return [];
    const first = Math.floor(offset / idsPerChunk);
    const last = Math.floor((end - 1) / idsPerChunk);
    const ids = chunks.slice(first, last + 1).flatMap((chunk) => chunk.split(" "));
    return ids.slice(offset - first * idsPerChunk, end - first * idsPerChunk);
  }
  return { token, total, idsOf };
}
