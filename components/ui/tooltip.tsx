"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** Lets neighbouring tooltips open at once after the first. Mounted once, in the root providers. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delay={350} closeDelay={0}>
      {children}
    </Base.Provider>
  );
}

type TooltipProps = {
  content: ReactNode;
  /** The one element the tip belongs to. It must take focus, or the tip is out of reach for a keyboard. */
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
};

/** A hint for people who see the screen. What everyone must know also stands in the element's name or description. */
export function Tooltip({ content, children, side = "top", className }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            data-slot="tooltip"
            className={cn(
              "max-w-72 origin-(--transform-origin) rounded-md bg-inverse px-2 py-1 text-xs text-inverse-foreground shadow-card transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
              className,
            )}
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
