"use client";

import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { readCellText } from "./clipboard";
import type { GridColumn } from "./columns";
import { type Command, commandOf } from "./keys";
import { type Step, widened } from "./selection";
import { deedsOf, type GridParts } from "./use-deeds";

type Parts = Omit<GridParts, "sheet" | "size" | "say"> & {
  columns: readonly GridColumn[];
  currency: string;
  decimals: number;
  pageRows: () => number;
  openHelp: () => void;
};

/** What keys and the clipboard do in the grid. */
export function useGrid(parts: Parts) {
  const [said, setSaid] = useState("");
  const { columns, currency, decimals } = parts;
  const sheet = { columns, currency, decimals, read: parts.cells.valueIn };
  const size = { rows: parts.rows.total, columns: columns.length };
  const all: GridParts = { ...parts, sheet, size, say: setSaid };
  const deeds = deedsOf(all);
  const editor = editorOf(all);

  function run(command: Command): boolean {
    const { marked } = parts;
    switch (command.do) {
      case "move":
        return marked.move(command.step, { extend: command.extend, pageRows: parts.pageRows() });
      case "open":
        return editor.open(command.text);
      case "commit":
        return editor.commit(command.step);
      case "cancel":
        marked.close();
        return true;
      case "leave":
        marked.setMode("leave");
        return true;
      case "select":
        marked.select(widened(marked.selection, command.what, size));
        return true;
      case "help":
        parts.openHelp();
        return true;
      case "undo":
      case "redo":
        void deeds.step(command.do);
        return true;
      case "clear":
      case "fill":
        void deeds[command.do]();
        return true;
    }
  }

  return {
    said,
    say: setSaid,
    sheet,
    size,
    ...deeds,
    ...editor,
    cut(event: ClipboardEvent) {
      if (parts.marked.draft) return;
      deeds.copy(event);
      void deeds.clear("Cut");
    },
    press(event: KeyboardEvent) {
      const command = commandOf(
        { ...pressed(event), isComposing: event.nativeEvent.isComposing },
        parts.marked.mode,
      );
      if (command && run(command)) event.preventDefault();
    },
  };
}

export type Grid = ReturnType<typeof useGrid>;

function pressed({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent) {
  return { key, shiftKey, altKey, ctrlKey, metaKey };
}

/** Opening a cell, and taking over what was typed. */
function editorOf({ rows, cells, marked, readOnly, say, sheet }: GridParts) {
  const { columns, currency, decimals } = sheet;
  function open(text?: string): boolean {
    const { row: index, column: place } = marked.focus;
    const [row, column] = [rows.rowAt(index), columns[place]];
    if (!row || !column) return true;
    if (readOnly !== undefined) say(readOnly);
    else if (column.isPrice)
      marked.open(text ?? cells.valueIn(row, column.id) ?? "", text === undefined ? "edit" : "type");
    else say(`${column.label} cannot be changed here.`);
    return true;
  }

  /** Text that is no price stays where it is, with the reason. */
  function commit(step?: Step): boolean {
    const { row: index, column: place } = marked.focus;
    const [row, column] = [rows.rowAt(index), columns[place]];
    if (!row || !column || !marked.draft) return true;
    const reading = readCellText(marked.draft.text, currency, decimals);
    if ("reason" in reading) {
      marked.fault(reading.reason);
      return true;
    }
    cells.know(index, row);
    const before = cells.valueIn(row, column.id);
    cells.change(`${column.label} of ${row.name}`, [
      { itemId: row.id, columnId: column.id, before, after: reading.value },
    ]);
    marked.close();
    if (step) marked.move(step, { extend: false, pageRows: 1 });
    return true;
  }

  /** The keyboard went elsewhere: what is no price is listed, so that it is not lost. */
  function leave(): void {
    const { row: index, column: place } = marked.focus;
    const [row, column] = [rows.rowAt(index), columns[place]];
    if (!row || !column || !marked.draft) return;
    const reading = readCellText(marked.draft.text, currency, decimals);
    if (!("reason" in reading)) {
      commit();
      return;
    }
    cells.know(index, row);
    cells.store.refuse([
      { itemId: row.id, columnId: column.id, value: marked.draft.text, reason: reading.reason },
    ]);
    marked.close();
  }

  return { open, commit, leave };
}
