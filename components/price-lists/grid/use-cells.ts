"use client";

import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { type GridRow, savePoints, undoPriceChange } from "@/lib/client/price-grid";
import { isDomainError } from "@/lib/domain/errors";
import { maxPointsPerWrite } from "@/lib/domain/price-point";
import { cellKey } from "./edits";
import { createGridStore, type GridState, type GridStore } from "./store";
import {
  type CellChange,
  type Deed,
  did,
  type History,
  noHistory,
  redoing,
  reversed,
  undoing,
  wasRedone,
  wasUndone,
} from "./undo";

/** What the list of problems calls an item. */
export type KnownItem = Pick<GridRow, "name" | "mpn"> & { index: number };

export type Cells = {
  store: GridStore;
  state: GridState;
  /** What the cell shows: what was typed, else what is saved. */
  valueIn: (row: GridRow, columnId: string) => string | null;
  change: (label: string, changes: readonly CellChange[]) => void;
  know: (index: number, row: GridRow) => void;
  known: (itemId: string) => KnownItem | undefined;
  history: History;
  remember: (deed: Deed) => void;
  /** Takes back, or repeats, the latest deed. @returns what it was */
  undo: () => Promise<string | undefined>;
  redo: () => Promise<string | undefined>;
};

function newStore(versionId: string, decimals: number): GridStore {
  return createGridStore({
    pointsPerWrite: maxPointsPerWrite,
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    async send(writes) {
      const answer = await savePoints(versionId, decimals, writes);
      if ("saved" in answer) return answer;
      const clashes = answer.clashes.map(({ id, attribute, found, wanted, by, at }) => ({
        itemId: id,
        columnId: attribute,
        mine: wanted,
        theirs: found,
        by: by?.name ?? null,
        at,
      }));
      return { clashes };
    },
  });
}

/** The prices as they are typed and saved, and the way back. */
export function useCells(versionId: string, decimals: number): Cells {
  const [store] = useState(() => newStore(versionId, decimals));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const items = useRef(new Map<string, KnownItem>());
  const past = useHistory(versionId, store);
  const valueIn = useCallback((row: GridRow, columnId: string) => shownValue(state, row, columnId), [state]);

  return {
    store,
    state,
    valueIn,
    change(label, changes) {
      const real = changes.filter(({ before, after }) => before !== after);
      if (real.length === 0) return;
      past.remember({ kind: "cells", label, cells: real });
      store.edit(real);
    },
    know: (index, { id, name, mpn }) => void items.current.set(id, { name, mpn, index }),
    known: (itemId) => items.current.get(itemId),
    ...past,
  };
}

/** What was saved in this browser counts until the server tells of something later. */
export function shownValue({ edits, saved }: GridState, row: GridRow, columnId: string): string | null {
  const edit = edits.get(cellKey(row.id, columnId));
  if (edit) return edit.value;
  const own = saved.get(row.id);
  return (own && own.revision >= row.revision ? own.values : row.values)[columnId] ?? null;
}

function useHistory(versionId: string, store: GridStore) {
  const [history, setHistory] = useState(noHistory);
  const busy = useRef(false);

  /** A bulk change is taken back by the server; what answers names the way forward again. */
  async function apply(deed: Deed, direction: "undo" | "redo"): Promise<Deed> {
    if (deed.kind === "bulk")
      return { ...deed, changeId: (await undoPriceChange(versionId, deed.changeId)).id };
    store.edit(direction === "undo" ? reversed(deed.cells) : deed.cells);
    return deed;
  }

  async function step(direction: "undo" | "redo"): Promise<string | undefined> {
    const next = direction === "undo" ? undoing(history) : redoing(history);
    if (!next || busy.current) return undefined;
    busy.current = true;
    try {
      const deed = await apply(next.deed, direction);
      setHistory(direction === "undo" ? wasUndone(next.rest, deed) : wasRedone(next.rest, deed));
      return deed.label;
    } catch (error) {
      // What the server refuses to take back must not stand in the way of what was done before it.
      if (isDomainError(error) && error.code !== "upstream") setHistory(next.rest);
      throw error;
    } finally {
      busy.current = false;
    }
  }

  return {
    history,
    remember: (deed: Deed) => setHistory((past) => did(past, deed)),
    undo: () => step("undo"),
    redo: () => step("redo"),
  };
}
