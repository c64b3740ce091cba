/** A cell before and after; plain decimals, null is empty. */
export type CellChange = { itemId: string; columnId: string; before: string | null; after: string | null };

/** One thing that a person did: cells in the grid, or a bulk change that the server keeps. */
export type Deed =
  | { kind: "cells"; label: string; cells: readonly CellChange[] }
  | { kind: "bulk"; label: string; changeId: string };

export type History = { done: readonly Deed[]; undone: readonly Deed[] };

export const noHistory: History = { done: [], undone: [] };

const deedsKept = 100;

/** After something new there is nothing to redo. */
export function did(history: History, deed: Deed): History {
  return { done: [...history.done, deed].slice(-deedsKept), undone: [] };
}

/** The deed to take back, and the history without it. */
export function undoing({ done, undone }: History): { deed: Deed; rest: History } | undefined {
  const deed = done.at(-1);
  return deed && { deed, rest: { done: done.slice(0, -1), undone } };
}

export function redoing({ done, undone }: History): { deed: Deed; rest: History } | undefined {
  const deed = undone.at(-1);
  return deed && { deed, rest: { done, undone: undone.slice(0, -1) } };
}

/** With a deed that was taken back, as it would be redone. */
export function wasUndone(history: History, deed: Deed): History {
  return { ...history, undone: [...history.undone, deed] };
}

/** With a deed that was redone; what else can be redone stays. */
export function wasRedone(history: History, deed: Deed): History {
  return { ...history, done: [...history.done, deed].slice(-deedsKept) };
}

/** The changes that take these back. */
export function reversed(cells: readonly CellChange[]): CellChange[] {
  return cells.map(({ before, after, ...cell }) => ({ ...cell, before: after, after: before }));
}
