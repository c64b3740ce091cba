import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

type TableProps = ComponentProps<"table"> & {
  /** What the table lists, for screen readers. */
  label: string;
  /**
   * `page`: on wide screens the header sticks below the page's header; on narrow ones the table scrolls sideways in its
   * own box. `box`: always in its own box, with a sticky header: for many columns or a limited height.
   */
  scroll?: "page" | "box";
};

/** Primitives, not a grid: compose them per list. Render it in a `Section flush` or a `TableCard`. */
export function Table({ label, scroll = "page", className, ...props }: TableProps) {
  return (
    <div
      data-slot="table-box"
      data-scroll={scroll}
      // A box that scrolls must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      className={cn(
        "min-w-0 overflow-x-auto rounded-[inherit] focus-visible:-outline-offset-2",
        scroll === "page" ? "xl:overflow-visible" : "max-h-[70dvh] overflow-y-auto",
      )}
    >
      <table
        data-slot="table"
        aria-label={label}
        {...props}
        className={cn("w-full border-separate border-spacing-0 text-left text-sm", className)}
      />
    </div>
  );
}

/** The card around a table that has no section heading of its own. */
export function TableCard({
  children,
  footer,
  className,
}: {
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
}) {
  return (
    <div data-slot="table-card" className={cn("min-w-0 rounded-lg border bg-surface shadow-card", className)}>
      {children}
      {footer ? <div className="border-t px-4 py-2">{footer}</div> : null}
    </div>
  );
}

export function THead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <thead data-slot="thead" className={cn("group/head", className)}>
      <tr>{children}</tr>
    </thead>
  );
}

export function TBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody data-slot="tbody" {...props} className={cn("[&>tr:last-child>*]:border-b-0", className)} />;
}

export type SortDirection = "asc" | "desc";

type ThProps = ComponentProps<"th"> & {
  numeric?: boolean;
  /** Makes the header a link: where it leads and, when the table is sorted by it, how. */
  sort?: { href: string; direction?: SortDirection | undefined };
};

export function Th({ numeric, sort, className, children, ...props }: ThProps) {
  const order = sort?.direction === "asc" ? "ascending" : "descending";
  return (
    <th
      data-slot="th"
      scope="col"
      aria-sort={sort?.direction ? order : undefined}
      {...props}
      className={cn(
        "sticky top-0 z-2 h-9 whitespace-nowrap border-b bg-surface px-3 font-medium text-muted-foreground text-xs first:pl-4 last:pr-4 first:rounded-tl-lg last:rounded-tr-lg xl:in-data-[scroll=page]:top-(--header-height)",
        numeric && "text-right",
        className,
      )}
    >
      {sort ? <SortLink {...sort}>{children}</SortLink> : children}
    </th>
  );
}

function SortLink({
  href,
  direction,
  children,
}: {
  href: string;
  direction?: SortDirection | undefined;
  children: ReactNode;
}) {
  const Icon = direction === undefined ? ChevronsUpDown : direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={href}
      scroll={false}
      className={cn(
        "-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-foreground",
        direction && "text-foreground",
      )}
    >
      {children}
      <Icon aria-hidden className={cn("size-3.5", direction === undefined && "opacity-60")} />
    </Link>
  );
}

/** A row. With a `RowLink` inside, the whole row follows it. */
export function Tr({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      data-slot="tr"
      {...props}
      className={cn(
        "group/row relative transition-colors has-[a[data-row-link]]:hover:bg-hover focus-within:bg-hover",
        className,
      )}
    />
  );
}

type TdProps = ComponentProps<"td"> & {
  numeric?: boolean;
  muted?: boolean;
  /** Cuts long text; give the full text as `title`. */
  truncate?: boolean;
};

export function Td({ numeric, muted, truncate, className, ...props }: TdProps) {
  return (
    <td
      data-slot="td"
      {...props}
      className={cn(
        "h-10 border-b px-3 py-1.5 first:pl-4 last:pr-4",
        numeric && "whitespace-nowrap text-right tabular-nums",
        muted && "text-muted-foreground",
        truncate && "max-w-64 truncate",
        className,
      )}
    />
  );
}

/** The row's link, in its first cell: a real link stretched over the row; j, k and Enter use it too. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row-link=""
      {...props}
      className={cn(
        "rounded-sm font-medium text-foreground outline-offset-4 after:absolute after:inset-0 hover:underline",
        className,
      )}
    />
  );
}

/** The last cell: a menu that appears on hover and on focus, and always where there is no hover. */
export function RowMenuCell({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <td data-slot="row-menu" className={cn("h-10 w-10 border-b px-1.5 text-right", className)}>
      <div className="relative z-1 inline-flex opacity-100 transition-opacity focus-within:opacity-100 has-data-popup-open:opacity-100 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-hover/row:opacity-100 [@media(hover:hover)]:group-focus-within/row:opacity-100">
        {children}
      </div>
    </td>
  );
}
