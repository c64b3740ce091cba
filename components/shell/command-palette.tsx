"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useState } from "react";
import { backdropStyle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { type Command, type CommandGroup, matchCommands } from "./commands";

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: Command[];
  onRun: (command: Command) => void;
};

/** ⌘K: go to, create, act on this page, or open an object by its id. */
export function CommandPalette({ open, onOpenChange, commands, onRun }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-3 pt-[12vh]">
          <Dialog.Popup
            data-slot="command-palette"
            aria-label="Command palette"
            className="popup flex max-h-[min(30rem,76dvh)] w-full max-w-xl flex-col overflow-hidden rounded-xl"
          >
            <PaletteBody commands={commands} onRun={onRun} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ commands, onRun }: Pick<CommandPaletteProps, "commands" | "onRun">) {
  const [query, setQuery] = useState("");
  const groups = matchCommands(commands, query);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={query}
      onValueChange={(text, { reason }) => {
        if (reason !== "item-press") setQuery(text);
      }}
      itemToStringValue={(command: Command) => command.title}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <Autocomplete.Input
          aria-label="Find a command or paste an id"
          placeholder="Find a command or paste an id…"
          className="h-12 w-full bg-transparent outline-none"
        />
        <Dialog.Close className="rounded-md">
          <span className="sr-only">Close</span>
          <Kbd keys="Esc" aria-hidden />
        </Dialog.Close>
      </div>
      <Autocomplete.Empty>
        <div className="px-4 py-8 text-center text-muted-foreground">Nothing matches “{query}”.</div>
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 data-empty:p-0">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
            <Autocomplete.GroupLabel className="px-2 py-1 text-muted-foreground text-xs">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.id}
                  value={command}
                  onClick={() => onRun(command)}
                  className="flex min-h-9 cursor-default select-none items-center justify-between gap-3 rounded-md px-2 outline-none data-highlighted:bg-hover"
                >
                  <span className="min-w-0 truncate">{command.title}</span>
                  {command.shortcut ? <Kbd keys={command.shortcut} aria-hidden /> : null}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
