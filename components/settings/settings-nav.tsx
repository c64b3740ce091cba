"use client";

import { KeyRound, type LucideIcon, MonitorSmartphone, UserRound, Users, Webhook } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

type SettingsPlace = { label: string; href: string; icon: LucideIcon };

/** The pages of the settings: those of the account, then those of the person. */
export const settingsPlaces: { label: string; items: SettingsPlace[] }[] = [
  {
    label: "Account",
    items: [
      { label: "Members", href: "/settings/members", icon: Users },
      { label: "API tokens", href: "/settings/tokens", icon: KeyRound },
      { label: "Webhooks", href: "/settings/webhooks", icon: Webhook },
    ],
  },
  {
    label: "You",
    items: [
      { label: "Profile", href: "/settings/profile", icon: UserRound },
      { label: "Sessions", href: "/settings/sessions", icon: MonitorSmartphone },
    ],
  },
];

/** Beside the page on wide screens; on narrow ones a row above it. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Settings"
      className="flex gap-4 overflow-x-auto px-4 pt-3 [scrollbar-width:none] lg:flex-col lg:gap-5 lg:overflow-visible lg:px-0 lg:pt-6 lg:pl-6"
    >
      {settingsPlaces.map((group) => (
        <div key={group.label}>
          <p className="mb-1 px-2 text-muted-foreground text-xs max-lg:sr-only">{group.label}</p>
          <ul className="flex gap-1 lg:flex-col lg:gap-px">
            {group.items.map(({ label, href, icon: Icon }) => (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={pathname.startsWith(href) ? "page" : undefined}
                  className="flex h-8 shrink-0 items-center gap-2.5 whitespace-nowrap rounded-md px-2 font-medium text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:bg-pressed aria-[current=page]:text-foreground max-lg:h-10"
                >
                  <Icon aria-hidden className="size-4 shrink-0 max-lg:hidden" />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
