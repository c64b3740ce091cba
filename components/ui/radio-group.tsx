"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { Fieldset } from "@base-ui/react/fieldset";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Choice } from "./choice";
import { FieldMessage } from "./field";

type RadioGroupProps = {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  items: Choice[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  /** Side by side where there is room. */
  inline?: boolean;
};

/** One of two to five, all in sight, each with its explanation. */
export function RadioGroup({ name, label, help, items, inline, onValueChange, ...props }: RadioGroupProps) {
  return (
    <BaseField.Root data-slot="radio-group" data-field={name} name={name} className="group/field">
      <Fieldset.Root
        render={<Base {...props} onValueChange={(value) => onValueChange?.(String(value))} />}
        className="flex flex-col"
      >
        <Fieldset.Legend className="mb-1.5 font-medium text-sm">{label}</Fieldset.Legend>
        <div className={cn("flex gap-2", inline ? "flex-wrap" : "flex-col")}>
          {items.map((item) => (
            <RadioItem key={item.value} item={item} inline={inline} />
          ))}
        </div>
      </Fieldset.Root>
      <FieldMessage help={help} />
    </BaseField.Root>
  );
}

function RadioItem({ item, inline }: { item: Choice; inline?: boolean | undefined }) {
  const note = item.disabledReason ?? item.description;
  return (
    <BaseField.Item disabled={item.disabledReason !== undefined} className={cn(inline && "min-w-44 flex-1")}>
      <BaseField.Label className="flex h-full items-start gap-2.5 rounded-md border border-border-strong p-2.5 transition-colors hover:bg-hover has-data-checked:border-primary has-data-checked:bg-accent-subtle">
        <Radio.Root
          value={item.value}
          className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-control-fill data-checked:border-primary data-checked:bg-primary data-disabled:opacity-55"
        >
          <Radio.Indicator className="size-1.5 rounded-full bg-primary-foreground" />
        </Radio.Root>
        <span className="min-w-0">
          <span className="block font-medium">{item.label}</span>
          {note ? <span className="block text-muted-foreground text-sm">{note}</span> : null}
        </span>
      </BaseField.Label>
    </BaseField.Item>
  );
}
