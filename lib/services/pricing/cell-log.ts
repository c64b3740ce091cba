import type { PointWithItem } from "@/db/price-point-rows";
import { type PointRecord, pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { FieldChange } from "../../domain/changes";
import { printAmount } from "../../domain/money";

/** A point before and after. */
export type ChangedPoint = { old: PointRecord; row: PointWithItem };

/** An audit row names this many cells, and then how many more there were. */
const cellsPerRecord = 50;

/** What a cell is called in the audit. */
export function cellField(item: { mpn: string }, column: { name: string }): string {
  return `${item.mpn} ${column.name}`;
}

/** Collects changed cells for one row of the audit, however many there are. */
export function cellLog({ list: { columns, decimals: scale } }: Pick<VersionRow, "list">) {
  const print = (units: bigint | null) => (units === null ? null : printAmount({ units, scale }));
  const named: FieldChange[] = [];
  let more = 0;

  function add({ old, row }: ChangedPoint): void {
    const [was, is] = [pointValues(old), pointValues(row.point)];
    for (const column of columns) {
      const [before, after] = [was[column.id] ?? null, is[column.id] ?? null];
      if (before === after) continue;
      if (named.length >= cellsPerRecord) more += 1;
      else named.push({ field: cellField(row.item, column), before: print(before), after: print(after) });
    }
  }

  return {
    add,
    /** Counts changed cells that are not named, beside those that are. */
    addMore: (cells: number) => {
      more += cells;
    },
    /** How many changed cells there are, named or not. */
    cells: () => named.length + more,
    changes: () => (more > 0 ? [...named, { field: "more_prices", before: null, after: more }] : named),
  };
}
