"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { CommandPalette } from "./command-palette";
import { actorCommands, type Command, type ShellActor } from "./commands";
import { useShell } from "./shell-context";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useTheme } from "./theme-switch";
import { useShortcuts } from "./use-shortcuts";

/** Owns the palette, the list of keys and the keyboard. Mounted once, in the shell. */
export function CommandCenter({ actor }: { actor: ShellActor }) {
  const router = useRouter();
  const { pageCommands, palette, setPalette, help, setHelp } = useShell();
  const [, setTheme] = useTheme();

  const commands = useMemo(() => {
    const settings: Command[] = [
      { id: "theme:light", title: "Use the light theme", group: "Settings", run: () => setTheme("light") },
      { id: "theme:dark", title: "Use the dark theme", group: "Settings", run: () => setTheme("dark") },
      {
        id: "theme:system",
        title: "Use the system’s theme",
        group: "Settings",
        run: () => setTheme("system"),
      },
      {
        id: "keys",
        title: "Keyboard shortcuts",
        group: "Settings",
        run: () => setHelp(true),
        keywords: "keys help",
      },
    ];
    return [...pageCommands, ...actorCommands(actor), ...settings];
  }, [pageCommands, actor, setTheme, setHelp]);

  function run(command: Command) {
    setPalette(false);
    if ("href" in command) router.push(command.href);
    else command.run();
  }

  useShortcuts({ commands, run, openPalette: () => setPalette(true), openHelp: () => setHelp(true) });

  return (
    <>
      <CommandPalette open={palette} onOpenChange={setPalette} commands={commands} onRun={run} />
      <ShortcutsDialog open={help} onOpenChange={setHelp} commands={commands} />
    </>
  );
}
