"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { parseTheme, type Theme, themeCookie } from "@/lib/client/theme";
import { cn } from "@/lib/cn";

const changed = "channelbook:theme";

function subscribe(notify: () => void) {
  window.addEventListener(changed, notify);
  return () => window.removeEventListener(changed, notify);
}

function readTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // The Cookie Store API is not everywhere yet.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
  window.dispatchEvent(new Event(changed));
}

/** The chosen theme and how to change it: at once here, and by cookie for the next page. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme, () => "system"), setTheme];
}

export const themeChoices = [
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
  { theme: "system", label: "System", icon: Monitor },
] as const;

/** Light, dark, or as the system says. */
export function ThemeSwitch({ className }: { className?: string }) {
  const [current, change] = useTheme();
  return (
    <fieldset data-slot="theme-switch" className={cn("inline-flex rounded-md bg-sunken p-0.5", className)}>
      <legend className="sr-only">Theme</legend>
      {themeChoices.map(({ theme, label, icon: Icon }) => (
        <button
          key={theme}
          type="button"
          aria-pressed={current === theme}
          aria-label={label}
          title={label}
          onClick={() => change(theme)}
          className="inline-flex h-6 w-7 items-center justify-center rounded-[5px] text-muted-foreground hover:text-foreground aria-pressed:bg-raised aria-pressed:text-foreground aria-pressed:shadow-card aria-pressed:ring-1 aria-pressed:ring-border"
        >
          <Icon aria-hidden className="size-3.5" />
        </button>
      ))}
    </fieldset>
  );
}
