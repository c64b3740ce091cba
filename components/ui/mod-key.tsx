"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { Kbd } from "./kbd";

function subscribe() {
  return () => undefined;
}

/** Keys that start with ⌘ on a Mac and with Ctrl elsewhere; the server, which cannot know, writes Ctrl. */
export function ModKbd({ keys, ...props }: ComponentProps<typeof Kbd>) {
  const mac = useSyncExternalStore(
    subscribe,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
  return <Kbd keys={`${mac ? "⌘" : "Ctrl"} ${keys}`} {...props} />;
}
