"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const controlStyle =
  "h-8 w-full min-w-0 rounded-md border border-control bg-control-fill px-2.5 text-base text-foreground transition-colors hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-1 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted-foreground data-invalid:border-danger aria-invalid:border-danger";

export type InputProps = Omit<ComponentProps<typeof Field.Control>, "className"> & { className?: string };

/** One line of text. Inside a `Field` it takes its name, label and error from there. */
export function Input({ className, ...props }: InputProps) {
  return (
    <Field.Control
      data-slot="input"
      autoComplete="off"
      {...props}
      className={cn(controlStyle, "read-only:bg-sunken", className)}
    />
  );
}
