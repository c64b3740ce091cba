import { expect, test } from "vitest";
import { type Command, commandOf, type KeyPress, keySheet, type Mode } from "./keys";

/** `Ctrl+Shift+Home` as an event. */
function press(text: string): KeyPress {
  const parts = text.split("+");
  const key = parts.pop() ?? "";
  const has = (name: string) => parts.includes(name);
  return {
    key: key === "Space" ? " " : key,
    shiftKey: has("Shift"),
    altKey: has("Alt"),
    ctrlKey: has("Ctrl"),
    metaKey: has("Meta"),
  };
}

const cell = (row: number, column: number) => ({ to: "cell", row, column }) as const;
const edge = (name: "top" | "bottom" | "left" | "right") => ({ to: "edge", edge: name }) as const;
const move = (step: Extract<Command, { do: "move" }>["step"], extend = false): Command => ({
  do: "move",
  step,
  extend,
});

test.each<[string, Mode, Command | undefined]>([
  ["ArrowDown", "move", move(cell(1, 0))],
  ["Shift+ArrowRight", "move", move(cell(0, 1), true)],
  ["Ctrl+ArrowUp", "move", move(edge("top"))],
  ["Meta+Shift+ArrowDown", "move", move(edge("bottom"), true)],
  ["Home", "move", move(edge("left"))],
  ["Shift+End", "move", move(edge("right"), true)],
  ["Ctrl+Home", "move", move({ to: "corner", corner: "first" })],
  ["Ctrl+Shift+End", "move", move({ to: "corner", corner: "last" }, true)],
  ["PageDown", "move", move({ to: "page", pages: 1 })],
  ["Shift+PageUp", "move", move({ to: "page", pages: -1 }, true)],
  ["Tab", "move", move({ to: "next", by: 1 })],
  ["Shift+Tab", "move", move({ to: "next", by: -1 })],
  ["Tab", "leave", undefined],
  ["Shift+Tab", "leave", undefined],
  ["ArrowDown", "leave", move(cell(1, 0))],
  ["Escape", "move", { do: "leave" }],
  ["Enter", "move", { do: "open" }],
  ["Shift+Enter", "move", move(cell(-1, 0))],
  ["F2", "move", { do: "open" }],
  ["7", "move", { do: "open", text: "7" }],
  [",", "move", { do: "open", text: "," }],
  ["Shift+€", "move", { do: "open", text: "€" }],
  ["/", "move", undefined],
  ["c", "move", undefined],
  ["Delete", "move", { do: "clear" }],
  ["Backspace", "move", { do: "clear" }],
  ["Ctrl+d", "move", { do: "fill" }],
  ["Ctrl+z", "move", { do: "undo" }],
  ["Ctrl+Shift+Z", "move", { do: "redo" }],
  ["Ctrl+y", "move", { do: "redo" }],
  ["Ctrl+a", "move", { do: "select", what: "all" }],
  ["Shift+Space", "move", { do: "select", what: "rows" }],
  ["Ctrl+Space", "move", { do: "select", what: "columns" }],
  ["Shift+?", "move", { do: "help" }],
  ["Ctrl+c", "move", undefined],
  ["Ctrl+v", "move", undefined],
  ["Alt+ArrowLeft", "move", undefined],
  ["Shift", "move", undefined],
  ["F5", "move", undefined],
  ["Enter", "type", { do: "commit", step: cell(1, 0) }],
  ["Shift+Enter", "edit", { do: "commit", step: cell(-1, 0) }],
  ["Tab", "edit", { do: "commit", step: { to: "next", by: 1 } }],
  ["Shift+Tab", "type", { do: "commit", step: { to: "next", by: -1 } }],
  ["ArrowLeft", "type", { do: "commit", step: cell(0, -1) }],
  ["ArrowLeft", "edit", undefined],
  ["Shift+ArrowLeft", "type", undefined],
  ["Escape", "edit", { do: "cancel" }],
  ["Ctrl+z", "edit", undefined],
  ["7", "type", undefined],
  ["Delete", "edit", undefined],
])("%s in mode %s is %j", (keys, mode, command) => {
  expect(commandOf(press(keys), mode)).toEqual(command);
});

test("keys of an input method are left alone", () => {
  expect(commandOf({ ...press("Enter"), isComposing: true }, "edit")).toBeUndefined();
});

test("the sheet names every key once", () => {
  const keys = keySheet.flatMap(({ rows }) => rows.map(([key]) => key));
  expect(new Set(keys).size).toBe(keys.length);
});
