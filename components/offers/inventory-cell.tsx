"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { startTransition, useId, useOptimistic, useState } from "react";
import { useCellText } from "@/components/price-lists/use-cell-text";
import { Combobox } from "@/components/ui/combobox";
import { runAction } from "@/components/ui/confirm-action";
import { controlStyle } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import { itemSearchOptions } from "@/lib/client/queries";
import { cn } from "@/lib/cn";
import { type InventoryContent, periodName, quantityRange } from "@/lib/domain/offer-content";

type Content = Pick<InventoryContent, "itemId" | "itemName" | "mpn" | "min" | "max">;
export type InventorySlot = { offerId: string; offerItemId: string; planId: string; period: string };
export type InventoryActions = { set: FormAction<void>; clear: FormAction<void> };

type InventoryCellProps = {
  productId: string;
  slot: InventorySlot;
  /** “Seats in Basic, 1 year” */
  label: string;
  value: Content | undefined;
  actions: InventoryActions;
};

/** Which product item a line is in a plan for a period, and how many can be ordered: chosen and typed in place. */
export function InventoryCell({ productId, slot, label, value, actions }: InventoryCellProps) {
  const router = useRouter();
  const [shown, setShown] = useOptimistic<Content | null>(value ?? null);

  function write(next: Content | null) {
    startTransition(async () => {
      setShown(next);
      const seen = shown && { itemId: shown.itemId, min: shown.min, max: shown.max };
      const fields = { ...slot, seen: JSON.stringify(seen) };
      const refusal = await (next
        ? runAction(actions.set, { ...fields, ...numbers(next) })
        : runAction(actions.clear, fields));
      if (!refusal) return;
      toast({ title: refusal, tone: "danger" });
      router.refresh();
    });
  }

  return (
    <div className="flex min-w-56 flex-col gap-1.5">
      <ItemChoice productId={productId} label={label} chosen={shown} choose={write} />
      {shown ? <p className="px-0.5 font-mono text-muted-foreground text-xs">{shown.mpn}</p> : null}
      {shown ? (
        <div className="flex items-start gap-2">
          <Quantity
            label={`Minimum of ${label}`}
            short="Min"
            value={shown.min}
            read={(typed) => readQuantity(typed, { from: 0, to: shown.max, missing: "is needed" })}
            save={(min) => (min === null ? undefined : write({ ...shown, min }))}
          />
          <Quantity
            label={`Maximum of ${label}`}
            short="Max"
            value={shown.max}
            read={(typed) => readQuantity(typed, { from: Math.max(shown.min, 1), to: null })}
            save={(max) => write({ ...shown, max })}
          />
        </div>
      ) : null}
    </div>
  );
}

function numbers({ itemId, min, max }: Content) {
  return { itemId, min: String(min), max: max === null ? "" : String(max) };
}

type Bounds = { from: number; to: number | null; missing?: string };

function readQuantity(typed: string, { from, to, missing }: Bounds) {
  const text = typed.replaceAll(/[\s,]/g, "");
  if (text === "") return missing ? { error: missing } : { value: null };
  const number = Number(text);
  if (!/^\d{1,10}$/.test(text) || number > 1_000_000_000) return { error: "not a whole number" };
  if (number < from) return { error: `at least ${from.toLocaleString("en")}` };
  if (to !== null && number > to) return { error: `at most ${to.toLocaleString("en")}` };
  return { value: number };
}

type QuantityProps = {
  label: string;
  short: string;
  value: number | null;
  read: (typed: string) => { value: number | null } | { error: string };
  save: (value: number | null) => void;
};

function Quantity({ label, short, value, read, save }: QuantityProps) {
  const id = useId();
  const cell = useCellText({ read, save: (next) => (next === value ? undefined : save(next)) });
  return (
    <div className="min-w-0 flex-1">
      <label className="flex items-center gap-1.5">
        <span aria-hidden className="text-muted-foreground text-xs">
          {short}
        </span>
        <input
          ref={cell.input}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          aria-label={label}
          aria-invalid={cell.problem !== undefined || undefined}
          aria-describedby={cell.problem ? id : undefined}
          value={cell.text ?? value?.toString() ?? ""}
          placeholder="unlimited"
          onChange={(event) => cell.type(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={cell.leave}
          onKeyDown={(event) => {
            if (event.key === "Enter") cell.leave();
          }}
          className={cn(
            controlStyle,
            "h-7 w-full min-w-16 px-2 text-right tabular-nums placeholder:text-xs",
            cell.problem && "border-danger",
          )}
        />
      </label>
      {cell.problem ? (
        <p id={id} role="alert" className="mt-0.5 text-right text-danger text-xs">
          {cell.problem}
        </p>
      ) : null}
    </div>
  );
}

type ItemChoiceProps = {
  productId: string;
  label: string;
  chosen: Content | null;
  choose: (content: Content | null) => void;
};

function ItemChoice({ productId, label, chosen, choose }: ItemChoiceProps) {
  const [text, setText] = useState("");
  // What stands in the field because it is chosen is no search.
  const search = text === chosen?.itemName ? "" : text;
  const { data = [], isFetching } = useQuery(itemSearchOptions(productId, search));
  const known = data.map(({ id, mpn, name, period }) => ({
    value: id,
    label: name,
    description: `${mpn} · ${periodName(period)}`,
  }));
  const items =
    chosen && !known.some(({ value }) => value === chosen.itemId)
      ? [{ value: chosen.itemId, label: chosen.itemName, description: chosen.mpn }, ...known]
      : known;
  return (
    <Combobox
      aria-label={`Item of ${label}`}
      items={items}
      value={chosen?.itemId ?? null}
      placeholder="Choose an item…"
      onSearch={setText}
      searching={isFetching}
      emptyText="No item of the product matches."
      onValueChange={(id) => {
        const found = data.find((item) => item.id === id);
        if (id === null) choose(null);
        else if (found && id !== chosen?.itemId) {
          const { min, max } = chosen ?? { min: 1, max: null };
          choose({ itemId: id, itemName: found.name, mpn: found.mpn, min, max });
        }
      }}
    />
  );
}

/** The same for those who only read. */
export function InventoryText({ value }: { value: Content | undefined }) {
  if (!value) return <span className="text-muted-foreground">Not set</span>;
  return (
    <>
      <span className="block font-medium">{value.itemName}</span>
      <span className="block text-muted-foreground text-xs">
        {value.mpn} · {quantityRange(value)}
      </span>
    </>
  );
}
