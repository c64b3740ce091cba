import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type FilterChip = {
  /** “Currency” */
  label: string;
  /** “EUR” */
  value: string;
  /** The address without this filter. */
  removeHref: string;
};

/** The filters in force, each removable, and one link that clears all. */
export function FilterChips({
  items,
  clearHref,
  className,
}: {
  items: FilterChip[];
  clearHref: string;
  className?: string;
}) {
  if (items.length === 0) return null;
  return (
    <ul
      data-slot="filter-chips"
      aria-label="Filters"
      className={cn("flex flex-wrap items-center gap-1.5", className)}
    >
      {items.map((chip) => (
        <li
          key={`${chip.label}:${chip.value}`}
          className="inline-flex h-7 max-w-full items-center rounded-md border bg-surface pl-2 text-sm"
        >
          <span className="text-muted-foreground">{chip.label}</span>
          <span className="ml-1 truncate font-medium">{chip.value}</span>
          <Link
            href={chip.removeHref}
            scroll={false}
            aria-label={`Remove filter ${chip.label}: ${chip.value}`}
            className="ml-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground"
          >
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={clearHref}
          scroll={false}
          className="rounded-md px-1.5 py-1 font-medium text-link text-sm hover:underline"
        >
          Clear filters
        </Link>
      </li>
    </ul>
  );
}

/** The row above a table: search, filter controls, chips. */
export function Toolbar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div data-slot="toolbar" className={cn("flex flex-wrap items-center gap-2", className)}>
      {children}
    </div>
  );
}
