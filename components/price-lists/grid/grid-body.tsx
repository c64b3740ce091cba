"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type FocusEvent, type PointerEvent, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import type { GridColumn } from "./columns";
import { GridRowView, type RowProps } from "./grid-row";
import { at, type Place } from "./selection";
import type { Rows } from "./use-rows";
import { headerHeight } from "./use-viewport";
import { nextSort } from "./view";

type GridBodyProps = Omit<RowProps, "index" | "top" | "row"> & {
  label: string;
  /** The element that says how the keys work. */
  hintId: string;
  rows: Rows;
  sort: string;
  onSort: (sort: string) => void;
};

/** The table itself: a header that stays, and the rows that are on the screen. */
export function GridBody({ label, hintId, rows, sort, onSort, ...props }: GridBodyProps) {
  const { columns, viewport, grid, marked, editable } = props;
  const mouse = useMouse(props);
  const focus = useFocus(props);
  return (
    <div
      ref={viewport.scroller}
      role="grid"
      aria-label={label}
      aria-describedby={hintId}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-readonly={!editable || undefined}
      data-slot="price-grid"
      style={{ height: headerHeight + Math.max(viewport.height, viewport.rowHeight) + 16 }}
      className="relative max-h-[calc(100dvh-13rem)] min-h-40 overflow-auto overscroll-contain rounded-t-lg text-sm"
    >
      <Header columns={columns} viewport={viewport} sort={sort} onSort={onSort} />
      <div
        role="rowgroup"
        {...focus}
        {...mouse}
        onKeyDown={grid.press}
        onCopy={grid.copy}
        onCut={grid.cut}
        onPaste={grid.paste}
        style={{ height: viewport.height, width: viewport.width }}
        className={cn("relative min-w-full select-none", marked.draft && "select-text")}
      >
        {viewport.rows.map(({ index, top }) => (
          <GridRowView key={index} {...props} index={index} top={top} row={rows.rowAt(index)} />
        ))}
      </div>
    </div>
  );
}

type HeaderProps = Pick<GridBodyProps, "columns" | "viewport" | "sort" | "onSort">;

function Header({ columns, viewport, sort, onSort }: HeaderProps) {
  const [first] = columns;
  return (
    <div role="rowgroup" className="sticky top-0 z-2" style={{ width: viewport.width, minWidth: "100%" }}>
      <div
        role="row"
        aria-rowindex={1}
        className="relative border-b bg-surface"
        style={{ height: headerHeight }}
      >
        {first ? (
          <HeaderCell
            column={first}
            index={0}
            sort={sort}
            onSort={onSort}
            className="sticky left-0 border-r pl-4"
          />
        ) : null}
        {viewport.columns.map(({ index, left }) => {
          const column = columns[index];
          return column ? (
            <HeaderCell
              key={column.id}
              column={column}
              index={index}
              left={left}
              sort={sort}
              onSort={onSort}
              className="absolute inset-y-0"
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

type HeaderCellProps = Pick<HeaderProps, "sort" | "onSort"> & {
  column: GridColumn;
  index: number;
  left?: number;
  className: string;
};

function HeaderCell({ column, index, left, sort, onSort, className }: HeaderCellProps) {
  const direction =
    sort === column.field ? "ascending" : sort === `-${column.field}` ? "descending" : undefined;
  const Icon = direction === undefined ? ChevronsUpDown : direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={direction}
      title={column.title}
      style={{ left, width: column.width }}
      className={cn(
        "z-1 flex h-full items-center bg-surface px-3 font-medium text-muted-foreground text-xs",
        column.isPrice && "justify-end",
        className,
      )}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column.field))}
        className={cn(
          "-mx-1 inline-flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 hover:text-foreground",
          direction && "text-foreground",
        )}
      >
        <span className="truncate">{column.label}</span>
        <Icon aria-hidden className={cn("size-3.5 shrink-0", direction === undefined && "opacity-60")} />
      </button>
    </div>
  );
}

function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  const [row, column] = (cell?.dataset.place ?? "").split(":").map(Number);
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** A press selects, a drag or Shift draws the selection, a second press on the same cell opens it. */
function useMouse({ marked, grid }: Pick<GridBodyProps, "marked" | "grid">) {
  const drawing = useRef(false);
  const pressedOn = useRef("");

  return {
    onPointerDown(event: PointerEvent) {
      const place = placeOf(event.target);
      if (!place || event.button !== 0) return;
      const same = place.row === marked.focus.row && place.column === marked.focus.column;
      pressedOn.current = same && document.activeElement?.closest("[data-place]") ? "again" : "";
      if (event.shiftKey) marked.select({ anchor: marked.selection.anchor, focus: place });
      else marked.select(at(place));
      drawing.current = event.pointerType === "mouse";
    },
    onPointerOver(event: PointerEvent) {
      const place = placeOf(event.target);
      if (!drawing.current || !place) return;
      if (event.buttons !== 1) drawing.current = false;
      else marked.select({ anchor: marked.selection.anchor, focus: place });
    },
    onPointerUp(event: PointerEvent) {
      drawing.current = false;
      // A finger has no double click: the second tap on a cell opens it.
      if (event.pointerType !== "mouse" && pressedOn.current === "again" && placeOf(event.target))
        grid.open();
    },
    onDoubleClick() {
      if (!marked.draft) grid.open();
    },
  };
}

/** Keeps the keyboard on the cell that has it, wherever that cell is drawn next. */
function useFocus({ marked, viewport }: Pick<GridBodyProps, "marked" | "viewport">) {
  const inside = useRef(false);
  const { row, column } = marked.focus;
  const typing = marked.draft !== undefined;

  // After every drawing: a row that has just arrived takes the place of the one that stood for it.
  useEffect(() => {
    const active = document.activeElement;
    const elsewhere = active !== document.body && !viewport.scroller.current?.contains(active);
    if (!inside.current || typing || elsewhere) return;
    const cell = viewport.scroller.current?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`);
    if (cell && cell !== active) cell.focus({ preventScroll: true });
  });

  return {
    onFocus() {
      inside.current = true;
    },
    onBlur(event: FocusEvent<HTMLElement>) {
      const next = event.relatedTarget;
      if (next instanceof Node && !event.currentTarget.contains(next)) inside.current = false;
    },
  };
}
