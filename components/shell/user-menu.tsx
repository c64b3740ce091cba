"use client";

import { Keyboard, LogOut, MonitorSmartphone, UserRound } from "lucide-react";
import { Menu, MenuGroup, MenuItem, MenuRadio, MenuSeparator, MenuSubmit } from "@/components/ui/menu";
import { parseTheme } from "@/lib/client/theme";
import { rolePresentation } from "@/lib/domain/member";
import type { ShellActor } from "./commands";
import { useShell } from "./shell-context";
import { themeChoices, useTheme } from "./theme-switch";

type UserMenuProps = { actor: ShellActor; signOutAction: () => Promise<void> };

/** Who is signed in, in which role; theme, keys and the way out. */
export function UserMenu({ actor, signOutAction }: UserMenuProps) {
  const { setHelp } = useShell();
  const [theme, setTheme] = useTheme();
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex size-7 items-center justify-center rounded-full bg-accent-subtle font-semibold text-link text-xs hover:ring-2 hover:ring-border-strong"
        >
          <span aria-hidden>{initials(actor.name)}</span>
          <span className="sr-only">Account of {actor.name}</span>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{actor.name}</p>
        <p className="truncate text-muted-foreground text-sm">
          {rolePresentation[actor.role].label} · {actor.account.name}
        </p>
      </div>
      <MenuSeparator />
      <MenuItem icon={<UserRound aria-hidden />} href="/settings/profile">
        Profile and password
      </MenuItem>
      <MenuItem icon={<MonitorSmartphone aria-hidden />} href="/settings/sessions">
        Sessions
      </MenuItem>
      <MenuSeparator />
      <MenuGroup label="Theme">
        <MenuRadio
          label="Theme"
          value={theme}
          onValueChange={(value) => setTheme(parseTheme(value))}
          items={themeChoices.map(({ theme: value, label, icon: Icon }) => ({
            value,
            label,
            icon: <Icon aria-hidden />,
          }))}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={() => setHelp(true)}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuSubmit action={signOutAction} icon={<LogOut aria-hidden />}>
        Sign out
      </MenuSubmit>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}
