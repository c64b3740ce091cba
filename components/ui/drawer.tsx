"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { buttonStyle } from "./button-style";
import { backdropStyle, DialogFooter } from "./dialog";

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  side?: "right" | "left";
  size?: "sm" | "md" | "lg";
};

const widths = { sm: "max-w-72", md: "max-w-lg", lg: "max-w-3xl" };
const sides = {
  right: "right-0 data-ending-style:translate-x-4 data-starting-style:translate-x-4 sm:rounded-l-xl",
  left: "left-0 data-ending-style:-translate-x-4 data-starting-style:-translate-x-4",
};

/** A panel at the edge, for a detail or a form beside its list. Esc closes it. */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  side = "right",
  size = "md",
}: DrawerProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup
          data-slot="drawer"
          className={cn(
            "fixed inset-y-0 z-40 flex w-full flex-col bg-raised text-foreground shadow-popup outline-none ring-1 ring-border transition-[translate,opacity] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0",
            widths[size],
            sides[side],
          )}
        >
          <div className="flex items-start justify-between gap-3 border-b px-5 py-3.5">
            <div className="min-w-0">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {description ? (
                <Base.Description className="text-muted-foreground text-sm">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close aria-label="Close" className={buttonStyle("ghost", "icon-sm", "-mr-1.5")}>
              <X aria-hidden />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
          {footer ? <DialogFooter>{footer}</DialogFooter> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type RouteDrawerProps = Omit<DrawerProps, "open" | "onOpenChange"> & {
  /** The address without the drawer. */ closeHref: string;
};

/** A drawer that the address opens (`?view=…` or a parallel route): a link opens it; Esc, the cross and “back” close it. */
export function RouteDrawer({ closeHref, ...props }: RouteDrawerProps) {
  const router = useRouter();
  return (
    <Drawer
      {...props}
      open
      onOpenChange={(open) => {
        if (!open) router.replace(closeHref, { scroll: false });
      }}
    />
  );
}
