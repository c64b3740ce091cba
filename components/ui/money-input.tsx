"use client";

import { useState } from "react";
import { cn } from "@/lib/cn";
import { printAmount } from "@/lib/domain/money";
import { Field, type FieldProps } from "./field";
import { Input, type InputProps } from "./input";
import { readMoneyText } from "./money-text";

export type MoneyInputProps = Omit<InputProps, "type" | "value" | "defaultValue" | "inputMode" | "onBlur"> & {
  currency: string;
  /** How many decimals the list allows, 0 to 8. */
  scale: number;
  /** A plain decimal such as "365.00". */
  defaultValue?: string;
  onText?: (text: string) => void;
};

/**
 * An amount: every key works, separators may be pasted, and on leaving the field a valid amount is written out plainly.
 * The server parses it again.
 */
export function MoneyInput({
  currency,
  scale,
  defaultValue = "",
  onText,
  className,
  ...props
}: MoneyInputProps) {
  const [text, setText] = useState(defaultValue);

  function write(next: string) {
    setText(next);
    onText?.(next);
  }

  function tidy() {
    const reading = text.trim() === "" ? undefined : readMoneyText(text, currency, scale);
    if (reading && "amount" in reading) write(printAmount(reading.amount));
    if (reading === undefined && text !== "") write("");
  }

  return (
    <div data-slot="money-input" className={cn("relative", className)}>
      <Input
        {...props}
        type="text"
        inputMode="decimal"
        spellCheck={false}
        value={text}
        onValueChange={write}
        onBlur={tidy}
        className="pr-12 text-right tabular-nums"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted-foreground text-sm"
      >
        {currency}
      </span>
    </div>
  );
}

type MoneyFieldProps = Omit<FieldProps, "children" | "validate"> &
  Pick<MoneyInputProps, "currency" | "scale" | "defaultValue">;

/** A labelled amount that is checked on leaving it. */
export function MoneyField({ currency, scale, defaultValue, ...field }: MoneyFieldProps) {
  function validate(text: string): string | null {
    if (text.trim() === "") return null;
    const reading = readMoneyText(text, currency, scale);
    return "error" in reading ? capitalise(reading.error) : null;
  }
  return (
    <Field {...field} validate={validate}>
      <MoneyInput currency={currency} scale={scale} defaultValue={defaultValue} />
    </Field>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
