"use client";

import { TriangleAlert } from "lucide-react";
import { type PointerEvent, useId } from "react";
import type { GridRow } from "@/lib/client/price-grid";
import { cn } from "@/lib/cn";
import { type GridColumn, textOf } from "./columns";
import type { Draft } from "./use-selection";

/** How a price stands: waiting to be saved, written by somebody else too, other than in the base. */
export type Standing = {
  value: string | null;
  unsaved: boolean;
  clash: boolean;
  base: string | null | undefined;
};

export type CellProps = {
  row: GridRow;
  column: GridColumn;
  place: string;
  left: number;
  colIndex: number;
  selected: boolean;
  focused: boolean;
  editable: boolean;
  standing: Standing | undefined;
  /** Only of the cell that is being typed into. */
  draft: Draft | undefined;
  onType: (text: string) => void;
  onLeave: () => void;
};

/** “1234567.50” with its thousands grouped. */
function grouped(value: string): string {
  const [whole = "", fraction] = value.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function wasOther({ value, base }: Standing): boolean {
  return base !== undefined && base !== value;
}

/** What screen readers say of a price, and what is shown when it is pointed at. */
function words(
  column: GridColumn,
  row: GridRow,
  standing: Standing,
): { name: string; title: string | undefined } {
  const notes = [
    standing.unsaved ? "not saved yet" : "",
    standing.clash ? "also changed by somebody else" : "",
    wasOther(standing) ? `${standing.base ?? "empty"} in the base version` : "",
  ].filter(Boolean);
  const name = [`${column.label} of ${row.name}: ${standing.value ?? "empty"}`, ...notes].join(", ");
  return { name, title: notes.length > 0 ? notes.join(", ") : undefined };
}

const cellStyle = "absolute inset-y-0 flex items-center border-b px-3";

/** One cell. Text names the item; a price can be opened. */
export function GridCell(props: CellProps) {
  const { row, column, place, left, colIndex, selected, focused, standing, draft } = props;
  const told = standing && words(column, row, standing);
  return (
    <div
      role="gridcell"
      aria-colindex={colIndex + 1}
      aria-selected={selected}
      aria-readonly={!props.editable || !column.isPrice || undefined}
      aria-label={draft ? undefined : told?.name}
      title={told?.title}
      tabIndex={focused ? 0 : -1}
      data-place={place}
      style={{ left, width: column.width }}
      className={cn(
        cellStyle,
        column.isPrice && "justify-end tabular-nums",
        selected && "bg-accent-subtle",
        standing?.clash && "bg-warning-subtle",
        focused && "outline-2 outline-ring -outline-offset-2",
      )}
    >
      {draft ? (
        <CellEditor {...props} draft={draft} />
      ) : standing ? (
        <PriceText standing={standing} />
      ) : (
        <span className="truncate text-muted-foreground" title={textOf(row, column.id)}>
          {textOf(row, column.id)}
        </span>
      )}
    </div>
  );
}

function PriceText({ standing }: { standing: Standing }) {
  const { value, unsaved, clash } = standing;
  return (
    <>
      {clash ? <TriangleAlert aria-hidden className="mr-auto size-3.5 text-warning" /> : null}
      {value === null ? (
        <span className="text-subtle-foreground text-xs">empty</span>
      ) : (
        <span className={cn(unsaved && "text-muted-foreground italic")}>{grouped(value)}</span>
      )}
      {wasOther(standing) ? (
        <span
          aria-hidden
          className="absolute top-0 right-0 border-4 border-t-primary border-r-primary border-b-transparent border-l-transparent"
        />
      ) : null}
    </>
  );
}

function CellEditor({ row, column, draft, onType, onLeave }: CellProps & { draft: Draft }) {
  const id = useId();
  return (
    <>
      <input
        ref={focusAtEnd}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={`${column.label} of ${row.name}`}
        aria-invalid={draft.problem !== undefined || undefined}
        aria-describedby={draft.problem ? id : undefined}
        value={draft.text}
        onChange={(event) => onType(event.target.value)}
        onBlur={onLeave}
        onPointerDown={(event: PointerEvent) => event.stopPropagation()}
        className="absolute inset-0 w-full bg-control-fill px-3 text-right outline-2 outline-ring -outline-offset-2 aria-invalid:outline-danger"
      />
      {draft.problem ? (
        <p
          id={id}
          role="alert"
          className="popup absolute top-full right-0 z-4 mt-0.5 w-max max-w-64 whitespace-normal px-2.5 py-1.5 text-left text-danger text-xs"
        >
          {draft.problem}
        </p>
      ) : null}
    </>
  );
}

function focusAtEnd(input: HTMLInputElement | null): void {
  if (!input || document.activeElement === input) return;
  input.focus({ preventScroll: true });
  input.setSelectionRange(input.value.length, input.value.length);
}
