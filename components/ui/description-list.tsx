import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Description = { term: string; value: ReactNode /** Takes the whole row. */; wide?: boolean };

type DescriptionListProps = {
  items: Description[];
  /** One column for side columns and drawers, two for cards. */
  columns?: 1 | 2 | 3;
  className?: string;
};

const grids = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 lg:grid-cols-3" };

/** Facts about an object. An empty value shows an em dash. */
export function DescriptionList({ items, columns = 2, className }: DescriptionListProps) {
  return (
    <dl data-slot="description-list" className={cn("grid gap-x-6 gap-y-3", grids[columns], className)}>
      {items.map(({ term, value, wide }) => (
        <div key={term} className={cn("min-w-0", wide && "sm:col-span-full")}>
          <dt className="text-muted-foreground text-sm">{term}</dt>
          <dd className="mt-0.5 break-words">
            {value === undefined || value === null || value === "" ? "—" : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
