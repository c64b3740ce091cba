"use client";

import { Search } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import { ModKbd } from "@/components/ui/mod-key";
import type { ShellActor } from "./commands";
import { MobileMenu } from "./mobile-menu";
import { useShell } from "./shell-context";
import { UserMenu } from "./user-menu";

const kindNames = { vendor: "Vendor", distributor: "Distributor", reseller: "Reseller" } as const;

type HeaderProps = { actor: ShellActor; signOutAction: () => Promise<void> };

/** Which account this is, the way to everything, and who is signed in. */
export function Header({ actor, signOutAction }: HeaderProps) {
  const { setPalette } = useShell();
  return (
    <header
      data-slot="header"
      className="sticky top-0 z-10 flex h-(--header-height) items-center gap-2 border-b bg-background/90 px-4 backdrop-blur-md md:px-6"
    >
      <MobileMenu actor={actor} />
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <span className="truncate font-medium">{actor.account.name}</span>
        <Badge>{kindNames[actor.account.kind]}</Badge>
      </div>
      <button
        type="button"
        onClick={() => setPalette(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className={buttonStyle(
          "secondary",
          "sm",
          "w-8 text-muted-foreground sm:w-56 sm:justify-between max-sm:px-0",
        )}
      >
        <span className="inline-flex items-center gap-2 font-normal">
          <Search aria-hidden />
          <span className="max-sm:sr-only">Find or do anything…</span>
        </span>
        <ModKbd keys="K" aria-hidden className="max-sm:hidden" />
      </button>
      <UserMenu actor={actor} signOutAction={signOutAction} />
    </header>
  );
}
