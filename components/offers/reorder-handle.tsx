"use client";

import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { MenuItem } from "@/components/ui/menu";
import { cn } from "@/lib/cn";
import type { HandleProps, Reorder } from "./use-reorder";

/** The classes of a row that can be dropped on: a line where the dragged row will land. */
export const dropStyle =
  "data-dragged:opacity-50 data-[drop=before]:[&>*]:shadow-[inset_0_2px_0_var(--primary)] data-[drop=after]:[&>*]:shadow-[inset_0_-2px_0_var(--primary)]";

type ReorderHandleProps = HandleProps & { label: string; className?: string };

/** What a row is dragged by. With the focus on it, the arrow keys move the row. */
export function ReorderHandle({ label, className, ...props }: ReorderHandleProps) {
  return (
    <button
      type="button"
      aria-label={`Move ${label}: drag, or press the arrow keys`}
      {...props}
      className={cn(
        "relative z-1 inline-flex size-6 shrink-0 cursor-grab items-center justify-center rounded-sm text-subtle-foreground hover:bg-hover hover:text-foreground active:cursor-grabbing",
        className,
      )}
    >
      <GripVertical aria-hidden className="size-3.5" />
    </button>
  );
}

type MoveItemsProps = {
  id: string;
  reorder: Reorder;
  /** Why nothing can be moved, or undefined. */
  refused: string | undefined;
};

/** The same by menu, for those who neither drag nor use keys. */
export function MoveItems({ id, reorder, refused }: MoveItemsProps) {
  const [up, down] = [reorder.step(id, -1), reorder.step(id, 1)];
  return (
    <>
      <MenuItem
        icon={<ArrowUp aria-hidden />}
        disabledReason={refused ?? (up ? undefined : "It is the first.")}
        onSelect={() => up?.()}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden />}
        disabledReason={refused ?? (down ? undefined : "It is the last.")}
        onSelect={() => down?.()}
      >
        Move down
      </MenuItem>
    </>
  );
}
