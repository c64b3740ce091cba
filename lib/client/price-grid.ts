import { z } from "zod";
import type { OperationInput } from "../domain/bulk-change";
import { isDomainError } from "../domain/errors";
import { parseJsonNumber, printAmount } from "../domain/money";
import { type ListQuery, printRql } from "../domain/rql";
import { ask } from "./api";

/** Rows to a window. */
export const gridWindowRows = 200;

/** What the grid shows and in which order. */
export type GridQuery = Partial<Pick<ListQuery, "filter" | "search" | "ordering">>;

const decimals = z.record(z.string(), z.string());

const rowAnswer = z.object({
  id: z.string(),
  mpn: z.string(),
  name: z.string(),
  product: z.object({ id: z.string(), name: z.string() }),
  /** Plain decimals by column id; what is empty is absent. */
  values: decimals,
  /** The same in the version that this one was copied from. */
  base: decimals.optional(),
  revision: z.number(),
});
export type GridRow = z.output<typeof rowAnswer>;

const gridAnswer = z.object({
  view: z.string(),
  total: z.number(),
  offset: z.number(),
  rows: z.array(rowAnswer.nullable()),
});
/** A window of a version's prices; null is an item that has left the version. */
export type GridWindow = z.output<typeof gridAnswer>;

function versionPath(versionId: string): string {
  return `/pricing/versions/${versionId}`;
}

export async function fetchGrid(
  versionId: string,
  query: GridQuery,
  { view, offset }: { view?: string; offset: number },
  signal?: AbortSignal,
): Promise<GridWindow> {
  const extra: Record<string, string> = view === undefined ? {} : { view };
  const rql = printRql({ ...query, extra, limit: gridWindowRows, offset });
  const { data } = await ask(gridAnswer, `${versionPath(versionId)}/grid?${rql}`, { signal });
  return data;
}

type PointWrite = {
  id: string;
  attributes: Record<string, string | null>;
  expected: Record<string, string | null>;
};

const savedAnswer = z.array(
  z.object({ id: z.string(), attributes: z.record(z.string(), z.number()), revision: z.number() }),
);

const clashAnswer = z.array(
  z.object({
    id: z.string(),
    attribute: z.string(),
    found: z.string().nullable(),
    wanted: z.string().nullable(),
    by: z.object({ name: z.string() }).nullable(),
    at: z.string().nullable(),
  }),
);

export type CellClash = z.output<typeof clashAnswer>[number];
export type SavedRow = Pick<GridRow, "id" | "values" | "revision">;

/**
 * Saves cells of points, all or nothing; null clears one. Cells that hold neither what was expected nor what is wanted
 * come back as clashes, and nothing is saved then.
 */
export async function savePoints(
  versionId: string,
  scale: number,
  writes: PointWrite[],
): Promise<{ saved: SavedRow[] } | { clashes: CellClash[] }> {
  try {
    const path = `${versionPath(versionId)}/points`;
    const { data } = await ask(savedAnswer, path, { method: "PUT", body: writes });
    return { saved: data.map(({ attributes, ...row }) => ({ ...row, values: printed(attributes, scale) })) };
  } catch (error) {
    const clashes =
      isDomainError(error) && error.reason === "precondition"
        ? clashAnswer.safeParse(error.details)
        : undefined;
    if (!clashes?.success || clashes.data.length === 0) throw error;
    return { clashes: clashes.data };
  }
}

/** The amounts are JSON numbers of at most 15 digits, which is exact; they are printed at the list's decimals. */
function printed(attributes: Record<string, number>, scale: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([id, value]) => [
      id,
      printAmount(parseJsonNumber(String(value), scale, id)),
    ]),
  );
}

const bulkAnswer = z.object({
  points: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  refused: z.number(),
  applied: z.boolean(),
  fingerprint: z.string(),
  change: z.object({ id: z.string() }).optional(),
  rows: z.array(
    z.object({
      item: z.object({ id: z.string(), mpn: z.string(), name: z.string() }),
      attribute: z.string(),
      outcome: z.enum(["changed", "unchanged", "skipped", "refused"]),
      before: z.string().nullable(),
      after: z.string().nullable(),
      reason: z.string().optional(),
    }),
  ),
});
/** What a bulk change does, or has done: counts of cells, and the first of them before and after. */
export type BulkResult = z.output<typeof bulkAnswer>;

export type BulkRequest = {
  attributes: string[];
  where: string | null;
  operation: OperationInput;
  dry_run: boolean;
  fingerprint?: string;
};

export async function changePrices(
  versionId: string,
  body: BulkRequest,
  signal?: AbortSignal,
): Promise<BulkResult> {
  const path = `${versionPath(versionId)}/changes`;
  const { data } = await ask(bulkAnswer, path, { method: "POST", body, signal });
  return data;
}

const changesAnswer = z.array(
  z.object({
    id: z.string(),
    at: z.string(),
    by: z.object({ id: z.string(), name: z.string() }),
    attributes: z.array(z.string()).optional(),
    operation: z.unknown(),
    undo_of: z.object({ id: z.string() }).nullable(),
    points: z.number(),
    cells: z.number(),
    undone_at: z.string().nullable(),
  }),
);
export type PriceChange = z.output<typeof changesAnswer>[number];

export async function fetchPriceChanges(versionId: string, signal?: AbortSignal): Promise<PriceChange[]> {
  const { data } = await ask(changesAnswer, `${versionPath(versionId)}/changes`, { signal });
  return data;
}

const undoneAnswer = z.object({ id: z.string(), points: z.number(), cells: z.number() });

/** Takes a bulk change back as a whole; the answer's `id` brings it back in turn. */
export async function undoPriceChange(versionId: string, id: string): Promise<z.output<typeof undoneAnswer>> {
  const path = `${versionPath(versionId)}/changes/${id}/undo`;
  const { data } = await ask(undoneAnswer, path, { method: "POST" });
  return data;
}
