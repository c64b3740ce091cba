"use client";

import { type DragEvent, type KeyboardEvent, startTransition, useOptimistic, useState } from "react";
import { runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import { type Gravity, reordered } from "@/lib/domain/offer-parts";

type ReorderOptions<T> = {
  offerId: string;
  /** The ids as the server has them. */
  ids: string[];
  /** Takes `offerId`, `id` and `gravity`. */
  move: FormAction<T>;
  /** Why nothing can be moved, or undefined. */
  refused: string | undefined;
};

export type Reorder = {
  /** The ids as they are shown, moved ones already in their place. */
  order: string[];
  /** Moves up (−1) or down (1) by one; undefined at the edge. */
  step: (id: string, delta: -1 | 1) => (() => void) | undefined;
  /** For the handle of a row: what is dragged, and the arrow keys. */
  handle: (id: string) => HandleProps;
  /** For the row: where something is dropped. */
  row: (id: string) => RowProps;
};

export type HandleProps = {
  draggable: boolean;
  onDragStart: (event: DragEvent<HTMLElement>) => void;
  onDragEnd: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

type RowProps = {
  "data-drop": "before" | "after" | undefined;
  "data-dragged": true | undefined;
  onDragOver: (event: DragEvent<HTMLElement>) => void;
  onDrop: (event: DragEvent<HTMLElement>) => void;
};

/** Rows that move by drag, by the arrow keys on their handle and by menu. Shown at once; taken back when the server refuses. */
export function useReorder<T>({ offerId, ids, move, refused }: ReorderOptions<T>): Reorder {
  const [order, setOrder] = useOptimistic(ids);
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();

  function place(id: string, gravity: Gravity) {
    const side = gravity.before ? "before" : "after";
    const anchor = gravity.before?.id ?? gravity.after?.id ?? "";
    startTransition(async () => {
      setOrder(reordered(order, id, gravity));
      const refusal = await runAction(move, { offerId, id, [`gravity.${side}.id`]: anchor });
      if (refusal) toast({ title: refusal, tone: "danger" });
    });
  }

  function toward(id: string, anchor: string) {
    if (id === anchor) return;
    const down = order.indexOf(id) < order.indexOf(anchor);
    place(id, down ? { after: { id: anchor } } : { before: { id: anchor } });
  }

  function step(id: string, delta: -1 | 1) {
    const anchor = order[order.indexOf(id) + delta];
    return refused !== undefined || anchor === undefined ? undefined : () => toward(id, anchor);
  }

  function end() {
    setDragged(undefined);
    setOver(undefined);
  }

  return {
    order,
    step,
    handle: (id) => ({
      draggable: refused === undefined,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", id);
        const shown = event.currentTarget.closest("[data-reorder-row]");
        if (shown) event.dataTransfer.setDragImage(shown, 12, 12);
        setDragged(id);
      },
      onDragEnd: end,
      onKeyDown: (event) => {
        const delta = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
        if (!delta) return;
        event.preventDefault();
        step(id, delta)?.();
      },
    }),
    row: (id) => ({
      "data-drop": over === id && dragged ? sideOf(order, dragged, id) : undefined,
      "data-dragged": dragged === id ? true : undefined,
      onDragOver: (event) => {
        if (!dragged || !order.includes(id)) return;
        event.preventDefault();
        if (over !== id) setOver(id);
      },
      onDrop: (event) => {
        event.preventDefault();
        if (dragged) toward(dragged, id);
        end();
      },
    }),
  };
}

function sideOf(order: string[], dragged: string, over: string): "before" | "after" | undefined {
  if (dragged === over) return undefined;
  return order.indexOf(dragged) < order.indexOf(over) ? "after" : "before";
}
