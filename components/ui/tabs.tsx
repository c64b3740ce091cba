import Link from "next/link";
import { cn } from "@/lib/cn";

export type Tab = { label: string; href: string; current: boolean; count?: number };

/** Tabs as links: saved views of a list or parts of an object; the address holds the choice. */
export function Tabs({ label, items, className }: { label: string; items: Tab[]; className?: string }) {
  return (
    <nav
      data-slot="tabs"
      aria-label={label}
      className={cn("flex min-w-0 gap-1 overflow-x-auto border-b [scrollbar-width:none]", className)}
    >
      {items.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className="group/tab relative inline-flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-muted-foreground text-sm hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:text-foreground aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-foreground"
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="rounded-full bg-neutral-subtle px-1.5 text-neutral text-xs tabular-nums">
              {tab.count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
