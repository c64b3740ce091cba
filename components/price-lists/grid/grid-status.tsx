"use client";

import { Check, CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { parseAmount, printAmount } from "@/lib/domain/money";
import type { GridColumn } from "./columns";
import { type Block, countOf } from "./selection";
import type { GridState } from "./store";
import type { Cells } from "./use-cells";
import type { Rows } from "./use-rows";

type GridStatusProps = {
  rows: Rows;
  cells: Cells;
  block: Block;
  columns: readonly GridColumn[];
  currency: string;
  decimals: number;
  /** Why nothing can be changed; undefined when it can. */
  readOnly: string | undefined;
  /** What has just happened. */
  said: string;
};

/** A sum is made of at most so many cells. */
const cellsSummed = 5000;

/** Below the grid: how many items, what is selected, and whether all is saved. */
export function GridStatus(props: GridStatusProps) {
  const { rows, cells, block, readOnly, currency, said } = props;
  const count = countOf(block);
  const sum = count > 1 ? sumOf(props) : undefined;
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t px-4 py-1.5 text-muted-foreground text-sm tabular-nums">
      <p>
        {rows.total.toLocaleString("en")} {rows.total === 1 ? "item" : "items"} · prices in {currency}
        {count > 1 ? ` · ${count.toLocaleString("en")} cells selected` : ""}
        {sum ? ` · sum ${sum}` : ""}
      </p>
      <p role="status" aria-label="Grid" className="min-w-0 text-foreground">
        {said}
      </p>
      {readOnly === undefined ? <SavingNote state={cells.state} retry={cells.store.retry} /> : null}
    </div>
  );
}

/** The exact sum of the selected prices that are here; nothing when it would be a part of them. */
function sumOf({ rows, cells, block, columns, decimals }: GridStatusProps): string | undefined {
  if (countOf(block) > cellsSummed) return undefined;
  const prices = columns.slice(block.left, block.right + 1).filter(({ isPrice }) => isPrice);
  if (prices.length === 0) return undefined;
  let units = 0n;
  for (let index = block.top; index <= block.bottom; index++) {
    const row = rows.rowAt(index);
    if (row === undefined) return undefined;
    for (const { id } of row ? prices : []) {
      const value = row ? cells.valueIn(row, id) : null;
      if (value !== null) units += parseAmount(value, decimals).units;
    }
  }
  return printAmount({ units, scale: decimals }).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

function SavingNote({ state, retry }: { state: GridState; retry: () => void }) {
  const { saving, edits } = state;
  const count = `${edits.size.toLocaleString("en")} ${edits.size === 1 ? "change" : "changes"}`;
  return (
    <div className="flex items-center gap-2">
      <p role="status" aria-label="Saving" className="flex items-center gap-1.5">
        {saving.is === "saved" ? (
          <>
            <Check aria-hidden className="size-3.5 text-success" />
            All changes saved
          </>
        ) : null}
        {saving.is === "saving" ? (
          <>
            <Spinner className="size-3.5" />
            Saving {count}…
          </>
        ) : null}
        {saving.is === "waiting" ? (
          <>
            <CloudOff aria-hidden className="size-3.5 text-warning" />
            {count} not saved yet. {saving.message}
          </>
        ) : null}
      </p>
      {saving.is === "waiting" ? (
        <Button size="sm" onClick={retry}>
          Try now
        </Button>
      ) : null}
    </div>
  );
}
