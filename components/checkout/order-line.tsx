"use client";

import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { controlStyle } from "@/components/ui/input";
import { Money } from "@/components/ui/money";
import type { DraftLine } from "@/lib/client/checkout";
import { cn } from "@/lib/cn";
import type { CheckoutAnswer } from "@/lib/domain/checkout-answer";
import { amountOf } from "./amounts";
import { CodeOutcomes } from "./code-outcomes";
import type { ItemChoice } from "./order-fields";
import { LineWaterfall } from "./waterfall";

export type AnswerLine = CheckoutAnswer["lines"][number];

type OrderLineProps = {
  draft: DraftLine;
  item: ItemChoice | undefined;
  line: AnswerLine | undefined;
  currency: string;
  isReseller: boolean;
  onChange: (part: Partial<DraftLine>) => void;
  onRemove: () => void;
};

/** One item: quantity and code on the left, what it costs on the right, and why below. */
export function OrderLine({ draft, item, line, currency, isReseller, onChange, onRemove }: OrderLineProps) {
  const name = item?.name ?? draft.itemId;
  return (
    <li className="border-t px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium">{name}</p>
          <p className="font-mono text-muted-foreground text-xs">{item?.mpn}</p>
        </div>
        <div className="flex items-center gap-2">
          <QuantityInput
            label={`Quantity of ${name}`}
            quantity={draft.quantity}
            onChange={(quantity) => onChange({ quantity })}
          />
          <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        </div>
      </div>
      {line ? <LinePrices line={line} currency={currency} isReseller={isReseller} /> : null}
      <CodeField name={name} draft={draft} line={line} onChange={(code) => onChange({ code })} />
      {line ? <CodeOutcomes codes={line.codes} currency={currency} /> : null}
      {line ? <LineWaterfall line={line} currency={currency} /> : null}
    </li>
  );
}

function QuantityInput({
  label,
  quantity,
  onChange,
}: {
  label: string;
  quantity: number;
  onChange: (n: number) => void;
}) {
  const [text, setText] = useState(String(quantity));
  const isWrong = !/^[1-9]\d{0,8}$/.test(text);
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      inputMode="numeric"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (/^[1-9]\d{0,8}$/.test(event.target.value)) onChange(Number(event.target.value));
      }}
      onBlur={() => setText(String(quantity))}
      className={cn(controlStyle, "w-24 text-right tabular-nums")}
    />
  );
}

type Price = AnswerLine["cost"];

function LinePrices({
  line,
  currency,
  isReseller,
}: {
  line: AnswerLine;
  currency: string;
  isReseller: boolean;
}) {
  const levels: [string, Price | null][] = [
    ["Customer", line.price],
    ["Reseller", line.reseller],
    [isReseller ? "Your cost" : "Cost", line.cost],
  ];
  return (
    <dl className="mt-3 grid gap-3 sm:grid-cols-3">
      {levels.map(([label, price]) =>
        price ? (
          <div key={label} className="rounded-md bg-sunken px-3 py-2">
            <dt className="text-muted-foreground text-xs">{label}</dt>
            <dd>
              <p className="text-sm">
                <Before price={price} currency={currency} />
                <Money amount={amountOf(price.discounted_unit)} currency={currency} display="none" />
                <span className="text-muted-foreground"> a unit</span>
              </p>
              <p className="font-semibold">
                <Money amount={amountOf(price.total)} currency={currency} />
              </p>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** The undiscounted unit, struck, where there is a discount and it may be seen. */
function Before({ price, currency }: { price: Price; currency: string }) {
  if (!price.unit || price.unit === price.discounted_unit) return null;
  return (
    <>
      <del className="text-muted-foreground">
        <span className="sr-only">List price </span>
        <Money amount={amountOf(price.unit)} currency={currency} display="none" />
      </del>{" "}
    </>
  );
}

type CodeFieldProps = {
  name: string;
  draft: DraftLine;
  line: AnswerLine | undefined;
  onChange: (code: string | null) => void;
};

/** A discovered code stands in the field; it counts as typed only once it is changed. Emptied, the line takes no code. */
function CodeField({ name, draft, line, onChange }: CodeFieldProps) {
  const id = useId();
  const found = line?.discount?.auto_applied ? line.discount.code : "";
  const [text, setText] = useState<string | null>(draft.code);
  const shown = text ?? found;

  function commit() {
    if (text === null || text === draft.code) return;
    onChange(text.trim() === found && draft.code === null ? null : text.trim());
  }

  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        Discount code<span className="sr-only"> for {name}</span>
      </label>
      <input
        id={id}
        value={shown}
        autoComplete="off"
        spellCheck={false}
        placeholder="Optional"
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === "Enter" && commit()}
        className={cn(controlStyle, "w-64 font-mono text-sm")}
      />
      {draft.code === null ? null : (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setText(null);
            onChange(null);
          }}
        >
          Find a discount for me
        </Button>
      )}
      {line?.discount ? (
        <Badge tone="success">{line.discount.auto_applied ? "Applied automatically" : "Code applied"}</Badge>
      ) : null}
    </div>
  );
}
