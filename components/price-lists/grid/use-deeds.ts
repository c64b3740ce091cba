"use client";

import type { ClipboardEvent } from "react";
import { messageOf } from "@/lib/client/api";
import type { GridRow } from "@/lib/client/price-grid";
import {
  cleared,
  copied,
  type DeedRows,
  filledDown,
  pasted,
  reachOf,
  rowsPerDeed,
  type Sheet,
} from "./deeds";
import { type Block, ofBlock, type Size } from "./selection";
import type { CellChange } from "./undo";
import type { Cells } from "./use-cells";
import type { Rows } from "./use-rows";
import type { SelectionState } from "./use-selection";

export type GridParts = {
  rows: Rows;
  cells: Cells;
  marked: SelectionState;
  /** Why nothing can be changed here; undefined when it can. */
  readOnly: string | undefined;
  sheet: Sheet<GridRow>;
  size: Size;
  /** Tells screen readers. */
  say: (text: string) => void;
};

type Reach = (count: number) => Promise<DeedRows<GridRow> | undefined>;

/** What is done to many cells at once. */
export function deedsOf(parts: GridParts) {
  const { rows, cells, marked, say, size } = parts;

  /** The rows from the top of the selection on; undefined, and a sentence, when they are too many or cannot be read. */
  const reach: Reach = async (count) => {
    const { top } = marked.block;
    if (count > rowsPerDeed) {
      say(`At most ${rowsPerDeed.toLocaleString("en")} rows at once. Use a bulk change for more.`);
      return undefined;
    }
    try {
      const found = await rows.load(top, Math.min(top + count, size.rows) - 1);
      for (const [index, row] of found.entries()) if (row) cells.know(top + index, row);
      return found;
    } catch (error) {
      say(messageOf(error));
      return undefined;
    }
  };

  return {
    ...changing(parts, reach),
    ...copying(parts, reach),
    async step(direction: "undo" | "redo") {
      try {
        const label = await cells[direction]();
        const word = direction === "undo" ? "Undone" : "Redone";
        say(label === undefined ? `Nothing to ${direction}.` : `${word}: ${label}.`);
        rows.refresh();
      } catch (error) {
        say(messageOf(error));
      }
    },
  };
}

function tall({ top, bottom }: Block): number {
  return bottom - top + 1;
}

function changing({ cells, marked, readOnly, say, sheet, size }: GridParts, reach: Reach) {
  async function changeSelected(
    label: string,
    plan: (found: DeedRows<GridRow>) => CellChange[],
  ): Promise<void> {
    if (readOnly !== undefined) return say(readOnly);
    const found = await reach(tall(marked.block));
    if (!found) return;
    const changes = plan(found).filter(({ before, after }) => before !== after);
    cells.change(label, changes);
    say(`${label}: ${countOf(changes.length)} changed.`);
  }

  async function paste(text: string): Promise<void> {
    if (readOnly !== undefined) return say(readOnly);
    const found = await reach(reachOf(text, marked.block, size));
    if (!found) return;
    const { block, changes, refusals, outside } = pasted(text, found, { block: marked.block, size }, sheet);
    cells.change("Paste", changes);
    cells.store.refuse(refusals);
    marked.select(ofBlock(block));
    const rest = [
      refusals.length > 0 ? `${countOf(refusals.length)} refused` : "",
      outside > 0 ? `${countOf(outside)} outside the grid` : "",
    ].filter(Boolean);
    say(`${[`${countOf(changes.length)} pasted`, ...rest].join(", ")}.`);
  }

  return {
    clear: (label = "Clear") => changeSelected(label, (found) => cleared(found, marked.block, sheet)),
    fill: () => changeSelected("Fill down", (found) => filledDown(found, marked.block, sheet)),
    paste(event: ClipboardEvent) {
      if (marked.draft) return;
      event.preventDefault();
      void paste(event.clipboardData.getData("text/plain"));
    },
  };
}

function copying({ rows, marked, say, sheet }: GridParts, reach: Reach) {
  /** Copies at once what is here; what is not yet is fetched first. */
  function copy(event: ClipboardEvent): void {
    if (marked.draft) return;
    event.preventDefault();
    const { block } = marked;
    const count = Math.min(tall(block), rowsPerDeed + 1);
    const here = Array.from({ length: count }, (_, n) => rows.rowAt(block.top + n));
    if (count > rowsPerDeed || here.includes(undefined)) void copyLater(block);
    else {
      event.clipboardData.setData("text/plain", copied(here, block, sheet));
      sayCopied(block);
    }
  }

  async function copyLater(block: Block): Promise<void> {
    const found = await reach(tall(block));
    if (!found) return;
    try {
      await navigator.clipboard.writeText(copied(found, block, sheet));
      sayCopied(block);
    } catch {
      say("The browser does not allow copying rows that are not on the screen. Scroll over them first.");
    }
  }

  function sayCopied(block: Block): void {
    say(`${countOf(tall(block) * (block.right - block.left + 1))} copied.`);
  }

  return { copy };
}

function countOf(cells: number): string {
  return cells === 1 ? "1 cell" : `${cells.toLocaleString("en")} cells`;
}
