import type { Step } from "./selection";

export type KeyPress = {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing?: boolean;
};

/**
 * `move`: the keyboard moves from cell to cell. `type`: a cell is typed over, and arrows finish it. `edit`: a cell is
 * edited in place, and arrows move in its text. `leave`: Esc was pressed, and Tab leaves the grid.
 */
export type Mode = "move" | "leave" | "type" | "edit";

export type Command =
  | { do: "move"; step: Step; extend: boolean }
  /** Opens the cell: with its text, or with what was typed in its place. */
  | { do: "open"; text?: string }
  | { do: "commit"; step?: Step }
  | { do: "cancel" }
  | { do: "clear" | "fill" | "undo" | "redo" | "help" | "leave" }
  | { do: "select"; what: "all" | "rows" | "columns" };

const arrows: Record<string, { row: number; column: number; edge: "top" | "bottom" | "left" | "right" }> = {
  ArrowUp: { row: -1, column: 0, edge: "top" },
  ArrowDown: { row: 1, column: 0, edge: "bottom" },
  ArrowLeft: { row: 0, column: -1, edge: "left" },
  ArrowRight: { row: 0, column: 1, edge: "right" },
};

/** What an amount may begin with; other keys stay shortcuts of the page, such as / for the search. */
const startsAmount = /^[\d.,+\-\p{Sc}]$/u;

const down: Step = { to: "cell", row: 1, column: 0 };
const up: Step = { to: "cell", row: -1, column: 0 };

/** What a key does; undefined leaves it to the browser. */
export function commandOf(press: KeyPress, mode: Mode): Command | undefined {
  if (press.isComposing || press.altKey) return undefined;
  return mode === "type" || mode === "edit" ? whileEditing(press, mode) : whileMoving(press, mode);
}

function whileEditing(press: KeyPress, mode: "type" | "edit"): Command | undefined {
  const { key, shiftKey } = press;
  if (key === "Escape") return { do: "cancel" };
  if (key === "Enter") return { do: "commit", step: shiftKey ? up : down };
  if (key === "Tab") return { do: "commit", step: { to: "next", by: shiftKey ? -1 : 1 } };
  const arrow = arrows[key];
  if (!arrow || shiftKey || press.ctrlKey || press.metaKey) return undefined;
  const { row, column } = arrow;
  return mode === "type" ? { do: "commit", step: { to: "cell", row, column } } : undefined;
}

function whileMoving(press: KeyPress, mode: "move" | "leave"): Command | undefined {
  const { key, shiftKey: extend } = press;
  if (press.ctrlKey || press.metaKey) return withControl(key, extend);
  const step = stepOf(key);
  if (step) return { do: "move", step, extend };
  if (key === "Tab") {
    return mode === "leave"
      ? undefined
      : { do: "move", step: { to: "next", by: extend ? -1 : 1 }, extend: false };
  }
  if (key === "Enter") return extend ? { do: "move", step: up, extend: false } : { do: "open" };
  if (key === "F2") return { do: "open" };
  if (key === "Escape") return { do: "leave" };
  if (key === "Delete" || key === "Backspace") return { do: "clear" };
  if (key === "?") return { do: "help" };
  if (key === " ") return extend ? { do: "select", what: "rows" } : undefined;
  return startsAmount.test(key) ? { do: "open", text: key } : undefined;
}

function stepOf(key: string): Step | undefined {
  const arrow = arrows[key];
  if (arrow) return { to: "cell", row: arrow.row, column: arrow.column };
  if (key === "PageDown") return { to: "page", pages: 1 };
  if (key === "PageUp") return { to: "page", pages: -1 };
  if (key === "Home") return { to: "edge", edge: "left" };
  if (key === "End") return { to: "edge", edge: "right" };
  return undefined;
}

function withControl(key: string, extend: boolean): Command | undefined {
  const arrow = arrows[key];
  if (arrow) return { do: "move", step: { to: "edge", edge: arrow.edge }, extend };
  if (key === "Home") return { do: "move", step: { to: "corner", corner: "first" }, extend };
  if (key === "End") return { do: "move", step: { to: "corner", corner: "last" }, extend };
  switch (key.toLowerCase()) {
    case "a":
      return { do: "select", what: "all" };
    case " ":
      return { do: "select", what: "columns" };
    case "d":
      return { do: "fill" };
    case "z":
      return { do: extend ? "redo" : "undo" };
    case "y":
      return { do: "redo" };
    default:
      return undefined;
  }
}

/** The keys in words, for the sheet that lists them. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export const keySheet: { title: string; rows: [keys: string, meaning: string][] }[] = [
  {
    title: "Move",
    rows: [
      ["↑ ↓ ← →", "One cell on"],
      ["Tab", "Next cell; with Shift the one before"],
      ["Home", "Start of the row"],
      ["End", "End of the row"],
      ["PageDown", "A page down; PageUp, a page up"],
      ["mod ↓", "Last row; with ↑ ← → the other edges"],
      ["mod Home", "First cell"],
      ["mod End", "Last cell"],
      ["Esc Tab", "Leave the grid"],
    ],
  },
  {
    title: "Select",
    rows: [
      ["Shift ↓", "Draw the selection, with any key that moves"],
      ["Shift Space", "Whole row"],
      ["mod Space", "Whole column"],
      ["mod A", "Everything"],
    ],
  },
  {
    title: "Change",
    rows: [
      ["0 … 9", "Type over the cell"],
      ["Enter", "Edit the cell; when done, save and go down"],
      ["F2", "Edit the cell"],
      ["Esc", "Drop what was typed"],
      ["Delete", "Empty the selected cells"],
      ["mod D", "Fill down from the first row of the selection"],
      ["mod C", "Copy"],
      ["mod V", "Paste, also from a spreadsheet"],
      ["mod Z", "Undo"],
      ["mod Y", "Redo"],
      ["?", "These keys"],
    ],
  },
];
