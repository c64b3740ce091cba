"use client";

import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type FieldProps = {
  /** The name under which the value is submitted and under which errors are looked up. */
  name: string;
  label: ReactNode;
  help?: ReactNode;
  /** Marks a field that may stay empty. Required is the rule and is not marked. */
  optional?: boolean;
  /** Checks in the browser, on leaving the field: a message, or null when it is right. The server checks again. */
  validate?: (value: string) => string | null;
  disabled?: boolean;
  /** Hides the label from sight, not from screen readers. */
  hideLabel?: boolean;
  children: ReactNode;
  className?: string;
};

/** Label above, control, then one reserved line that holds the help or, when something is wrong, the error. */
export function Field({
  name,
  label,
  help,
  optional,
  validate,
  disabled,
  hideLabel,
  children,
  className,
}: FieldProps) {
  return (
    <Base.Root
      data-slot="field"
      data-field={name}
      name={name}
      disabled={disabled}
      validate={validate ? (value) => validate(String(value ?? "")) : undefined}
      validationMode={validate ? "onBlur" : "onSubmit"}
      className={cn("group/field flex min-w-0 flex-col", className)}
    >
      <FieldLabel optional={optional} hidden={hideLabel}>
        {label}
      </FieldLabel>
      {children}
      <FieldMessage help={help} />
    </Base.Root>
  );
}

export function FieldLabel(props: { children: ReactNode; optional?: boolean; hidden?: boolean }) {
  return (
    <Base.Label
      data-slot="field-label"
      className={cn("mb-1.5 font-medium text-sm", props.hidden && "sr-only")}
    >
      {props.children}
      {props.optional ? <span className="ml-1.5 font-normal text-muted-foreground">Optional</span> : null}
    </Base.Label>
  );
}

/** The reserved line below a control: help, or the error in its place. The help stays known to screen readers. */
export function FieldMessage({ help }: { help?: ReactNode }) {
  return (
    <div data-slot="field-message" className="mt-1 min-h-4 text-sm">
      {help ? (
        <Base.Description className="text-muted-foreground group-data-invalid/field:sr-only">
          {help}
        </Base.Description>
      ) : null}
      <Base.Error
        className="flex gap-1.5 text-danger"
        render={({ children, ...props }) => (
          <div {...props}>
            <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
            <div className="min-w-0">{children}</div>
          </div>
        )}
      />
    </div>
  );
}
