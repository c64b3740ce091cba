"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { buttonStyle } from "./button-style";

export const backdropStyle =
  "fixed inset-0 z-40 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

type DialogProps = {
  /** The button that opens it. Leave out when `open` is controlled. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned; the primary one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Esc and a click outside do not close it: for what is shown once and would be lost. */
  sticky?: boolean;
};

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" };

/** A dialog in the middle; Esc and a click outside close it. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "sm",
  sticky = false,
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (sticky && !next && details.reason === "escape-key") details.cancel();
        else onOpenChange?.(next);
      }}
      disablePointerDismissal={sticky}
    >
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto p-3 pt-[8vh]">
          <Base.Popup data-slot="dialog" className={cn("popup relative w-full rounded-xl", widths[size])}>
            <div className="flex flex-col gap-1 px-5 pt-4 pr-12">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {description ? (
                <Base.Description className="text-muted-foreground">{description}</Base.Description>
              ) : null}
            </div>
            <div className="px-5 pt-3 pb-5">{children}</div>
            {footer ? <DialogFooter>{footer}</DialogFooter> : null}
            <Base.Close
              aria-label="Close"
              className={buttonStyle("ghost", "icon-sm", "absolute top-3.5 right-3.5")}
            >
              <X aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 rounded-b-xl border-t bg-sunken px-5 py-3">
      {children}
    </div>
  );
}

/** Closes the dialog around it. `render` is the button. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <Base.Close render={render} />;
}
