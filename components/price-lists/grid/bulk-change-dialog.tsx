"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { type BulkResult, changePrices } from "@/lib/client/price-grid";
import { bulkPreviewOptions } from "@/lib/client/queries";
import { anyOf, printRql, where } from "@/lib/domain/rql";
import { type BulkForm, operationOf, operations, wordsOf } from "./bulk-form";
import { BulkHistory } from "./bulk-history";
import { BulkPreview } from "./bulk-preview";
import type { GridColumn } from "./columns";
import { rowsPerDeed } from "./deeds";
import type { Cells } from "./use-cells";
import type { Grid } from "./use-grid";
import type { Rows } from "./use-rows";
import type { SelectionState } from "./use-selection";
import { type GridFilters, isFiltered, whereOf } from "./view";

type BulkChangeProps = {
  open: boolean;
  close: () => void;
  versionId: string;
  decimals: number;
  columns: readonly GridColumn[];
  filters: GridFilters;
  cells: Cells;
  rows: Rows;
  marked: SelectionState;
  grid: Grid;
};

/** Changes many prices by one rule, with a look at what will happen first and one undo for all of it. */
export function BulkChangeDialog({ open, close, ...props }: BulkChangeProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : close())}
      title="Change prices in bulk"
      description="Look at what will happen, then change everything in one step that can be undone."
      size="lg"
    >
      {open ? <BulkChange {...props} close={close} /> : null}
    </Dialog>
  );
}

type BodyProps = Omit<BulkChangeProps, "open">;

/** The chosen prices; all columns when the selection has none. */
function startOf({ columns, marked }: BodyProps): BulkForm {
  const { left, right, top, bottom } = marked.block;
  const selected = columns.slice(left, right + 1).filter(({ isPrice }) => isPrice);
  const chosen = selected.length > 0 ? selected : columns.filter(({ isPrice }) => isPrice);
  const rows = bottom - top + 1;
  return {
    columnIds: chosen.map(({ id }) => id),
    scope: rows > 1 && rows <= rowsPerDeed ? "selected" : "shown",
    kind: "percent",
    value: "",
    direction: "nearest",
  };
}

function BulkChange(props: BodyProps) {
  const { versionId, decimals, cells, rows, close, grid } = props;
  const [form, setForm] = useState(() => startOf(props));
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const selection = useSelected(props);
  const read = operationOf(form, decimals);
  const operation = read && "operation" in read ? read.operation : undefined;
  const scope = form.scope === "selected" ? selection.where : whereOf(props.filters);
  const ready = operation !== undefined && form.columnIds.length > 0 && scope !== undefined;
  const request = {
    attributes: form.columnIds,
    where: scope ?? null,
    operation: operation ?? { kind: "percent" as const, value: "0" },
  };
  const preview = useQuery({
    ...bulkPreviewOptions(versionId, request),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  const result = ready && !preview.isPlaceholderData ? preview.data : undefined;

  async function apply(): Promise<void> {
    if (!result || !operation) return;
    setPending(true);
    setFailure(undefined);
    try {
      const { fingerprint } = result;
      const done = await changePrices(versionId, { ...request, dry_run: false, fingerprint });
      const label = `Bulk change ${wordsOf(operation)}`;
      if (done.change) cells.remember({ kind: "bulk", label, changeId: done.change.id });
      rows.refresh();
      grid.say(`${done.changed.toLocaleString("en")} prices changed.`);
      toast({ title: `${done.changed.toLocaleString("en")} prices changed: ${wordsOf(operation)}` });
      close();
    } catch (error) {
      setFailure(messageOf(error));
      void preview.refetch();
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <Choices
        {...props}
        form={form}
        setForm={setForm}
        selected={selection.count}
        problem={problemOf(read)}
      />
      {failure ? <Banner tone="danger" role="alert" title={failure} /> : null}
      {preview.error ? <Banner tone="danger" role="alert" title={messageOf(preview.error)} /> : null}
      <BulkPreview result={ready ? preview.data : undefined} stale={!result} columns={props.columns} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose render={<Button>Cancel</Button>} />
        <Button
          variant="primary"
          pending={pending}
          disabledReason={reasonAgainst(result, cells, ready)}
          onClick={() => void apply()}
        >
          {result ? `Change ${countOfPrices(result.changed)}` : "Change prices"}
        </Button>
      </div>
      <BulkHistory
        versionId={versionId}
        columns={props.columns}
        onUndone={(words) => {
          rows.refresh();
          grid.say(`Undone: ${words}.`);
        }}
      />
    </div>
  );
}

function problemOf(read: ReturnType<typeof operationOf>): string | undefined {
  return read && "problem" in read ? read.problem : undefined;
}

function countOfPrices(count: number): string {
  return count === 1 ? "1 price" : `${count.toLocaleString("en")} prices`;
}

function reasonAgainst(result: BulkResult | undefined, cells: Cells, ready: boolean): string | undefined {
  if (cells.store.isUnsaved()) return "Some of your edits are not saved yet.";
  if (!ready) return "Say what to change, and by how much.";
  if (!result) return "The preview is on its way.";
  return result.changed === 0 ? "No price would change." : undefined;
}

/** The selected items as a filter; undefined while their rows are not here. */
function useSelected({ marked, rows }: BodyProps): { count: number; where: string | undefined } {
  const { top, bottom } = marked.block;
  const count = bottom - top + 1;
  const load = useQuery({
    queryKey: ["pricing", "selected", top, bottom, rows.total],
    queryFn: async () => (await rows.load(top, bottom)).flatMap((row) => (row ? [row.id] : [])),
    enabled: count <= rowsPerDeed,
    staleTime: 0,
    gcTime: 0,
  });
  const ids = load.data;
  return { count, where: ids && ids.length > 0 ? printRql(where(anyOf("id", ids))) : undefined };
}

type ChoicesProps = BodyProps & {
  form: BulkForm;
  setForm: (form: BulkForm) => void;
  selected: number;
  problem: string | undefined;
};

function Choices(props: ChoicesProps) {
  const { form, setForm, selected, problem, columns, rows, filters } = props;
  const { field, help } = operations[form.kind];
  const all = `${isFiltered(filters) ? "All that match the filters" : "All items"} (${rows.total.toLocaleString("en")})`;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Labelled label="Items">
        <Select
          aria-label="Items"
          value={form.scope}
          onValueChange={(scope) => setForm({ ...form, scope: scope === "selected" ? "selected" : "shown" })}
          items={[
            { value: "shown", label: all },
            {
              value: "selected",
              label: `Selected (${selected.toLocaleString("en")})`,
              ...(selected > rowsPerDeed
                ? { disabledReason: `At most ${rowsPerDeed.toLocaleString("en")} at once; use the filters.` }
                : {}),
            },
          ]}
        />
      </Labelled>
      <ColumnChoice columns={columns} form={form} setForm={setForm} />
      <Labelled label="Change">
        <Select
          aria-label="Change"
          value={form.kind}
          onValueChange={(kind) => setForm({ ...form, kind: kindOf(kind) })}
          items={Object.entries(operations).map(([value, { label }]) => ({ value, label }))}
        />
      </Labelled>
      <div className="grid grid-cols-2 gap-3">
        <Labelled label={field} note={problem ?? help} faulty={problem !== undefined}>
          <Input
            aria-label={field}
            aria-invalid={problem !== undefined || undefined}
            inputMode="text"
            value={form.value}
            onValueChange={(value: string) => setForm({ ...form, value })}
            className="text-right tabular-nums"
          />
        </Labelled>
        {form.kind === "round" ? (
          <Labelled label="Direction">
            <Select
              aria-label="Direction"
              value={form.direction}
              onValueChange={(direction) =>
                setForm({
                  ...form,
                  direction: direction === "up" || direction === "down" ? direction : "nearest",
                })
              }
              items={[
                { value: "nearest", label: "To the nearest" },
                { value: "up", label: "Up" },
                { value: "down", label: "Down" },
              ]}
            />
          </Labelled>
        ) : null}
      </div>
    </div>
  );
}

function kindOf(text: string | null): BulkForm["kind"] {
  return text === "add" || text === "set" || text === "round" ? text : "percent";
}

type LabelledProps = { label: string; note?: string; faulty?: boolean; children: React.ReactNode };

function Labelled({ label, note, faulty, children }: LabelledProps) {
  return (
    <div className="min-w-0">
      <p aria-hidden className="mb-1.5 font-medium text-sm">
        {label}
      </p>
      {children}
      {note ? (
        <p
          role={faulty ? "alert" : undefined}
          className={faulty ? "mt-1 text-danger text-sm" : "mt-1 text-muted-foreground text-sm"}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}

function ColumnChoice({ columns, form, setForm }: Pick<ChoicesProps, "columns" | "form" | "setForm">) {
  const prices = columns.filter(({ isPrice }) => isPrice);
  function toggle(id: string, on: boolean): void {
    const others = form.columnIds.filter((other) => other !== id);
    setForm({ ...form, columnIds: on ? [...others, id] : others });
  }
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Columns</legend>
      <div className="flex max-h-24 flex-wrap gap-x-4 gap-y-1.5 overflow-y-auto">
        {prices.map(({ id, label }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the box is Base UI's
          <label key={id} className="flex items-center gap-2 text-sm">
            <Checkbox checked={form.columnIds.includes(id)} onCheckedChange={(on) => toggle(id, on)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
