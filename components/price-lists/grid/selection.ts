/** A cell by its row in the view and its column in the grid, both from 0 on. */
export type Place = { row: number; column: number };

/** From where it was begun to where it has been drawn; the cell at `focus` has the keyboard. */
export type Selection = { anchor: Place; focus: Place };

/** The selected cells, both ends included. */
export type Block = { top: number; bottom: number; left: number; right: number };

export type Size = { rows: number; columns: number };

/** Where a key leads. `row` and `column` are steps; the edges are those of the grid. */
export type Step =
  | { to: "cell"; row: number; column: number }
  | { to: "page"; pages: -1 | 1 }
  | { to: "edge"; edge: "top" | "bottom" | "left" | "right" }
  | { to: "corner"; corner: "first" | "last" }
  /** One cell on in reading order: from the end of a row to the start of the next. */
  | { to: "next"; by: -1 | 1 };

export function at(place: Place): Selection {
  return { anchor: place, focus: place };
}

export function blockOf({ anchor, focus }: Selection): Block {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function contains({ top, bottom, left, right }: Block, { row, column }: Place): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function countOf({ top, bottom, left, right }: Block): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** The nearest cell that there is; the first one of an empty grid. */
export function within({ row, column }: Place, { rows, columns }: Size): Place {
  const clamp = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  return { row: clamp(row, rows), column: clamp(column, columns) };
}

/** The place a step leads to; undefined when `next` would leave the grid. */
export function stepped(from: Place, step: Step, size: Size, pageRows: number): Place | undefined {
  const { row, column } = from;
  switch (step.to) {
    case "cell":
      return within({ row: row + step.row, column: column + step.column }, size);
    case "page":
      return within({ row: row + step.pages * Math.max(1, pageRows), column }, size);
    case "corner":
      return step.corner === "first"
        ? { row: 0, column: 0 }
        : within({ row: size.rows - 1, column: size.columns - 1 }, size);
    case "edge":
      return edgeOf(from, step.edge, size);
    case "next": {
      const index = row * size.columns + column + step.by;
      if (index < 0 || index >= size.rows * size.columns) return undefined;
      return { row: Math.floor(index / size.columns), column: index % size.columns };
    }
  }
}

function edgeOf({ row, column }: Place, edge: "top" | "bottom" | "left" | "right", size: Size): Place {
  if (edge === "top") return { row: 0, column };
  if (edge === "bottom") return within({ row: size.rows - 1, column }, size);
  return within({ row, column: edge === "left" ? 0 : size.columns - 1 }, size);
}

/** The selection after a step: moved as a whole, or drawn from its anchor. Undefined when the step leaves the grid. */
export function moved(
  selection: Selection,
  step: Step,
  { size, pageRows, extend }: { size: Size; pageRows: number; extend: boolean },
): Selection | undefined {
  const focus = stepped(selection.focus, step, size, pageRows);
  if (!focus) return undefined;
  return extend ? { anchor: selection.anchor, focus } : at(focus);
}

/** Every cell, or the whole rows or columns that the selection touches. The keyboard goes to the first of them. */
export function widened(selection: Selection, what: "all" | "rows" | "columns", size: Size): Selection {
  const block = blockOf(selection);
  return ofBlock({
    top: what === "rows" ? block.top : 0,
    bottom: what === "rows" ? block.bottom : Math.max(0, size.rows - 1),
    left: what === "columns" ? block.left : 0,
    right: what === "columns" ? block.right : Math.max(0, size.columns - 1),
  });
}

/** The selection of a block, begun at its last cell so that the keyboard stands at its first. */
export function ofBlock({ top, bottom, left, right }: Block): Selection {
  return { anchor: { row: bottom, column: right }, focus: { row: top, column: left } };
}
