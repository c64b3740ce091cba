"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ModKbd } from "@/components/ui/mod-key";
import { keySheet } from "./keys";

/** The keys of the grid. */
export function GridHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys of the grid" size="lg">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {keySheet.map(({ title, rows }) => (
          <div key={title}>
            <h3 className="mb-1 font-medium text-muted-foreground text-sm">{title}</h3>
            <dl>
              {rows.map(([keys, meaning]) => (
                <div key={keys} className="flex min-h-8 items-center justify-between gap-3">
                  <dt className="order-1 shrink-0">
                    {keys.startsWith("mod ") ? <ModKbd keys={keys.slice(4)} /> : <Kbd keys={keys} />}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
