import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Page } from "./page";
import { TableCard } from "./table";

/** A grey block with the size of what will stand there. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div data-slot="skeleton" {...props} className={cn("animate-pulse rounded-md bg-pressed", className)} />
  );
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <TableCard>
      <div className="flex h-9 items-center gap-4 border-b px-4">
        {range(columns).map((column) => (
          <Skeleton key={column} className="h-3 flex-1" />
        ))}
      </div>
      {range(rows).map((row) => (
        <div key={row} className="flex h-10 items-center gap-4 border-b px-4 last:border-b-0">
          {range(columns).map((column) => (
            <Skeleton key={column} className={cn("h-3.5 flex-1", column === 0 && "max-w-64")} />
          ))}
        </div>
      ))}
    </TableCard>
  );
}

/** For the `loading.tsx` of an index page. */
export function IndexSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <Page>
      <LoadingStatus />
      <div className="flex h-8 items-center justify-between">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="flex h-9 items-center gap-4 border-b">
        {range(4).map((tab) => (
          <Skeleton key={tab} className="h-4 w-16" />
        ))}
      </div>
      <Skeleton className="h-8 w-full sm:w-64" />
      <TableSkeleton rows={rows} columns={columns} />
    </Page>
  );
}

/** For the `loading.tsx` of a detail page: header, two cards, side column. */
export function DetailSkeleton() {
  return (
    <Page>
      <LoadingStatus />
      <div className="flex flex-col gap-1.5">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-8 w-72 max-w-full" />
      </div>
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-40 rounded-lg" />
          <Skeleton className="h-72 rounded-lg" />
        </div>
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </Page>
  );
}

function LoadingStatus() {
  return (
    <p role="status" className="sr-only">
      Loading…
    </p>
  );
}
