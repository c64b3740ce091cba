import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

const tones: Record<Tone, string> = {
  neutral: "bg-neutral-subtle text-neutral",
  info: "bg-info-subtle text-info",
  success: "bg-success-subtle text-success",
  warning: "bg-warning-subtle text-warning",
  danger: "bg-danger-subtle text-danger",
};

export function badgeStyle(tone: Tone, className?: string): string {
  return cn(
    "inline-flex h-5.5 max-w-full items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs",
    tones[tone],
    className,
  );
}

/** A short label such as a type or a count. For a state use `StatusBadge`. */
export function Badge({ tone = "neutral", className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span data-slot="badge" {...props} className={badgeStyle(tone, className)} />;
}
