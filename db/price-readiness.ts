import { asc, type SQL, sql } from "drizzle-orm";
import { type ReadinessFacts, sampleSize, type WarningCode, warningCodes } from "../lib/domain/readiness";
import { cellOf } from "./price-compare";
import { pricePoint } from "./schema/pricing";
import type { Db } from "./types";

type Question = {
  versionId: string;
  /** The version in force that prices are held against, if there is one. */
  activeId: string | null;
  columnIds: readonly string[];
};

/** lib/domain/readiness.ts in the database's words: `a` is the version, `b` the one in force. */
function conditions({ columnIds, activeId }: Question): Record<WarningCode, SQL> {
  const anyOf = (parts: SQL[]) => (parts.length === 0 ? sql`1 = 0` : sql`(${sql.join(parts, sql` or `)})`);
  const cells = columnIds.map((id) => ({ now: cellOf("a", id), before: cellOf("b", id) }));
  const hasBoth = columnIds.includes("price") && columnIds.includes("st0p");
  return {
    empty_cells: anyOf(cells.map(({ now }) => sql`${now} is null`)),
    zero_prices: anyOf(cells.map(({ now }) => sql`${now} = 0`)),
    moved: activeId
      ? anyOf(
          cells.map(({ now, before }) => sql`(${before} > 0 and abs(${now} - ${before}) * 2 > ${before})`),
        )
      : sql`1 = 0`,
    msrp_below_cost: hasBoth ? sql`a.st0p < a.price` : sql`1 = 0`,
  };
}

function source({ versionId, activeId }: Question): SQL {
  if (!activeId) return sql`(select * from ${pricePoint} where version_id = ${versionId}) as a`;
  return sql`(select * from ${pricePoint} where version_id = ${versionId}) as a left join ${pricePoint} as b on b.version_id = ${activeId} and b.item_id = a.item_id`;
}

/** Counts what readiness is about in one pass, then reads the first items of what was found. */
export async function findReadinessFacts(db: Db, question: Question): Promise<ReadinessFacts> {
  const where = conditions(question);
  const filled = question.columnIds.map((id) => sql`${cellOf("a", id)} is not null`);
  const count = (condition: SQL) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);
  const [row] = await db
    .select({
      points: sql<number>`count(*)`.mapWith(Number),
      filled: count(sql`(${sql.join(filled, sql` or `)})`),
      empty_cells: count(where.empty_cells),
      zero_prices: count(where.zero_prices),
      moved: count(where.moved),
      msrp_below_cost: count(where.msrp_below_cost),
    })
    .from(source(question));
  const warnings = await Promise.all(
    warningCodes.map(async (code) => {
      const found = row?.[code] ?? 0;
      const sample = found === 0 ? [] : await findSample(db, question, where[code]);
      return [code, { count: found, sample }] as const;
    }),
  );
  return {
    points: row?.points ?? 0,
    hasValue: (row?.filled ?? 0) > 0,
    warnings: Object.fromEntries(warnings) as ReadinessFacts["warnings"],
  };
}

async function findSample(db: Db, question: Question, condition: SQL): Promise<string[]> {
  const itemId = sql<string>`a.item_id`;
  const rows = await db
    .select({ itemId })
    .from(source(question))
    .where(condition)
    .orderBy(asc(itemId))
    .limit(sampleSize);
  return rows.map((row) => row.itemId);
}
