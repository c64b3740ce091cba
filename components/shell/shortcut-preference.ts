import { useSyncExternalStore } from "react";

const key = "channelbook.single-key-shortcuts";
const changed = "channelbook:shortcuts";

function subscribe(notify: () => void) {
  window.addEventListener(changed, notify);
  window.addEventListener("storage", notify);
  return () => {
    window.removeEventListener(changed, notify);
    window.removeEventListener("storage", notify);
  };
}

/** Single-key shortcuts are on unless this browser was told otherwise (WCAG 2.1.4). */
export function shortcutsEnabled(): boolean {
  return localStorage.getItem(key) !== "off";
}

export function setShortcutsEnabled(enabled: boolean): void {
  localStorage.setItem(key, enabled ? "on" : "off");
  window.dispatchEvent(new Event(changed));
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(subscribe, shortcutsEnabled, () => true);
}
