"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { Switch as Base } from "@base-ui/react/switch";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { FieldMessage } from "./field";

type SwitchProps = Omit<ComponentProps<typeof Base.Root>, "className"> & { className?: string };

/** For what takes effect at once. In a form that is saved later use a checkbox. */
export function Switch({ className, ...props }: SwitchProps) {
  return (
    <Base.Root
      data-slot="switch"
      {...props}
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors after:absolute after:-inset-1 data-checked:bg-primary data-disabled:cursor-not-allowed data-disabled:opacity-55",
        className,
      )}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-white shadow-sm transition-transform data-checked:translate-x-3.5" />
    </Base.Root>
  );
}

type SwitchFieldProps = SwitchProps & { name: string; label: ReactNode; help?: ReactNode };

/** A switch with its label on the left. */
export function SwitchField({ name, label, help, ...props }: SwitchFieldProps) {
  return (
    <BaseField.Root data-slot="switch-field" data-field={name} name={name} className="group/field">
      <BaseField.Label className="flex items-start justify-between gap-4 font-medium">
        {label}
        <Switch {...props} className="mt-px" />
      </BaseField.Label>
      <FieldMessage help={help} />
    </BaseField.Root>
  );
}
