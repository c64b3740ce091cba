"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { columnLabel, type PriceColumn, predefinedColumns } from "@/lib/domain/price-columns";

/** `kept`: a column that the list has already, which is named by its id. */
type Column = PriceColumn & { kept: boolean };

type ColumnsEditorProps = {
  /** Those of a list that is there carry their ids. */
  defaultColumns: readonly { id?: string; name: string; description: string | null }[];
  /** The versions past draft that hold prices in a column, by its id: while there are any it cannot be removed. */
  holders?: Readonly<Record<string, readonly string[]>>;
};

function editable({ id, name, description }: ColumnsEditorProps["defaultColumns"][number]): Column {
  const known = predefinedColumns.find((column) => column.name === name);
  return { id: id ?? known?.id ?? name, name, description, kept: id !== undefined };
}

function meaningOf(id: string): string | undefined {
  return predefinedColumns.find((column) => column.id === id)?.meaning;
}

function moved(columns: Column[], from: number, to: number): Column[] {
  const next = columns.toSpliced(from, 1);
  const column = columns[from];
  return column ? next.toSpliced(to, 0, column) : columns;
}

/** The columns of a price list, in their order. Sends `attributes[0].name` and so on. */
export function ColumnsEditor({ defaultColumns, holders = {} }: ColumnsEditorProps) {
  const [columns, setColumns] = useState<Column[]>(() => defaultColumns.map(editable));
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);

  function move(from: number, by: -1 | 1) {
    const column = columns[from];
    if (!column) return;
    setColumns(moved(columns, from, from + by));
    setSaid(`${columnLabel(column)} is now column ${from + by + 1} of ${columns.length}.`);
  }

  function add(id: string, name: string) {
    setColumns([...columns, { id, name, description: null, kept: false }]);
    setSaid(`${columnLabel({ id, name })} added as column ${columns.length + 1}.`);
  }

  const missing = predefinedColumns.filter(({ id }) => columns.every((column) => column.id !== id));
  return (
    <div data-field="attributes" className="flex flex-col gap-3">
      <ol ref={list} className="flex flex-col gap-2" aria-label="Columns">
        {columns.map((column, index) => (
          <ColumnRow
            key={column.id}
            column={column}
            index={index}
            last={index === columns.length - 1}
            holders={holders[column.id] ?? []}
            move={(by) => move(index, by)}
            remove={() => {
              setColumns(columns.toSpliced(index, 1));
              setSaid(`${columnLabel(column)} removed.`);
              list.current?.focus();
            }}
          />
        ))}
      </ol>
      {columns.length === 0 ? <p className="text-danger text-sm">Add at least one column.</p> : null}
      {missing.length > 0 ? (
        <div className="flex flex-wrap gap-1.5">
          {missing.map(({ id, name, label }) => (
            <Button key={id} size="sm" onClick={() => add(id, name)}>
              <Plus aria-hidden />
              {label}
            </Button>
          ))}
        </div>
      ) : null}
      <AddColumn taken={columns.map((column) => column.id)} add={(name) => add(name, name)} />
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

type ColumnRowProps = {
  column: Column;
  index: number;
  last: boolean;
  holders: readonly string[];
  move: (by: -1 | 1) => void;
  remove: () => void;
};

function ColumnRow({ column, index, last, holders, move, remove }: ColumnRowProps) {
  const label = columnLabel(column);
  return (
    <li className="rounded-md border bg-sunken p-2.5 pl-3">
      {column.kept ? <input type="hidden" name={`attributes[${index}].id`} value={column.id} /> : null}
      <input type="hidden" name={`attributes[${index}].name`} value={column.name} />
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0 pt-0.5">
          <p className="break-words font-medium">
            {label}{" "}
            <code className="ml-1 font-mono font-normal text-muted-foreground text-xs">{column.id}</code>
          </p>
          {meaningOf(column.id) ? (
            <p className="text-muted-foreground text-sm">{meaningOf(column.id)}</p>
          ) : null}
        </div>
        <div className="flex shrink-0">
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`Move ${label} up`}
            disabledReason={index === 0 ? "It is the first column." : undefined}
            onClick={() => move(-1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`Move ${label} down`}
            disabledReason={last ? "It is the last column." : undefined}
            onClick={() => move(1)}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`Remove ${label}`}
            disabledReason={heldReason(holders)}
            onClick={remove}
          >
            <X aria-hidden />
          </Button>
        </div>
      </div>
      <Input
        name={`attributes[${index}].description`}
        aria-label={`Description of ${label}`}
        defaultValue={column.description ?? ""}
        maxLength={2048}
        placeholder="Your own description (optional)"
        className="mt-1.5 h-7 text-sm"
      />
    </li>
  );
}

function heldReason([first, ...more]: readonly string[]): string | undefined {
  if (!first) return undefined;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return `${first}${others} ${more.length > 0 ? "hold" : "holds"} prices in it, and ${more.length > 0 ? "are no drafts" : "is no draft"}.`;
}

type AddColumnProps = { taken: string[]; add: (name: string) => void };

/** A column of one's own: its name starts with `v.`, which is written for the person. */
function AddColumn({ taken, add }: AddColumnProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const id = useId();

  function submit() {
    const name = `v.${text.trim().replace(/^v\./, "")}`;
    if (name === "v.") return setProblem("Give the column a name of 1 to 98 characters.");
    if (taken.includes(name)) return setProblem(`“${name}” is there already.`);
    add(name);
    setText("");
    setProblem(undefined);
  }

  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
        A column of your own
      </label>
      <div className="flex gap-2">
        <div className="relative max-w-72 flex-1">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center font-mono text-muted-foreground text-sm"
          >
            v.
          </span>
          <Input
            id={id}
            value={text}
            maxLength={98}
            onValueChange={setText}
            aria-describedby={`${id}-help`}
            aria-invalid={problem !== undefined || undefined}
            className="pl-7"
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              submit();
            }}
          />
        </div>
        <Button onClick={submit}>Add column</Button>
      </div>
      <p id={`${id}-help`} className="mt-1 min-h-4 text-muted-foreground text-sm">
        {problem ?? "For prices of any other kind, e.g. “floor”. Resellers never see it."}
      </p>
    </div>
  );
}
