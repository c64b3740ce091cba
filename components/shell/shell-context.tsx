"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Command } from "./commands";

type Shell = {
  /** Commands of the page in sight, added by `PageCommands`. */
  pageCommands: Command[];
  add: (commands: Command[]) => () => void;
  palette: boolean;
  setPalette: (open: boolean) => void;
  help: boolean;
  setHelp: (open: boolean) => void;
};

const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("This component works only inside the shell.");
  return shell;
}

export function ShellProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<Command[][]>([]);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);

  const shell = useMemo(() => {
    function add(commands: Command[]) {
      setSets((known) => [...known, commands]);
      return () => setSets((known) => known.filter((set) => set !== commands));
    }
    return { pageCommands: sets.flat(), add, palette, setPalette, help, setHelp };
  }, [sets, palette, help]);

  return <ShellContext value={shell}>{children}</ShellContext>;
}

/** Puts what can be done on this page into the palette; renders nothing. Keep `commands` stable (a constant or a memo). */
export function PageCommands({ commands }: { commands: Command[] }) {
  const { add } = useShell();
  // The registering function changes with every registration; only the commands themselves matter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => add(commands), [commands]);
  return null;
}
