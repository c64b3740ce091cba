"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useId, useOptimistic } from "react";
import { useCellText } from "@/components/price-lists/use-cell-text";
import { runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import { readValueText, valueInput } from "@/lib/domain/feature-value";
import type { FeatureValue } from "@/lib/domain/offer-content";
import { ValueSign } from "./feature-value-view";

type FeatureCellProps<T> = {
  /** `row:column` in the grid. */
  place: string;
  /** “Storage in Basic” */
  label: string;
  cell: { offerId: string; featureId: string; planId: string };
  value: FeatureValue | undefined;
  /** Takes the cell, `text`, and as JSON what was `seen`. */
  save: FormAction<T>;
  /** Opens the choice of values that are words of their own. */
  choose: (input: HTMLInputElement) => void;
};

/** What a feature is in a plan, typed over in place. Shown at once; taken back, with the reason, when the server refuses. */
export function FeatureCell<T>({ place, label, cell, value, save, choose }: FeatureCellProps<T>) {
  const id = useId();
  const router = useRouter();
  const [shown, setShown] = useOptimistic<FeatureValue | null>(value ?? null);
  const typing = useCellText({ read: readValueText, save: write });
  const { input, text, problem } = typing;
  const preview = text === undefined ? shown : readable(text);

  function write(next: FeatureValue | null) {
    const typed = valueInput(next ?? undefined);
    if (typed === valueInput(shown ?? undefined)) return;
    startTransition(async () => {
      setShown(next);
      const refusal = await runAction(save, { ...cell, text: typed, seen: JSON.stringify(shown) });
      if (!refusal) return;
      toast({ title: refusal, tone: "danger" });
      router.refresh();
    });
  }

  return (
    <div className="group/cell relative min-w-36">
      <span className="pointer-events-none absolute top-0 left-1.5 flex h-8 w-5 items-center justify-center">
        <ValueSign value={preview} />
      </span>
      <input
        ref={input}
        data-cell={place}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem ? id : undefined}
        value={text ?? valueInput(shown ?? undefined)}
        placeholder="no value"
        onChange={(event) => typing.type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={typing.leave}
        className={cn(
          "h-8 w-full scroll-mt-28 scroll-ml-80 rounded-sm border border-transparent bg-transparent pr-6 pl-8 placeholder:text-muted-foreground placeholder:text-xs hover:border-control focus-visible:border-ring focus-visible:bg-control-fill focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-1",
          shown?.type === "boolean" && shown.value === "false" && "text-muted-foreground",
          problem && "border-danger",
        )}
      />
      <button
        type="button"
        // The keyboard types the words instead.
        tabIndex={-1}
        aria-label={`Choose a value for ${label}`}
        onClick={() => input.current && choose(input.current)}
        className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground opacity-0 hover:bg-hover group-focus-within/cell:opacity-100 group-hover/cell:opacity-100"
      >
        <ChevronDown aria-hidden className="size-3.5" />
      </button>
      {problem ? (
        <p id={id} role="alert" className="px-2 pb-1 text-danger text-xs">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function readable(text: string): FeatureValue | null {
  const read = readValueText(text);
  return "value" in read ? read.value : null;
}
