import { findActivity } from "@/db/activity";
import type { PointWithItem } from "@/db/price-point-rows";
import { pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Db } from "@/db/types";
import { type Actor, scopeOf } from "../../domain/access";
import { DomainError } from "../../domain/errors";
import { printAmount } from "../../domain/money";
import type { PointValues } from "../../domain/price-columns";
import { readPointValues } from "../../domain/price-point";
import { anyOf, eq, everything, where } from "../../domain/rql";
import { cellField } from "./cell-log";
import type { PointChange } from "./points";

/** A cell that somebody else wrote since the writer saw it. Plain decimals; null is empty. */
export type PointClash = {
  id: string;
  attribute: string;
  expected: string | null;
  found: string | null;
  wanted: string | null;
  by: { id: string; name: string } | null;
  at: string | null;
};

type Check = {
  version: VersionRow;
  changes: readonly PointChange[];
  before: ReadonlyMap<string, PointWithItem>;
  wanted: ReadonlyMap<string, PointValues>;
};

/**
 * Refuses a write over cells that hold neither what the writer saw nor what the writer wants.
 * @throws DomainError `conflict`, reason `precondition`, with a `PointClash` for each of them as details
 */
export async function assertExpected(db: Db, actor: Actor, check: Check): Promise<void> {
  const clashes = check.changes.flatMap((change, index) => clashesOf(check, change, index));
  if (clashes.length === 0) return;
  const details = await withWriters(db, actor, check, clashes);
  const what = clashes.length === 1 ? "1 price was" : `${clashes.length} prices were`;
  throw new DomainError("conflict", `${what} changed by somebody else meanwhile; nothing was saved.`, {
    reason: "precondition",
    details,
  });
}

function clashesOf({ version, before, wanted }: Check, change: PointChange, index: number): PointClash[] {
  const row = before.get(change.id);
  if (!row || !change.expected) return [];
  const { columns, decimals: scale } = version.list;
  const expected = readPointValues(change.expected, columns, scale, `${index}.expected`);
  const print = (units: bigint | null) => (units === null ? null : printAmount({ units, scale }));
  const now = pointValues(row.point);
  return Object.entries(wanted.get(change.id) ?? {}).flatMap(([attribute, units]) => {
    const [seen, found] = [expected[attribute], now[attribute] ?? null];
    if (seen === undefined || found === seen || found === units) return [];
    const cell = { expected: print(seen), found: print(found), wanted: print(units) };
    return [{ id: change.id, attribute, ...cell, by: null, at: null }];
  });
}

/** How far back the audit is asked who wrote a cell. */
const recordsAsked = 100;

async function withWriters(
  db: Db,
  actor: Actor,
  { version, before }: Check,
  clashes: PointClash[],
): Promise<PointClash[]> {
  const query = {
    ...everything,
    ...where(eq("object.id", version.id), anyOf("verb", ["update", "import"])),
    limit: recordsAsked,
  };
  const { rows } = await findActivity(db, scopeOf(actor), query);
  const writers = new Map<string, Pick<PointClash, "by" | "at">>();
  for (const { changes, actorId, actorName, at } of rows) {
    for (const { field } of changes) {
      if (writers.has(field)) continue;
      writers.set(field, { by: { id: actorId, name: actorName }, at: at.toISOString() });
    }
    // A record that was cut may have written the cell as well: who wrote it last is then not known.
    if (changes.some(({ field }) => field === "more_prices")) break;
  }
  return clashes.map((clash) => {
    const [item, column] = [
      before.get(clash.id)?.item,
      version.list.columns.find(({ id }) => id === clash.attribute),
    ];
    const writer = item && column ? writers.get(cellField(item, column)) : undefined;
    return { ...clash, ...writer };
  });
}
