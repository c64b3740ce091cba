"use client";

import { useState } from "react";
import type { Mode } from "./keys";
import {
  at,
  blockOf,
  contains,
  moved,
  type Place,
  type Selection,
  type Size,
  type Step,
  within,
} from "./selection";

/** A cell that is being typed into. */
export type Draft = { text: string; problem?: string };

/** Which cells are selected, where the keyboard is, and what is being typed there. */
export function useSelection(size: Size) {
  const [selection, setSelection] = useState<Selection>(() => at({ row: 0, column: 0 }));
  const [mode, setMode] = useState<Mode>("move");
  const [draft, setDraft] = useState<Draft>();
  // Rows and columns may have become fewer.
  const focus = within(selection.focus, size);
  const shown = { focus, anchor: within(selection.anchor, size) };

  function select(next: Selection): void {
    setSelection(next);
    setMode("move");
    setDraft(undefined);
  }

  return {
    selection: shown,
    block: blockOf(shown),
    focus,
    mode,
    draft,
    select,
    setMode,
    isSelected: (place: Place) => contains(blockOf(shown), place),
    /** @returns false when the step leaves the grid */
    move(step: Step, { extend, pageRows }: { extend: boolean; pageRows: number }): boolean {
      const next = moved(shown, step, { size, pageRows, extend });
      if (next) select(next);
      return next !== undefined;
    },
    open(text: string, as: "type" | "edit") {
      setSelection(at(focus));
      setMode(as);
      setDraft({ text });
    },
    type: (text: string) => setDraft({ text }),
    fault: (problem: string) => setDraft((now) => (now ? { ...now, problem } : now)),
    close() {
      setMode("move");
      setDraft(undefined);
    },
  };
}

export type SelectionState = ReturnType<typeof useSelection>;
