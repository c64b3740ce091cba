import { and, eq, gt, inArray, lte, max, min, or, type SQL, sql } from "drizzle-orm";
import { isPredefined } from "../lib/domain/price-columns";
import { isPostgres } from "./dialect";
import { jsonKeys, jsonPath } from "./filter-sql";
import { cell } from "./price-points";
import { adjustmentRow, pricePoint } from "./schema/pricing";
import type { Db, Tx } from "./types";

/** Rows of the uploaded file: those after `after` up to and including `to`. */
export type RowRange = { after: number; to: number };

type Applied = { adjustmentId: string; versionId: string; columnIds: readonly string[] };

// A verdict's values by column id are pairs: what the cell held when the file was checked, and what it shall hold.
const pair = (id: string) => jsonPath(adjustmentRow.values, [id]);
const amount = (id: string, index: 0 | 1) =>
  sql`cast(${jsonPath(adjustmentRow.values, [id, index])} as bigint)`;
const isNamed = (id: string) => sql`${pair(id)} is not null`;
const holdsOther = (id: string, index: 0 | 1) => sql`${cell(id)} is distinct from ${amount(id, index)}`;
const isChanged = (id: string) => sql`(${isNamed(id)} and ${holdsOther(id, 1)})`;

function inRange({ adjustmentId }: Applied, { after, to }: RowRange): SQL | undefined {
  return and(
    eq(adjustmentRow.adjustmentId, adjustmentId),
    gt(adjustmentRow.row, after),
    lte(adjustmentRow.row, to),
    inArray(adjustmentRow.verdict, ["changed", "cleared"]),
  );
}

/** The last row of the file that has a verdict; 0 when none has. */
export async function lastVerdictRow(db: Db, adjustmentId: string): Promise<number> {
  const [found] = await db
    .select({ last: max(adjustmentRow.row) })
    .from(adjustmentRow)
    .where(eq(adjustmentRow.adjustmentId, adjustmentId));
  return found?.last ?? 0;
}

/**
 * What applying these verdicts means now: how many cells change, and the first row (if any) that is not as it was checked,
 * because its item is gone, its column is, or a cell holds neither what was found nor what is wanted.
 */
export async function reviewVerdicts(
  db: Db,
  applied: Applied,
  range: RowRange,
): Promise<{ cells: number; clash: number | null }> {
  const { versionId, columnIds } = applied;
  const changes = columnIds.map((id) => sql`case when ${isChanged(id)} then 1 else 0 end`);
  const isOther = columnIds.map((id) => sql`(${isChanged(id)} and ${holdsOther(id, 0)})`);
  const unknown = sql`exists (select 1 from ${jsonKeys(adjustmentRow.values)} where given.key not in ${[...columnIds]})`;
  const clashes = or(sql`${pricePoint.itemId} is null`, unknown, ...isOther);
  const [found] = await db
    .select({
      cells: sql<number>`coalesce(sum(${sql.join(changes, sql` + `)}), 0)`.mapWith(Number),
      clash: min(sql<number>`case when ${clashes} then ${adjustmentRow.row} end`).mapWith(Number),
    })
    .from(adjustmentRow)
    .leftJoin(
      pricePoint,
      and(eq(pricePoint.versionId, versionId), eq(pricePoint.itemId, adjustmentRow.itemId)),
    )
    .where(inRange(applied, range));
  return { cells: found?.cells ?? 0, clash: found?.clash ?? null };
}

/** Writes the wanted values of these verdicts into the points, in the database; a point that changes is one revision on. */
export async function writeVerdicts(tx: Tx, applied: Applied, range: RowRange): Promise<void> {
  const { versionId, columnIds } = applied;
  const predefined = columnIds.filter(isPredefined).map((id): [string, SQL] => {
    const value = sql`case when ${isNamed(id)} then ${amount(id, 1)} else ${pricePoint[id]} end`;
    return [id, value];
  });
  const custom = columnIds.filter((id) => !isPredefined(id));
  await tx
    .update(pricePoint)
    .set({
      ...Object.fromEntries(predefined),
      ...(custom.length > 0 ? { custom: withValues(custom) } : {}),
      revision: sql`${pricePoint.revision} + 1`,
    })
    .from(adjustmentRow)
    .where(
      and(
        inRange(applied, range),
        eq(pricePoint.versionId, versionId),
        eq(pricePoint.itemId, adjustmentRow.itemId),
        or(...columnIds.map(isChanged)),
      ),
    );
}

/** The custom cells with the wanted values: a null takes a cell away, and without any the whole is null. */
function withValues(columnIds: readonly string[]): SQL {
  const start = sql`coalesce(${pricePoint.custom}, '{}')`;
  const merged = columnIds.reduce(
    (before, id) => sql`case when ${isNamed(id)} then ${patched(before, id)} else ${before} end`,
    start,
  );
  return sql`nullif(${merged}, '{}')`;
}

function patched(before: SQL, id: string): SQL {
  const value = amount(id, 1);
  return isPostgres
    ? sql`jsonb_strip_nulls(${before} || jsonb_build_object(cast(${id} as text), ${value}))`
    : sql`json_patch(${before}, json_object(${id}, ${value}))`;
}
