import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** A small turning ring for something that is under way inside a control. Never a whole page. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <span data-slot="spinner" role={label ? "status" : undefined} className="inline-flex">
      <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}
