"use client";

import { Keyboard, Redo2, RefreshCw, Search, SlidersHorizontal, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Toolbar } from "@/components/ui/filter-chips";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { type GridFilters, isFiltered, noFilters } from "./view";

type GridToolbarProps = {
  filters: GridFilters;
  onFilter: (filters: GridFilters) => void;
  products: { id: string; name: string }[];
  hasBase: boolean;
  /** What can be done to prices; absent where they are only read. */
  editing:
    | {
        undo: (() => void) | undefined;
        redo: (() => void) | undefined;
        openBulkChange: () => void;
      }
    | undefined;
  renew: () => void;
  openHelp: () => void;
};

const statuses = [
  { value: "", label: "All items" },
  { value: "filled", label: "Filled in" },
  { value: "empty", label: "With empty prices" },
];

/** Filters on the left, what can be done on the right. */
export function GridToolbar(props: GridToolbarProps) {
  const { filters, onFilter, products, hasBase } = props;
  return (
    <Toolbar className="justify-between">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <GridSearch value={filters.search} onSearch={(search) => onFilter({ ...filters, search })} />
        {products.length > 1 ? (
          <Select
            aria-label="Product"
            className="w-44"
            items={[
              { value: "", label: "All products" },
              ...products.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={filters.product}
            onValueChange={(product) => onFilter({ ...filters, product: product ?? "" })}
          />
        ) : null}
        <Select
          aria-label="Items by prices"
          className="w-44"
          items={statuses}
          value={filters.status}
          onValueChange={(status) =>
            onFilter({ ...filters, status: status === "filled" || status === "empty" ? status : "" })
          }
        />
        {hasBase ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: the box is Base UI's
          <label className="flex h-8 items-center gap-2 text-sm">
            <Checkbox
              checked={filters.changed}
              onCheckedChange={(changed) => onFilter({ ...filters, changed })}
            />
            Changed since base
          </label>
        ) : null}
        {isFiltered(filters) ? (
          <Button variant="ghost" onClick={() => onFilter({ ...noFilters, sort: filters.sort })}>
            Clear filters
          </Button>
        ) : null}
      </div>
      <Deeds {...props} />
    </Toolbar>
  );
}

function Deeds({ editing, renew, openHelp }: GridToolbarProps) {
  return (
    <div className="flex items-center gap-1.5">
      {editing ? (
        <>
          <Button
            size="icon"
            variant="ghost"
            aria-label="Undo"
            title="Undo"
            disabledReason={editing.undo ? undefined : "Nothing to undo."}
            onClick={() => editing.undo?.()}
          >
            <Undo2 aria-hidden />
          </Button>
          <Button
            size="icon"
            variant="ghost"
            aria-label="Redo"
            title="Redo"
            disabledReason={editing.redo ? undefined : "Nothing to redo."}
            onClick={() => editing.redo?.()}
          >
            <Redo2 aria-hidden />
          </Button>
        </>
      ) : null}
      <Button size="icon" variant="ghost" aria-label="Load again" title="Load again" onClick={renew}>
        <RefreshCw aria-hidden />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label="Keys of the grid"
        title="Keys of the grid"
        onClick={openHelp}
      >
        <Keyboard aria-hidden />
      </Button>
      {editing ? (
        <Button onClick={editing.openBulkChange}>
          <SlidersHorizontal aria-hidden />
          Bulk change…
        </Button>
      ) : null}
    </div>
  );
}

/** How long after the last key the list follows. */
const searchPause = 250;

/** Searches as one types, and at once on Enter. */
function GridSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value);
  }

  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onSearch(text), searchPause);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  return (
    <search className="relative w-full sm:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
      />
      <input
        type="search"
        value={text}
        placeholder="Search by item, MPN or id"
        aria-label="Search by item, MPN or id"
        data-shortcut="/"
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onSearch(text);
        }}
        className="peer h-8 w-full rounded-md border border-control bg-control-fill pr-8 pl-8 text-sm hover:border-muted-foreground focus-visible:border-ring focus-visible:-outline-offset-1"
      />
      <Kbd
        keys="/"
        aria-hidden
        className="pointer-events-none absolute top-1.5 right-1.5 hidden sm:peer-[:placeholder-shown:not(:focus)]:inline-flex"
      />
    </search>
  );
}
