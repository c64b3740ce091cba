"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import type { AccountKind } from "@/lib/domain/access";
import { isCurrent, type NavItem, navigation } from "./nav";

type SidebarNavProps = { kind: AccountKind; onNavigate?: () => void };

/** The groups of links, in the sidebar and in the drawer on small screens. */
export function SidebarNav({ kind, onNavigate }: SidebarNavProps) {
  const pathname = usePathname();
  return (
    <nav data-slot="sidebar-nav" aria-label="Main" className="flex flex-col gap-4">
      {navigation[kind].map((group) => (
        <div key={group.label ?? ""}>
          {group.label ? <p className="mb-1 px-2 text-muted-foreground text-xs">{group.label}</p> : null}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink item={item} current={isCurrent(item.href, pathname)} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavLink({
  item,
  current,
  onNavigate,
}: {
  item: NavItem;
  current: boolean;
  onNavigate?: (() => void) | undefined;
}) {
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      aria-current={current ? "page" : undefined}
      onClick={onNavigate}
      className={cn(
        "group/nav flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground focus-visible:-outline-offset-2 max-md:h-10",
        current && "bg-pressed text-foreground",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      <Kbd
        keys={item.shortcut}
        aria-hidden
        className="opacity-0 transition-opacity group-hover/nav:opacity-100 group-focus-visible/nav:opacity-100 max-md:hidden"
      />
    </Link>
  );
}
