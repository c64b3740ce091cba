import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { type Amount, subtractAmounts } from "@/lib/domain/money";
import { Badge } from "./badge";
import { Money } from "./money";
import { Td } from "./table";

export type FieldDiff = { field: string; before: ReactNode; after: ReactNode };

/** What changed, field by field: the old value struck, the new beside it; signs, not only colours. */
export function FieldDiffTable({ rows, className }: { rows: FieldDiff[]; className?: string }) {
  return (
    <table data-slot="field-diff" className={cn("w-full text-left text-sm", className)}>
      <thead className="sr-only">
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className="align-top">
            <th scope="row" className="w-1/4 py-1 pr-3 font-normal text-muted-foreground">
              {row.field}
            </th>
            <td className="break-words py-1 pr-3">
              {isEmpty(row.before) ? <Nothing /> : <Before>{row.before}</Before>}
            </td>
            <td className="break-words py-1">
              {isEmpty(row.after) ? <Nothing /> : <After>{row.after}</After>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "";
}

function Nothing() {
  return <span className="text-muted-foreground">empty</span>;
}

export function Before({ children }: { children: ReactNode }) {
  return (
    <del className="rounded-sm bg-danger-subtle px-1 text-danger decoration-danger/60">
      −{"\u00A0"}
      {children}
    </del>
  );
}

export function After({ children }: { children: ReactNode }) {
  return (
    <ins className="rounded-sm bg-success-subtle px-1 text-success no-underline">
      +{"\u00A0"}
      {children}
    </ins>
  );
}

type PriceDiffCellsProps = {
  before: Amount | null;
  after: Amount | null;
  currency: string;
  /** Per cent with two decimals, e.g. "2.40" or "-3.10"; null when there is none (from zero or from nothing). */
  percent: string | null;
};

/** Four cells of a comparison: old, new, Δ and Δ %. The currency stands in the table's header. */
export function PriceDiffCells({ before, after, currency, percent }: PriceDiffCellsProps) {
  const delta = before && after ? subtractAmounts(after, before) : null;
  const added = before === null && after !== null;
  const removed = before !== null && after === null;
  return (
    <>
      <Td numeric muted>
        <del className={cn((before === null || delta?.units === 0n) && "no-underline")}>
          <Money amount={before} currency={currency} display="none" />
        </del>
      </Td>
      <Td numeric className="font-medium">
        <Money amount={after} currency={currency} display="none" />
      </Td>
      <Td numeric>
        {added ? <Badge tone="success">+ Added</Badge> : null}
        {removed ? <Badge tone="danger">− Removed</Badge> : null}
        {delta ? <Money amount={delta} currency={currency} display="none" signed /> : null}
      </Td>
      <Td numeric muted={percent === null}>
        {formatPercent(percent)}
      </Td>
    </>
  );
}

/** “+2.40 %”, “−3.10 %” or an em dash, with the true minus and a space that does not break. */
export function formatPercent(percent: string | null): string {
  if (percent === null) return "—";
  const negative = percent.startsWith("-");
  const digits = negative ? percent.slice(1) : percent;
  const sign = /^[0.]*$/.test(digits) ? "" : negative ? "−" : "+";
  return `${sign}${digits}\u00A0%`;
}

type DiffSummaryProps = {
  added: number;
  removed: number;
  changed: number;
  unchanged?: number;
  medianPercent?: string | null;
};

/** “12 changed · 3 added · 1 removed · median +2.40 %”. Stands before the table. */
export function DiffSummary({ added, removed, changed, unchanged, medianPercent }: DiffSummaryProps) {
  const parts = [
    `${changed} changed`,
    `${added} added`,
    `${removed} removed`,
    ...(unchanged === undefined ? [] : [`${unchanged} unchanged`]),
    ...(medianPercent ? [`median ${formatPercent(medianPercent)}`] : []),
  ];
  return (
    <p data-slot="diff-summary" className="font-medium tabular-nums">
      {parts.join(" · ")}
    </p>
  );
}

/** “v3 → v4” */
export function FromTo({ from, to }: { from: ReactNode; to: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {from}
      <ArrowRight aria-label="to" className="size-3.5 text-muted-foreground" />
      {to}
    </span>
  );
}
