"use client";

import { useState } from "react";
import { cn } from "@/lib/cn";
import { Field, type FieldProps } from "./field";
import { Input } from "./input";
import { formatInstant, type Instant, toMillis } from "./time-format";
import { useViewerZone } from "./timestamp";

type DateTimeFieldProps = Omit<FieldProps, "children"> & {
  defaultValue?: Instant | undefined;
  /** The earliest and latest instant the picker offers; the server decides. */
  min?: Instant;
  max?: Instant;
  /** Told the chosen instant in UTC milliseconds, or undefined while there is none. */
  onInstant?: (at: number | undefined) => void;
};

/** `2026-12-01T00:00` of an instant in UTC, which is what the control holds. */
function wallTime(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : new Date(toMillis(at)).toISOString().slice(0, 16);
}

/** A UTC date and time, with the viewer's own time beside it. A `Form` sends it as an ISO 8601 instant. */
export function DateTimeField({ defaultValue, min, max, help, onInstant, ...field }: DateTimeFieldProps) {
  const zone = useViewerZone();
  const [text, setText] = useState(wallTime(defaultValue) ?? "");
  const instant = Date.parse(`${text}Z`);
  const here = Number.isNaN(instant) ? undefined : formatInstant(instant, zone);
  return (
    <Field {...field} help={help}>
      <div data-slot="date-time-field" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="relative">
          <Input
            type="datetime-local"
            data-utc=""
            step={60}
            // Not controlled: what is typed before the page has its scripts must stay.
            defaultValue={wallTime(defaultValue)}
            onValueChange={(next) => {
              setText(next);
              const at = Date.parse(`${next}Z`);
              onInstant?.(Number.isNaN(at) ? undefined : at);
            }}
            min={wallTime(min)}
            max={wallTime(max)}
            className="w-64 pr-12"
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted-foreground text-sm"
          >
            UTC
          </span>
        </div>
        <span className={cn("text-muted-foreground text-sm", (!here || zone === "UTC") && "hidden")}>
          {here} for you
        </span>
      </div>
    </Field>
  );
}

type DateFieldProps = Omit<FieldProps, "children"> & { defaultValue?: string; min?: string; max?: string };

/** A calendar date, `YYYY-MM-DD`, e.g. an anniversary. */
export function DateField({ defaultValue, min, max, ...field }: DateFieldProps) {
  return (
    <Field {...field}>
      <Input type="date" defaultValue={defaultValue} min={min} max={max} className="w-44" />
    </Field>
  );
}
