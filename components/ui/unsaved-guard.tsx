"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

/** Asks before a link or a closed tab throws away what was typed. `isDirty` is asked at that moment. */
export function UnsavedGuard({ isDirty }: { isDirty: () => boolean }) {
  const router = useRouter();
  const [target, setTarget] = useState<string>();

  useEffect(() => {
    function leave(event: BeforeUnloadEvent) {
      if (isDirty()) event.preventDefault();
    }
    function follow(event: MouseEvent) {
      const href = leavingHref(event);
      if (href === undefined || !isDirty()) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    }
    window.addEventListener("beforeunload", leave);
    document.addEventListener("click", follow, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("click", follow, { capture: true });
    };
  }, [isDirty]);

  return (
    <ConfirmDialog
      open={target !== undefined}
      onOpenChange={(open) => (open ? undefined : setTarget(undefined))}
      title="Discard unsaved changes?"
      consequence="What you changed on this page has not been saved."
      confirmLabel="Discard changes"
      cancelLabel="Keep editing"
      danger
      onConfirm={() => {
        if (target) router.push(target);
        return true;
      }}
    />
  );
}

/** Where a plain click on a link of ours leads, when that leaves the page. */
function leavingHref(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.download) return undefined;
  const url = new URL(link.href);
  if (url.origin !== location.origin || (url.pathname === location.pathname && url.hash)) return undefined;
  return url.pathname + url.search + url.hash;
}
