"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Field as BaseField } from "@base-ui/react/field";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { FieldMessage } from "./field";

type CheckboxProps = Omit<ComponentProps<typeof Base.Root>, "className"> & { className?: string };

/** The box alone, e.g. to select rows; give it an `aria-label`. With a label use `CheckboxField`. */
export function Checkbox({ className, indeterminate, ...props }: CheckboxProps) {
  const Icon = indeterminate ? Minus : Check;
  return (
    <Base.Root
      data-slot="checkbox"
      indeterminate={indeterminate}
      {...props}
      className={cn(
        "relative inline-flex size-4 shrink-0 align-middle items-center justify-center rounded-[5px] border border-control bg-control-fill after:absolute after:-inset-1 hover:border-muted-foreground data-checked:border-primary data-indeterminate:border-primary data-invalid:border-danger data-checked:bg-primary data-indeterminate:bg-primary data-disabled:cursor-not-allowed data-disabled:opacity-55",
        className,
      )}
    >
      <Base.Indicator className="text-primary-foreground">
        <Icon aria-hidden className="size-3" strokeWidth={3.25} />
      </Base.Indicator>
    </Base.Root>
  );
}

type CheckboxFieldProps = {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  /** Sent when ticked; "on" unless given. */
  value?: string;
  defaultChecked?: boolean;
  disabled?: boolean;
};

/** A box with its label beside it. */
export function CheckboxField({ name, label, help, ...props }: CheckboxFieldProps) {
  return (
    <BaseField.Root data-slot="checkbox-field" data-field={name} name={name} className="group/field">
      <BaseField.Label className="inline-flex items-start gap-2 text-base">
        <Checkbox {...props} className="mt-0.5" />
        {label}
      </BaseField.Label>
      <div className="pl-6">
        <FieldMessage help={help} />
      </div>
    </BaseField.Root>
  );
}
