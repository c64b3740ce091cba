"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlStyle } from "./input";

type TextareaProps = Omit<ComponentProps<"textarea">, "defaultValue" | "value"> & {
  defaultValue?: string;
  value?: string;
};

/** Several lines. In a `Form`, ⌘Enter or Ctrl+Enter submits. */
export function Textarea({ className, rows = 4, defaultValue, value, ...props }: TextareaProps) {
  return (
    <Field.Control
      defaultValue={defaultValue}
      value={value}
      render={
        <textarea
          data-slot="textarea"
          rows={rows}
          {...props}
          className={cn(controlStyle, "h-auto min-h-16 resize-y py-1.5", className)}
        />
      }
    />
  );
}
