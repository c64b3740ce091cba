"use client";

import type { GridRow as Row } from "@/lib/client/price-grid";
import { cn } from "@/lib/cn";
import type { GridColumn } from "./columns";
import { cellKey } from "./edits";
import { GridCell, type Standing } from "./grid-cell";
import type { Cells } from "./use-cells";
import type { Grid } from "./use-grid";
import type { SelectionState } from "./use-selection";
import type { Viewport } from "./use-viewport";

export type RowProps = {
  index: number;
  top: number;
  row: Row | null | undefined;
  columns: readonly GridColumn[];
  viewport: Viewport;
  cells: Cells;
  marked: SelectionState;
  grid: Grid;
  editable: boolean;
  /** The MPN stands below the name. */
  narrow: boolean;
};

/** One row of the grid; while it is on its way, a row of bars of the same height. */
export function GridRowView(props: RowProps) {
  const { index, top, row, viewport, marked } = props;
  const typing = marked.draft !== undefined && marked.focus.row === index;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      data-row={index}
      style={{ transform: `translateY(${top}px)`, height: viewport.rowHeight, width: viewport.width }}
      className={cn("absolute top-0 left-0 bg-surface", typing && "z-1")}
    >
      <NameCell {...props} />
      {row ? <PriceCells {...props} row={row} /> : <Waiting {...props} />}
    </div>
  );
}

/** The first column: it names the row and stays in sight. */
function NameCell({ index, row, columns, marked, narrow }: RowProps) {
  const place = { row: index, column: 0 };
  const focused = marked.focus.row === index && marked.focus.column === 0;
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      aria-selected={marked.isSelected(place)}
      tabIndex={focused ? 0 : -1}
      data-place={`${index}:0`}
      style={{ width: columns[0]?.width }}
      title={row ? `${row.name} · ${row.mpn} · ${row.id}` : undefined}
      className={cn(
        "sticky left-0 z-1 flex h-full flex-col justify-center border-r border-b bg-surface px-3 first:pl-4",
        marked.isSelected(place) && "bg-accent-subtle",
        focused && "outline-2 outline-ring -outline-offset-2",
      )}
    >
      {row ? <span className="truncate">{row.name}</span> : null}
      {row && narrow ? <span className="truncate text-muted-foreground text-xs">{row.mpn}</span> : null}
      {row === null ? (
        <span className="truncate text-muted-foreground">No longer in this version</span>
      ) : null}
      {row === undefined ? <span className="h-2.5 w-2/3 rounded-sm bg-hover" /> : null}
    </div>
  );
}

function Waiting({ index, row, columns, viewport, marked }: RowProps) {
  return viewport.columns.map(({ index: at, left }) => (
    <div
      key={at}
      role="gridcell"
      aria-colindex={at + 1}
      tabIndex={marked.focus.row === index && marked.focus.column === at ? 0 : -1}
      data-place={`${index}:${at}`}
      style={{ left, width: columns[at]?.width }}
      className="absolute inset-y-0 flex items-center justify-end border-b px-3"
    >
      {row === undefined ? <span className="h-2.5 w-1/2 rounded-sm bg-hover" /> : null}
    </div>
  ));
}

function PriceCells(props: RowProps & { row: Row }) {
  const { index, row, columns, viewport, cells, marked, grid, editable } = props;
  return viewport.columns.map(({ index: at, left }) => {
    const column = columns[at];
    if (!column) return null;
    const place = { row: index, column: at };
    const focused = marked.focus.row === index && marked.focus.column === at;
    return (
      <GridCell
        key={column.id}
        row={row}
        column={column}
        place={`${index}:${at}`}
        left={left}
        colIndex={at}
        selected={marked.isSelected(place)}
        focused={focused}
        editable={editable}
        standing={column.isPrice ? standingOf(cells, row, column.id) : undefined}
        draft={focused ? marked.draft : undefined}
        onType={marked.type}
        onLeave={grid.leave}
      />
    );
  });
}

function standingOf(cells: Cells, row: Row, columnId: string): Standing {
  return {
    value: cells.valueIn(row, columnId),
    unsaved: cells.state.edits.has(cellKey(row.id, columnId)),
    clash: cells.state.clashes.some((clash) => clash.itemId === row.id && clash.columnId === columnId),
    base: row.base ? (row.base[columnId] ?? null) : undefined,
  };
}
