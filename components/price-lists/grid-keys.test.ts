import { expect, test } from "vitest";
import { readClipboard, stepOf } from "./grid-keys";

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
const inside = { start: 2, end: 2, length: 5 };

test.each([
  ["ArrowDown", {}, inside, { row: 1, column: 0 }],
  ["ArrowUp", {}, inside, { row: -1, column: 0 }],
  ["Enter", {}, inside, { row: 1, column: 0 }],
  ["Enter", { shiftKey: true }, inside, { row: -1, column: 0 }],
  ["ArrowLeft", {}, inside, undefined],
  ["ArrowRight", {}, inside, undefined],
  ["ArrowLeft", {}, { start: 0, end: 0, length: 5 }, { row: 0, column: -1 }],
  ["ArrowRight", {}, { start: 5, end: 5, length: 5 }, { row: 0, column: 1 }],
  ["ArrowRight", {}, { start: 0, end: 5, length: 5 }, { row: 0, column: 1 }],
  ["ArrowRight", { shiftKey: true }, { start: 5, end: 5, length: 5 }, undefined],
  ["ArrowDown", { altKey: true }, inside, undefined],
  ["Tab", {}, inside, undefined],
  ["1", {}, inside, undefined],
])("%s %o at %o leads to %o", (key, modifiers, caret, expected) => {
  expect(stepOf({ ...plain, ...modifiers, key }, caret)).toEqual(expected);
});

test.each([
  ["12.50", undefined],
  ["1\t2", [["1", "2"]]],
  [
    "1\t2\r\n3\t4\r\n",
    [
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  ["1\n\n3", [["1"], [""], ["3"]]],
])("the clipboard %j holds %j", (text, cells) => {
  expect(readClipboard(text)).toEqual(cells);
});
