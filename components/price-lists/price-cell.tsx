"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { readMoneyText } from "@/components/ui/money-text";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/cn";
import { printAmount } from "@/lib/domain/money";
import { useCellText } from "./use-cell-text";
import type { Clash } from "./use-point";

type PriceCellProps = {
  /** `row:column` in the grid. */
  place: string;
  /** “Cost of InDesign” */
  label: string;
  /** A plain decimal; undefined or null is empty. */
  value: string | null | undefined;
  saving: boolean;
  currency: string;
  decimals: number;
  save: (value: string | null) => void;
  clash: Clash | undefined;
  takeTheirs: () => void;
  keepMine: () => void;
};

/** One price that can be typed over. It is saved on leaving the cell; what is no amount stays, with the reason. */
export function PriceCell(props: PriceCellProps) {
  const { place, label, value, saving, currency, decimals, save, clash } = props;
  const id = useId();
  const cell = useCellText<string | null>({
    read: (typed) => {
      if (typed.trim() === "") return { value: null };
      const reading = readMoneyText(typed, currency, decimals);
      return "error" in reading ? reading : { value: printAmount(reading.amount) };
    },
    save,
  });
  const { text, problem } = cell;

  return (
    <div className="relative">
      <input
        ref={cell.input}
        data-cell={place}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem || clash ? id : undefined}
        value={text ?? value ?? ""}
        placeholder="empty"
        onChange={(event) => cell.type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={cell.leave}
        className={cn(
          "h-8 w-full min-w-28 scroll-mt-12 scroll-ml-80 rounded-sm border border-border bg-transparent px-2 text-right tabular-nums placeholder:text-muted-foreground/70 placeholder:text-xs hover:border-control focus-visible:border-ring focus-visible:bg-control-fill focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-1",
          problem && "border-danger",
          clash && "border-warning",
          saving && "text-muted-foreground",
        )}
      />
      {saving ? (
        <Spinner className="pointer-events-none absolute top-2.5 left-1.5 size-3 text-muted-foreground" />
      ) : null}
      {problem ? (
        <p
          id={id}
          role="alert"
          className="max-w-56 whitespace-normal px-2 pb-1 text-left text-danger text-xs"
        >
          {problem}
        </p>
      ) : null}
      {clash ? (
        <ClashNote id={id} clash={clash} takeTheirs={props.takeTheirs} keepMine={props.keepMine} />
      ) : null}
    </div>
  );
}

type ClashNoteProps = Pick<PriceCellProps, "takeTheirs" | "keepMine"> & { id: string; clash: Clash };

function ClashNote({ id, clash, takeTheirs, keepMine }: ClashNoteProps) {
  return (
    <div role="alert" className="max-w-56 whitespace-normal px-2 pb-1.5 text-left text-xs">
      <p id={id}>
        Somebody else saved <strong>{clash.theirs ?? "empty"}</strong> meanwhile; you typed{" "}
        <strong>{clash.mine ?? "empty"}</strong>.
      </p>
      <div className="mt-1 flex gap-1.5">
        <Button size="sm" onClick={keepMine}>
          Keep mine
        </Button>
        <Button size="sm" variant="ghost" onClick={takeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}
