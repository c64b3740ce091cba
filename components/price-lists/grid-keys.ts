/** The event by which the grid writes into a cell; its detail is the text, or null to undo what was typed. */
export const cellChange = "channelbook:cell";

type Place = { row: number; column: number };

function placeOf(input: HTMLInputElement): Place {
  const [row = 0, column = 0] = (input.dataset.cell ?? "").split(":").map(Number);
  return { row, column };
}

function cellAt(grid: Element, { row, column }: Place): HTMLInputElement | null {
  return grid.querySelector<HTMLInputElement>(`input[data-cell="${row}:${column}"]`);
}

type KeyPress = { key: string; shiftKey: boolean; altKey: boolean; ctrlKey: boolean; metaKey: boolean };

/**
 * Where a key leads in a grid of text inputs: up and down by arrows and Enter; left and right by arrows at the edge of
 * the text or when all of it is selected, as it is on entering a cell. Tab is the browser's own.
 */
export function stepOf(
  press: KeyPress,
  caret: { start: number; end: number; length: number },
): Place | undefined {
  if (press.altKey || press.ctrlKey || press.metaKey) return undefined;
  if (press.key === "ArrowDown" || (press.key === "Enter" && !press.shiftKey)) return { row: 1, column: 0 };
  if (press.key === "ArrowUp" || press.key === "Enter") return { row: -1, column: 0 };
  if (press.shiftKey) return undefined;
  const all = caret.start === 0 && caret.end === caret.length;
  if (press.key === "ArrowLeft" && (all || caret.end === 0)) return { row: 0, column: -1 };
  if (press.key === "ArrowRight" && (all || caret.start === caret.length)) return { row: 0, column: 1 };
  return undefined;
}

/** Handles a key pressed in a cell. @returns whether the key was used */
export function pressKey(grid: Element, input: HTMLInputElement, press: KeyPress): boolean {
  if (press.key === "Escape") {
    input.dispatchEvent(new CustomEvent(cellChange, { detail: null }));
    return true;
  }
  const { selectionStart, selectionEnd, value } = input;
  const caret = { start: selectionStart ?? 0, end: selectionEnd ?? 0, length: value.length };
  const step = stepOf(press, caret);
  if (!step) return false;
  const { row, column } = placeOf(input);
  const next = cellAt(grid, { row: row + step.row, column: column + step.column });
  if (next) next.focus();
  // At the last row Enter still saves, by leaving the cell and coming back.
  else if (press.key === "Enter") {
    input.blur();
    input.focus();
  }
  return true;
}

/** The cells of text copied from a spreadsheet, or undefined when it is a single value. */
export function readClipboard(text: string): string[][] | undefined {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (lines.length === 1 && !lines[0]?.includes("\t")) return undefined;
  return lines.map((line) => line.split("\t"));
}

/** Writes a block of cells from `input` on, to the right and down. @returns how many cells were written and how many lie outside */
export function pasteBlock(grid: Element, input: HTMLInputElement, block: string[][]) {
  const { row, column } = placeOf(input);
  let written = 0;
  let outside = 0;
  block.forEach((line, down) => {
    line.forEach((text, right) => {
      const cell = cellAt(grid, { row: row + down, column: column + right });
      if (cell) {
        cell.dispatchEvent(new CustomEvent(cellChange, { detail: text }));
        written += 1;
      } else {
        outside += 1;
      }
    });
  });
  return { written, outside };
}
