"use client";

import { Undo2 } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { callAction, runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import type { RemovedPartJson } from "@/lib/domain/offer-removed";

type Delete = (
  /** “Plan Basic” */
  what: string,
  action: FormAction<RemovedPartJson>,
  row: { id: string; revision: number },
) => void;

const DeleteContext = createContext<Delete>(() => undefined);

/** Deletes a part of the offer at once; it can be undone while the offer is open. */
export function useDelete(): Delete {
  return useContext(DeleteContext);
}

type DeletionsProps<T> = { offerId: string; restore: FormAction<T>; children: ReactNode };

/** What was deleted in this visit, the last first to come back: undo instead of “are you sure?”. */
export function Deletions<T>({ offerId, restore, children }: DeletionsProps<T>) {
  const [stack, setStack] = useState<{ what: string; removed: RemovedPartJson }[]>([]);
  const [pending, setPending] = useState(false);
  const undo = useRef<HTMLButtonElement>(null);
  const last = stack.at(-1);

  // The row with the focus is gone: the way back is what comes next.
  useEffect(() => {
    if (stack.length > 0) undo.current?.focus();
  }, [stack.length]);

  async function remove(...[what, action, { id, revision }]: Parameters<Delete>) {
    const state = await callAction(action, { offerId, id, revision: String(revision) });
    if (state?.status === "ok") setStack((all) => [...all, { what, removed: state.data }]);
    if (state?.status === "error") toast({ title: state.message, tone: "danger" });
  }

  async function bringBack() {
    if (!last) return;
    setPending(true);
    const refusal = await runAction(restore, { offerId, removed: JSON.stringify(last.removed) });
    setPending(false);
    if (refusal) toast({ title: refusal, tone: "danger" });
    else setStack((all) => all.filter((one) => one !== last));
  }

  return (
    <DeleteContext value={(...given) => void remove(...given)}>
      <div role="status" aria-label="Deleted in this visit" className="empty:hidden">
        {last ? (
          <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg border bg-sunken py-2 pr-2 pl-4">
            <p className="min-w-0 break-words">
              <span className="font-medium">{last.what}</span> was deleted.
              {stack.length > 1 ? (
                <span className="text-muted-foreground"> {stack.length - 1} more before it.</span>
              ) : null}
            </p>
            <Button ref={undo} size="sm" pending={pending} onClick={() => void bringBack()}>
              <Undo2 aria-hidden />
              Undo
            </Button>
          </div>
        ) : null}
      </div>
      {children}
    </DeleteContext>
  );
}
