"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { Command } from "./commands";
import { shortcutsEnabled } from "./shortcut-preference";

/** How long the second key of a sequence may take. */
const sequenceMs = 1200;

type Handlers = {
  commands: Command[];
  run: (command: Command) => void;
  openPalette: () => void;
  openHelp: () => void;
};

/** ⌘K always; single keys and sequences while nothing is being typed, no dialog is open and they are switched on. */
export function useShortcuts({ commands, run, openPalette, openHelp }: Handlers): void {
  const pending = useRef({ key: "", until: 0 });

  const press = useEffectEvent((event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || !shortcutsEnabled())
      return;
    if (isTyping(event.target) || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]"))
      return;

    const keys = sequence(event.key);
    const command = commands.find(({ shortcut }) => shortcut === keys);
    if (command) {
      event.preventDefault();
      pending.current = { key: "", until: 0 };
      run(command);
    } else if (event.key === "?") {
      event.preventDefault();
      openHelp();
    } else if (pageKey(event.key)) event.preventDefault();
  });

  function sequence(key: string): string {
    const first = performance.now() < pending.current.until ? pending.current.key : "";
    const starts = !first && commands.some(({ shortcut }) => shortcut?.startsWith(`${key} `));
    pending.current = starts ? { key, until: performance.now() + sequenceMs } : { key: "", until: 0 };
    return first ? `${first} ${key}` : key;
  }

  useEffect(() => {
    function listen(event: KeyboardEvent) {
      press(event);
    }
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]"))
  );
}

/** `j` and `k` walk the rows; any other key presses or focuses what carries it as `data-shortcut`. */
function pageKey(key: string): boolean {
  if (key === "j" || key === "k") return moveRow(key === "j" ? 1 : -1);
  if (key.length !== 1) return false;
  const element = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
  if (!element) return false;
  if (element instanceof HTMLInputElement) {
    element.focus();
    element.select();
  } else element.click();
  return true;
}

function moveRow(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("a[data-row-link]")];
  if (links.length === 0) return false;
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
  return true;
}
