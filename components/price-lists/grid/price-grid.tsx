"use client";

import { type ReactNode, useCallback, useId, useMemo, useState, useSyncExternalStore } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TableCard } from "@/components/ui/table";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { messageOf } from "@/lib/client/api";
import type { GridWindow } from "@/lib/client/price-grid";
import { pointField } from "@/lib/domain/point-query";
import type { PriceColumn } from "@/lib/domain/price-columns";
import { BulkChangeDialog } from "./bulk-change-dialog";
import { gridColumns } from "./columns";
import { GridBody } from "./grid-body";
import { GridHelp } from "./grid-help";
import { GridProblems } from "./grid-problems";
import { GridStatus } from "./grid-status";
import { GridToolbar } from "./grid-toolbar";
import { at } from "./selection";
import { useCells } from "./use-cells";
import { useGrid } from "./use-grid";
import { useRows, useView } from "./use-rows";
import { useSelection } from "./use-selection";
import { useViewport } from "./use-viewport";
import { type GridFilters, isFiltered, noFilters, queryOf, withFilters } from "./view";

export type PriceGridProps = {
  versionId: string;
  columns: PriceColumn[];
  currency: string;
  decimals: number;
  products: { id: string; name: string }[];
  /** There is a version that this one was copied from, which the reader may compare with. */
  hasBase: boolean;
  /** Why nothing can be changed here; undefined when it can. */
  readOnly: string | undefined;
  /** What the page was rendered with. */
  initial: GridWindow;
  filters: GridFilters;
  /** What stands there while the list has no items. */
  whenEmpty: ReactNode;
};

/** The prices of a version: read in windows, edited as in a spreadsheet, saved as one goes. */
export function PriceGrid(props: PriceGridProps) {
  const [dialog, setDialog] = useState<"help" | "bulk">();
  const parts = useParts(props, () => setDialog("help"));
  const { cells, rows, marked, grid, filters, setFilters, columns } = parts;
  const hintId = useId();
  const editable = props.readOnly === undefined;

  function goTo(itemId: string, columnId: string): void {
    const index = cells.known(itemId)?.index;
    const column = columns.findIndex(({ id }) => id === columnId);
    if (index !== undefined && column >= 0) marked.select(at({ row: index, column }));
  }

  const editing = {
    undo: cells.history.done.length > 0 ? () => void grid.step("undo") : undefined,
    redo: cells.history.undone.length > 0 ? () => void grid.step("redo") : undefined,
    openBulkChange: () => setDialog("bulk"),
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <GridToolbar
        filters={filters}
        onFilter={setFilters}
        products={props.products}
        hasBase={props.hasBase}
        editing={editable ? editing : undefined}
        renew={rows.renew}
        openHelp={() => setDialog("help")}
      />
      {props.readOnly ? <Banner title={props.readOnly} /> : null}
      {rows.error ? <Banner tone="danger" role="alert" title={messageOf(rows.error)} /> : null}
      <GridProblems cells={cells} columns={columns} goTo={goTo} />
      <TableCard>
        {rows.total === 0 && !parts.isPending ? (
          <Nothing filters={filters} setFilters={setFilters} whenEmpty={props.whenEmpty} />
        ) : (
          <GridBody
            {...parts}
            label={`Prices in ${props.currency}`}
            hintId={hintId}
            sort={filters.sort}
            onSort={(sort) => setFilters({ ...filters, sort })}
            editable={editable}
          />
        )}
        <GridStatus {...props} {...parts} block={marked.block} said={grid.said} />
      </TableCard>
      <Hint id={hintId} />
      <GridHelp open={dialog === "help"} onOpenChange={(open) => setDialog(open ? "help" : undefined)} />
      {editable ? (
        <BulkChangeDialog {...props} {...parts} open={dialog === "bulk"} close={() => setDialog(undefined)} />
      ) : null}
      <UnsavedGuard isDirty={cells.store.isUnsaved} />
    </div>
  );
}

/** What the parts of the grid share. */
function useParts(props: PriceGridProps, openHelp: () => void) {
  const { versionId, currency, decimals, readOnly } = props;
  const narrow = useNarrow();
  const [filters, changeFilters] = useFilters(props.filters);
  const query = useMemo(() => queryOf(filters), [filters]);
  const showProduct = props.products.length > 1;
  const columns = useMemo(
    () => gridColumns(props.columns, { showProduct, narrow, fieldOf: (id) => pointField(props.columns, id) }),
    [props.columns, showProduct, narrow],
  );
  const cells = useCells(versionId, decimals);
  const initial = filters === props.filters ? props.initial : undefined;
  const view = useView({ versionId, query, initial });
  const marked = useSelection({ rows: view.total, columns: columns.length });
  const rowHeight = narrow ? 48 : 36;
  const viewport = useViewport({ total: view.total, columns, focus: marked.focus, rowHeight });
  const rows = useRows(view, viewport);
  const { pageRows } = viewport;
  const grid = useGrid({ columns, currency, decimals, rows, cells, marked, readOnly, pageRows, openHelp });

  const { select } = marked;
  const setFilters = useCallback(
    (next: GridFilters) => {
      changeFilters(next);
      select(at({ row: 0, column: 0 }));
    },
    [changeFilters, select],
  );
  return {
    narrow,
    filters,
    setFilters,
    columns,
    cells,
    marked,
    viewport,
    rows,
    grid,
    isPending: view.isPending,
  };
}

/** The filters, which the address holds too. */
function useFilters(given: GridFilters) {
  const [filters, setFilters] = useState(given);
  const change = useCallback((next: GridFilters) => {
    setFilters(next);
    const search = withFilters(window.location.search, next);
    window.history.replaceState(null, "", `${window.location.pathname}${search ? `?${search}` : ""}`);
  }, []);
  return [filters, change] as const;
}

const narrowScreen = "(max-width: 639px)";

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(narrowScreen);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(narrowScreen).matches,
    () => false,
  );
}

type NothingProps = {
  filters: GridFilters;
  setFilters: (filters: GridFilters) => void;
  whenEmpty: ReactNode;
};

function Nothing({ filters, setFilters, whenEmpty }: NothingProps) {
  if (!isFiltered(filters)) return whenEmpty;
  const clear = () => setFilters({ ...noFilters, sort: filters.sort });
  return (
    <EmptyState
      kind="no-match"
      title="No items match"
      action={<Button onClick={clear}>Clear filters</Button>}
    />
  );
}

/** For screen readers: how the keys work. */
function Hint({ id }: { id: string }) {
  return (
    <p id={id} className="sr-only">
      Arrow keys move from cell to cell. The question mark lists all keys; Escape and then Tab leave the grid.
    </p>
  );
}
