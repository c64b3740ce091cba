import { asc, inArray, type SQL, sql } from "drizzle-orm";
import type { CompareSort, DiffKind } from "../lib/domain/price-diff";
import { byBytes, jsonValue } from "./filter-sql";
import { pricePoint } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db } from "./types";

export type ItemStub = { id: string; mpn: string; name: string };

/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/** What the items are called, by id. The caller has read the ids from versions that its actor sees: there is no scope here. */
export async function findItemStubs(db: Db, itemIds: readonly string[]): Promise<Map<string, ItemStub>> {
  const stubs = new Map<string, ItemStub>();
  for (let at = 0; at < itemIds.length; at += idsPerStatement) {
    const rows = await db
      .select({ id: item.id, mpn: item.mpn, name: item.name })
      .from(item)
      .where(inArray(item.id, itemIds.slice(at, at + idsPerStatement)))
      .orderBy(asc(item.id));
    for (const row of rows) stubs.set(row.id, row);
  }
  return stubs;
}

/** A column of either list; where a list does not have it, its version is empty there. */
export type ComparedColumn = { id: string; inFrom: boolean; inTo: boolean };

/** Two versions whose lists have the same decimals, so that units compare as they are. */
export type ComparedVersions = {
  fromId: string;
  toId: string;
  columns: readonly ComparedColumn[];
  /** Only this item. */
  itemId?: string | undefined;
};

/** One cell in both versions, in units; null is empty. */
export type ComparedCell = { itemId: string; columnId: string; from: bigint | null; to: bigint | null };

type Alias = "a" | "b";

/** One cell of a point whose table is called `alias`. */
export function cellOf(alias: Alias, columnId: string): SQL {
  if (columnId.startsWith("v."))
    return sql`cast(${jsonValue(sql.raw(`${alias}.custom`), columnId)} as bigint)`;
  return sql`${sql.identifier(alias)}.${sql.identifier(columnId)}`;
}

const nothing = sql.raw("cast(null as bigint)");

/** `f0, t0, f1, t1 …`: each column in both versions, of the versions that the row is in. */
function bothCells(columns: readonly ComparedColumn[], present: readonly Alias[]): SQL {
  const cells = columns.flatMap(({ id, inFrom, inTo }, index) => [
    sql`${inFrom && present.includes("a") ? cellOf("a", id) : nothing} as ${sql.raw(`f${index}`)}`,
    sql`${inTo && present.includes("b") ? cellOf("b", id) : nothing} as ${sql.raw(`t${index}`)}`,
  ]);
  return sql.join(cells, sql`, `);
}

/** One row for every item of either version, with every column of both: a full join by the primary key of points. */
function pairs({ fromId, toId, columns, itemId }: ComparedVersions): SQL {
  const only = (alias: Alias) =>
    itemId === undefined ? sql`` : sql` and ${sql.raw(alias)}.item_id = ${itemId}`;
  return sql`
    select a.item_id as item_id, ${bothCells(columns, ["a", "b"])}
    from ${pricePoint} as a left join ${pricePoint} as b on b.version_id = ${toId} and b.item_id = a.item_id
    where a.version_id = ${fromId}${only("a")}
    union all
    select b.item_id as item_id, ${bothCells(columns, ["b"])}
    from ${pricePoint} as b
    where b.version_id = ${toId}${only("b")}
      and not exists (select 1 from ${pricePoint} as a where a.version_id = ${fromId} and a.item_id = b.item_id)`;
}

/** The condition of a kind over the two cells `f` and `t`. */
function isKind(kind: DiffKind, f: string, t: string): SQL {
  const conditions: Record<DiffKind, string> = {
    changed: `${f} <> ${t}`,
    added: `${f} is null and ${t} is not null`,
    removed: `${f} is not null and ${t} is null`,
    unchanged: `${f} = ${t}`,
  };
  return sql.raw(`(${conditions[kind]})`);
}

/** `inPercent`: how many of the changed cells did not change from zero. */
export type CellCounts = Record<DiffKind, number> & { inPercent: number };

const kinds: readonly DiffKind[] = ["added", "removed", "changed", "unchanged"];

/** How many cells are of each kind: one pass over the points of both versions. */
export async function countComparedCells(db: Db, versions: ComparedVersions): Promise<CellCounts> {
  const sum = (condition: (f: string, t: string) => SQL) => {
    const perColumn = versions.columns.map(
      (_, index) => sql`sum(case when ${condition(`f${index}`, `t${index}`)} then 1 else 0 end)`,
    );
    return sql<number>`coalesce(${sql.join(perColumn, sql` + `)}, 0)`.mapWith(Number);
  };
  const count = (kind: DiffKind) => sum((f, t) => isKind(kind, f, t));
  const [row] = await db
    .select({
      added: count("added"),
      removed: count("removed"),
      changed: count("changed"),
      unchanged: count("unchanged"),
      inPercent: sum((f, t) => sql.raw(`(${f} > 0 and ${f} <> ${t})`)),
    })
    .from(sql`(${pairs(versions)}) as pairs`);
  return row ?? { added: 0, removed: 0, changed: 0, unchanged: 0, inPercent: 0 };
}

/** One row for each cell of these kinds: `item_id`, the column's place, `f` and `t`. */
function cells(versions: ComparedVersions, wanted: readonly DiffKind[]): SQL {
  const conditions = versions.columns.map((_, index) =>
    sql.join(
      wanted.map((kind) => isKind(kind, `f${index}`, `t${index}`)),
      sql` or `,
    ),
  );
  const parts = conditions.map((condition, index) => {
    const place = sql.raw(`${index} as place, f${index} as f, t${index} as t`);
    return sql`select item_id, ${place} from pairs where ${condition}`;
  });
  // The rows are kept for each column to read: only those that any column wants.
  const kept = sql`select * from (${pairs(versions)}) as every_pair where ${sql.join(conditions, sql` or `)}`;
  return sql`with pairs as (${kept}) ${sql.join(parts, sql` union all `)}`;
}

/** `n / f` for `f` above zero: the whole, the ten-thousandths, and on which side of half of one the rest is (0, 1 = half, 2). */
type Ratio = { whole: string; fraction: string; side: string };

/** No step leaves 64 bits for amounts of 15 digits, where `n * 10000` would. */
function ratio(n: string): Ratio {
  const first = `((${n}) % nullif(f, 0)) * 100`;
  const second = `((${first}) % nullif(f, 0)) * 100`;
  const rest = `((${second}) % nullif(f, 0)) * 2`;
  return {
    whole: `coalesce((${n}) / nullif(f, 0), 0)`,
    fraction: `coalesce((${first}) / nullif(f, 0) * 100 + (${second}) / nullif(f, 0), 0)`,
    side: `case when ${rest} > f then 2 when ${rest} = f then 1 else 0 end`,
  };
}

/** Two keys that sort like |Δ %| at two decimals, rounded half up. */
function changeKeys(): string[] {
  const { whole, fraction, side } = ratio("abs(t - f)");
  const rounded = `(${fraction} + case when ${side} > 0 then 1 else 0 end)`;
  return [`${whole} + ${rounded} / 10000`, `${rounded} % 10000`];
}

const kindOrder = `case when f is not null and t is not null and f <> t then 0 when f is null then 1 when t is null then 2 else 3 end`;

/** From zero there is no per cent: as much as can be. */
const fromZero = "case when f = 0 and t <> 0 then 1 else 0 end";

function orderOf(sort: CompareSort, descending: boolean): SQL {
  const way = descending ? " desc" : " asc";
  const itemName = sql`${byBytes(sql.raw("item.name"))} ${sql.raw(way)}`;
  const ends = sql.raw(`case when f is null then 1 else 0 end, case when t is null then 1 else 0 end`);
  const change = [fromZero, ...changeKeys()];
  const keys: Record<CompareSort, SQL> = {
    change: sql.raw([kindOrder, ...change.map((key) => `${key}${way}`)].join(", ")),
    item: itemName,
    from: sql.raw(`case when f is null then 1 else 0 end, f${way}`),
    to: sql.raw(`case when t is null then 1 else 0 end, t${way}`),
    delta: sql`${ends}, ${sql.raw(`t - f${way}`)}`,
  };
  return sql`${keys[sort]}, cells.item_id, cells.place`;
}

export type ComparedPage = {
  kinds?: readonly DiffKind[] | undefined;
  sort: CompareSort;
  descending: boolean;
  limit: number;
  offset: number;
};

const units = (column: string) =>
  sql<bigint | null>`${sql.raw(column)}`.mapWith((value: string | number) => BigInt(value));

/** A page of the cells that have a value in either version. */
export async function findComparedCells(
  db: Db,
  versions: ComparedVersions,
  { kinds: wanted = kinds, sort, descending, limit, offset }: ComparedPage,
): Promise<ComparedCell[]> {
  if (wanted.length === 0) return [];
  const named = sort === "item" ? sql` left join ${item} as item on item.id = cells.item_id` : sql``;
  const rows = await db
    .select({
      itemId: sql<string>`cells.item_id`,
      place: sql<number>`cells.place`.mapWith(Number),
      from: units("f"),
      to: units("t"),
    })
    .from(sql`(${cells(versions, wanted)}) as cells${named}`)
    .orderBy(orderOf(sort, descending))
    .limit(limit)
    .offset(offset);
  return rows.map(({ place, ...row }) => ({ ...row, columnId: versions.columns[place]?.id ?? "" }));
}

/**
 * The cells in the middle of all changed ones that did not change from zero, by change in per cent: one, two, or none.
 * `count`: how many there are, `inPercent` of `countComparedCells`.
 */
export async function findMedianCells(
  db: Db,
  versions: ComparedVersions,
  count: number,
): Promise<ComparedCell[]> {
  if (count === 0) return [];
  const { whole, fraction, side } = ratio("t");
  const rows = await db
    .select({
      itemId: sql<string>`cells.item_id`,
      place: sql<number>`cells.place`.mapWith(Number),
      from: units("f"),
      to: units("t"),
    })
    .from(sql`(${cells(versions, ["changed"])}) as cells`)
    .where(sql`f > 0`)
    .orderBy(sql.raw([whole, fraction, side].join(", ")))
    .limit(2 - (count % 2))
    .offset(Math.ceil(count / 2) - 1);
  return rows.map(({ place, ...cell }) => ({ ...cell, columnId: versions.columns[place]?.id ?? "" }));
}
