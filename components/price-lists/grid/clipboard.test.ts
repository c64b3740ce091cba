import fc from "fast-check";
import { expect, test } from "vitest";
import { readableText } from "@/lib/domain/sheet-import";
import { parseTsv, printTsv, readCellText, spread } from "./clipboard";

test.each([
  ["1", [["1"]]],
  ["", [[""]]],
  [
    "1\t2\n3\t4\n",
    [
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  [
    "1\t2\r\n3\t4",
    [
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  ["\t2\n\t", [["", "2"]]],
  ['"a\tb"\t"say ""yes"""', [["a\tb", 'say "yes"']]],
  ['"two\nlines"\t3', [["two\nlines", "3"]]],
  ['"12" inch\t3', [['"12" inch', "3"]]],
  ["\uFEFF1.234,50", [["1.234,50"]]],
])("%j is read as cells", (text, rows) => {
  expect(parseTsv(text)).toEqual(rows);
});

test("what would be a formula in a spreadsheet is copied as text", () => {
  expect(printTsv([["=1+1", "-5", "@a", "12.50"]])).toBe("'=1+1\t'-5\t'@a\t12.50");
});

test("what is copied is pasted unchanged", () => {
  const cell = fc.string().map((text) => text.replace(/[\r\uFEFF]/g, ""));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(table, (rows) => {
      fc.pre(rows.at(-1)?.join("") !== "");
      const read = parseTsv(printTsv(rows)).map((row) => row.map(readableText));
      expect(read).toEqual(rows);
    }),
  );
});

test.each([
  ["12.5", { value: "12.50" }],
  [" 1 234,50 ", { value: "1234.50" }],
  ["USD 7", { value: "7.00" }],
  ["", { value: null }],
  ["  ", { value: null }],
  ["1,234", { reason: expect.stringContaining("ambiguous") }],
  ["-1", { reason: expect.stringContaining("negative") }],
  ["12.345", { reason: expect.stringContaining("decimals") }],
  ["abc", { reason: expect.stringContaining("not an amount") }],
])("%j is read as %j", (text, reading) => {
  expect(readCellText(text, "USD", 2)).toEqual(reading);
});

const size = { rows: 10, columns: 4 };
const block = (top: number, left: number, height = 1, width = 1) => ({
  top,
  left,
  bottom: top + height - 1,
  right: left + width - 1,
});

test("a block starts at the first selected cell, whatever is selected", () => {
  const { cells, outside } = spread(
    [
      ["1", "2"],
      ["3", "4"],
    ],
    block(2, 1, 1, 3),
    size,
  );
  expect(cells).toEqual([
    { row: 2, column: 1, text: "1" },
    { row: 2, column: 2, text: "2" },
    { row: 3, column: 1, text: "3" },
    { row: 3, column: 2, text: "4" },
  ]);
  expect(outside).toBe(0);
});

test("one cell fills the whole selection, a row is repeated down it", () => {
  expect(spread([["9"]], block(0, 0, 3, 2), size).cells).toHaveLength(6);
  const { cells } = spread([["1", "2"]], block(0, 0, 3, 2), size);
  expect(cells.map(({ text }) => text)).toEqual(["1", "2", "1", "2", "1", "2"]);
});

test("cells that fall off the grid are counted", () => {
  const { cells, outside } = spread(
    [
      ["1", "2"],
      ["3", "4"],
    ],
    block(9, 3),
    size,
  );
  expect(cells).toEqual([{ row: 9, column: 3, text: "1" }]);
  expect(outside).toBe(3);
});
