"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ModKbd } from "@/components/ui/mod-key";
import { Switch } from "@/components/ui/switch";
import type { Command } from "./commands";
import { setShortcutsEnabled, useShortcutsEnabled } from "./shortcut-preference";

const general: [keys: string, meaning: string][] = [
  ["mod K", "Find and do anything"],
  ["/", "Search this list"],
  ["j", "Next row"],
  ["k", "Previous row"],
  ["Enter", "Open the row"],
  ["c", "Create"],
  ["e", "Edit"],
  ["Esc", "Close or go back"],
  ["mod Enter", "Submit from a text area"],
  ["?", "This list"],
];

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; commands: Command[] };

/** All keys, and the switch that turns the single ones off. */
export function ShortcutsDialog({ open, onOpenChange, commands }: ShortcutsDialogProps) {
  const enabled = useShortcutsEnabled();
  const places = commands.flatMap(({ shortcut, title }): [string, string][] =>
    shortcut ? [[shortcut, title]] : [],
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="md">
      <div className="grid gap-x-8 sm:grid-cols-2">
        <KeyList title="Everywhere" rows={general} />
        <KeyList title="Go to" rows={places} />
      </div>
      <div className="mt-4 flex items-center justify-between gap-4 border-t pt-4">
        <span id="single-keys">Single-key shortcuts</span>
        <Switch aria-labelledby="single-keys" checked={enabled} onCheckedChange={setShortcutsEnabled} />
      </div>
    </Dialog>
  );
}

function KeyList({ title, rows }: { title: string; rows: [string, string][] }) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-muted-foreground text-sm">{title}</h3>
      <dl>
        {rows.map(([keys, meaning]) => (
          <div key={keys + meaning} className="flex min-h-8 items-center justify-between gap-3">
            <dt className="order-1">
              {keys.startsWith("mod ") ? <ModKbd keys={keys.slice(4)} /> : <Kbd keys={keys} />}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
