import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { CopyableId } from "./copy-button";

export type Crumb = { label: string; href: string };

/** The frame of a page: header, then content at one width. `wide` is for tables, grids and matrices. */
export function Page({
  children,
  wide = true,
  className,
}: {
  children: ReactNode;
  wide?: boolean;
  className?: string;
}) {
  return (
    <div
      data-slot="page"
      className={cn(
        "mx-auto flex w-full min-w-0 flex-col gap-5 p-4 pb-16 md:p-6 md:pb-20",
        wide ? "max-w-360" : "max-w-3xl",
        className,
      )}
    >
      {children}
    </div>
  );
}

type PageHeaderProps = {
  title: ReactNode;
  /** The objects above this one; the page itself is not repeated. */
  breadcrumbs?: Crumb[];
  /** A `StatusBadge`. */
  badge?: ReactNode;
  id?: string;
  description?: ReactNode;
  /** Buttons, the one primary last. */
  actions?: ReactNode;
};

/** The one h1 of a page, where it stands, its state and id, and what can be done. */
export function PageHeader({ title, breadcrumbs, badge, id, description, actions }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className="flex flex-col gap-1.5">
      {breadcrumbs && breadcrumbs.length > 0 ? <Breadcrumbs items={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="min-w-0 break-words font-semibold text-xl tracking-[-0.012em]">{title}</h1>
            {badge}
            {id ? <CopyableId id={id} /> : null}
          </div>
          {description ? <p className="mt-1 max-w-2xl text-muted-foreground">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}

export function Breadcrumbs({ items }: { items: Crumb[] }) {
  return (
    <nav data-slot="breadcrumbs" aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1 text-muted-foreground text-sm">
        {items.map((item, index) => (
          <li key={item.href} className="inline-flex min-w-0 items-center gap-1">
            <Link href={item.href} className="rounded-sm py-0.5 hover:text-foreground hover:underline">
              {item.label}
            </Link>
            {index < items.length - 1 ? (
              <ChevronRight aria-hidden className="size-3.5 shrink-0 opacity-70" />
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

type SectionProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** A quiet line at the bottom, e.g. a save button or a total. */
  footer?: ReactNode;
  /** For destructive actions; always the last section. */
  danger?: boolean;
  /** The content reaches the card's edges, as a table does. */
  flush?: boolean;
  id?: string;
  children: ReactNode;
  className?: string;
};

/** A card with a heading. */
export function Section({
  title,
  description,
  actions,
  footer,
  danger,
  flush,
  id,
  children,
  className,
}: SectionProps) {
  const headingId = id ? `${id}-title` : undefined;
  return (
    <section
      data-slot="section"
      id={id}
      aria-labelledby={title && headingId ? headingId : undefined}
      className={cn(
        "min-w-0 rounded-lg border bg-surface shadow-card",
        danger && "border-danger/35",
        className,
      )}
    >
      {title || actions ? (
        <div
          className={cn(
            "flex flex-wrap items-start justify-between gap-3 px-4 pt-3.5",
            flush ? "pb-3" : "pb-0",
          )}
        >
          <div className="min-w-0">
            <h2 id={headingId} className="font-semibold leading-6">
              {title}
            </h2>
            {description ? <p className="max-w-2xl text-muted-foreground text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={flush ? undefined : "p-4 pt-3"}>{children}</div>
      {footer ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-b-lg border-t bg-sunken px-4 py-2.5 text-muted-foreground text-sm">
          {footer}
        </div>
      ) : null}
    </section>
  );
}

/** Main content and a narrower side column (timeline, facts) that moves below on small screens. */
export function Columns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div data-slot="columns" className="grid min-w-0 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">{children}</div>
      <aside className="flex min-w-0 flex-col gap-5">{side}</aside>
    </div>
  );
}
