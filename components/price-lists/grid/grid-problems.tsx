"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatClock } from "@/components/ui/time-format";
import { useViewerZone } from "@/components/ui/timestamp";
import type { GridColumn } from "./columns";
import type { Clash, Refusal } from "./edits";
import { cellKey } from "./edits";
import type { Cells } from "./use-cells";

type ProblemsProps = {
  cells: Cells;
  columns: readonly GridColumn[];
  /** Leads the keyboard to a cell. */
  goTo: (itemId: string, columnId: string) => void;
};

/** How many are listed. */
const listed = 50;

/** Cells that somebody else changed too, and cells that were refused: both values, the reason, and what can be done. */
export function GridProblems(props: ProblemsProps) {
  const { clashes, refusals } = props.cells.state;
  return (
    <>
      {clashes.length > 0 ? <Clashes {...props} clashes={clashes} /> : null}
      {refusals.length > 0 ? <Refusals {...props} refusals={refusals} /> : null}
    </>
  );
}

function nameOf(
  { cells, columns }: ProblemsProps,
  { itemId, columnId }: { itemId: string; columnId: string },
) {
  const column = columns.find(({ id }) => id === columnId);
  return `${column?.label ?? columnId} of ${cells.known(itemId)?.name ?? itemId}`;
}

function Clashes({ clashes, ...props }: ProblemsProps & { clashes: readonly Clash[] }) {
  const { keepMine, takeTheirs } = props.cells.store;
  const zone = useViewerZone();
  const title =
    clashes.length === 1
      ? "Somebody else changed a price that you changed too"
      : `Somebody else changed ${clashes.length} prices that you changed too`;
  return (
    <Banner
      tone="warning"
      role="alert"
      title={title}
      actions={
        clashes.length > 1 ? (
          <>
            <Button size="sm" onClick={() => keepMine(clashes)}>
              Keep all mine
            </Button>
            <Button size="sm" variant="ghost" onClick={() => takeTheirs(clashes)}>
              Take all theirs
            </Button>
          </>
        ) : undefined
      }
    >
      <ul aria-label="Clashes" className="mt-1 flex max-h-64 flex-col gap-1.5 overflow-y-auto">
        {clashes.slice(0, listed).map((clash) => (
          <li
            key={cellKey(clash.itemId, clash.columnId)}
            className="flex flex-wrap items-center gap-x-3 gap-y-1"
          >
            <p className="min-w-0 flex-1 basis-64">
              <CellLink {...props} of={clash} />: {clash.by ?? "somebody"} saved{" "}
              <strong className="tabular-nums">{clash.theirs ?? "empty"}</strong>
              {clash.at ? ` at ${formatClock(clash.at, zone)}` : ""}, you typed{" "}
              <strong className="tabular-nums">{clash.mine ?? "empty"}</strong>.
            </p>
            <span className="flex gap-1.5">
              <Button size="sm" onClick={() => keepMine([clash])}>
                Keep mine
              </Button>
              <Button size="sm" variant="ghost" onClick={() => takeTheirs([clash])}>
                Take theirs
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <More count={clashes.length} />
    </Banner>
  );
}

function Refusals({ refusals, ...props }: ProblemsProps & { refusals: readonly Refusal[] }) {
  const title = refusals.length === 1 ? "1 cell was refused" : `${refusals.length} cells were refused`;
  return (
    <Banner
      tone="danger"
      role="alert"
      title={title}
      actions={
        <Button size="sm" variant="ghost" onClick={props.cells.store.dismissRefusals}>
          Dismiss
        </Button>
      }
    >
      <ul aria-label="Refused cells" className="mt-1 flex max-h-64 flex-col gap-1 overflow-y-auto">
        {refusals.slice(0, listed).map((refusal) => (
          <li key={cellKey(refusal.itemId, refusal.columnId)}>
            <CellLink {...props} of={refusal} />: {withValue(refusal)}
          </li>
        ))}
      </ul>
      <More count={refusals.length} />
    </Banner>
  );
}

/** Most reasons quote the value; where one does not, it stands before it. */
function withValue({ value, reason }: Refusal): string {
  const sentence = reason.endsWith(".") ? reason : `${reason}.`;
  return value === "" || reason.includes(value) ? sentence : `“${value}”. ${sentence}`;
}

function CellLink(props: ProblemsProps & { of: { itemId: string; columnId: string } }) {
  const { of, goTo } = props;
  return (
    <button
      type="button"
      onClick={() => goTo(of.itemId, of.columnId)}
      className="rounded-sm text-left font-medium text-link hover:underline"
    >
      {nameOf(props, of)}
    </button>
  );
}

function More({ count }: { count: number }) {
  return count > listed ? <p className="mt-1">and {(count - listed).toLocaleString("en")} more</p> : null;
}
