import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { CommandCenter } from "./command-center";
import type { ShellActor } from "./commands";
import { Header } from "./header";
import { ShellProvider } from "./shell-context";
import { SidebarNav } from "./sidebar";

type ShellProps = { actor: ShellActor; signOutAction: () => Promise<void>; children: ReactNode };

/** The frame of every page behind sign-in: sidebar by kind of account, header, palette and keys. */
export function Shell({ actor, signOutAction, children }: ShellProps) {
  return (
    <ShellProvider>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        Skip to content
      </a>
      <div data-slot="shell" className="md:grid md:grid-cols-[var(--sidebar-width)_minmax(0,1fr)]">
        <aside
          aria-label="Sidebar"
          className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r bg-background px-3 pb-4 md:flex"
        >
          <div className="flex h-(--header-height) shrink-0 items-center px-1">
            <Link href="/" className="rounded-md p-1">
              <Brand />
            </Link>
          </div>
          <SidebarNav kind={actor.account.kind} />
        </aside>
        <div className="min-w-0">
          <Header actor={actor} signOutAction={signOutAction} />
          <main id="main" tabIndex={-1} className="min-w-0 outline-none">
            {children}
          </main>
        </div>
      </div>
      <CommandCenter actor={actor} />
    </ShellProvider>
  );
}
