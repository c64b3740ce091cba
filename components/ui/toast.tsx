"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import Link from "next/link";
import { cn } from "@/lib/cn";

type ToastData = {
  tone: "success" | "danger";
  action?: { label: string; href?: string; onClick?: () => void };
};

const manager = Toast.createToastManager<ToastData>();

export type ToastOptions = {
  /** One line: “Price list renamed”. */
  title: string;
  tone?: ToastData["tone"];
  /** “View” with an address, or “Undo” with a function. */
  action?: ToastData["action"];
};

/** For a result away from where the person looks. Never for a field's error, never the only record. */
export function toast({ title, tone = "success", action }: ToastOptions): void {
  manager.add({ title, data: { tone, action }, timeout: tone === "danger" ? 10_000 : 5000 });
}

/** Mounted once, in the root providers. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          data-slot="toaster"
          className="fixed right-4 bottom-4 z-60 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-96"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager<ToastData>();
  return toasts.map((item) => {
    const danger = item.data?.tone === "danger";
    const Icon = danger ? CircleAlert : CircleCheck;
    return (
      <Toast.Root
        key={item.id}
        toast={item}
        swipeDirection={["right", "down"]}
        className="popup data-limited:hidden"
      >
        <Toast.Content className="flex min-h-10 items-center gap-2.5 py-1.5 pr-1.5 pl-3">
          <Icon aria-hidden className={cn("size-4 shrink-0", danger ? "text-danger" : "text-success")} />
          <Toast.Title className="min-w-0 flex-1 font-medium text-sm" />
          <ToastAction action={item.data?.action} close={() => manager.close(item.id)} />
          <Toast.Close
            aria-label="Dismiss"
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-hover"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

const actionStyle = "shrink-0 rounded-md px-2 py-1 font-medium text-link text-sm hover:bg-hover";

function ToastAction({ action, close }: { action: ToastData["action"]; close: () => void }) {
  if (!action) return null;
  if (action.href) {
    return (
      <Link href={action.href} onClick={close} className={actionStyle}>
        {action.label}
      </Link>
    );
  }
  function act() {
    action?.onClick?.();
    close();
  }
  return (
    <button type="button" onClick={act} className={actionStyle}>
      {action.label}
    </button>
  );
}
