import fc from "fast-check";
import { expect, test } from "vitest";
import { at, blockOf, contains, countOf, moved, type Place, type Step, stepped, widened } from "./selection";

const size = { rows: 10, columns: 4 };
const middle = { row: 5, column: 2 };

test.each<[Step, Place | undefined]>([
  [
    { to: "cell", row: 1, column: 0 },
    { row: 6, column: 2 },
  ],
  [
    { to: "cell", row: 0, column: -1 },
    { row: 5, column: 1 },
  ],
  [
    { to: "cell", row: 0, column: 9 },
    { row: 5, column: 3 },
  ],
  [
    { to: "page", pages: 1 },
    { row: 8, column: 2 },
  ],
  [
    { to: "page", pages: -1 },
    { row: 2, column: 2 },
  ],
  [
    { to: "edge", edge: "top" },
    { row: 0, column: 2 },
  ],
  [
    { to: "edge", edge: "bottom" },
    { row: 9, column: 2 },
  ],
  [
    { to: "edge", edge: "left" },
    { row: 5, column: 0 },
  ],
  [
    { to: "edge", edge: "right" },
    { row: 5, column: 3 },
  ],
  [
    { to: "corner", corner: "first" },
    { row: 0, column: 0 },
  ],
  [
    { to: "corner", corner: "last" },
    { row: 9, column: 3 },
  ],
  [
    { to: "next", by: 1 },
    { row: 5, column: 3 },
  ],
])("from the middle, %j leads to %j", (step, place) => {
  expect(stepped(middle, step, size, 3)).toEqual(place);
});

test("the next cell after the end of a row is the start of the next row; after the last one there is none", () => {
  const next = { to: "next", by: 1 } as const;
  expect(stepped({ row: 5, column: 3 }, next, size, 3)).toEqual({ row: 6, column: 0 });
  expect(stepped({ row: 9, column: 3 }, next, size, 3)).toBeUndefined();
  expect(stepped({ row: 0, column: 0 }, { to: "next", by: -1 }, size, 3)).toBeUndefined();
});

test("a selection is drawn from its anchor, in any direction", () => {
  const drawn = moved(at(middle), { to: "edge", edge: "top" }, { size, pageRows: 3, extend: true });
  expect(drawn).toEqual({ anchor: middle, focus: { row: 0, column: 2 } });
  expect(blockOf(drawn ?? at(middle))).toEqual({ top: 0, bottom: 5, left: 2, right: 2 });
  expect(countOf(blockOf(drawn ?? at(middle)))).toBe(6);
});

test("whole rows, whole columns, everything", () => {
  expect(blockOf(widened(at(middle), "rows", size))).toEqual({ top: 5, bottom: 5, left: 0, right: 3 });
  expect(blockOf(widened(at(middle), "columns", size))).toEqual({ top: 0, bottom: 9, left: 2, right: 2 });
  expect(blockOf(widened(at(middle), "all", size))).toEqual({ top: 0, bottom: 9, left: 0, right: 3 });
});

const steps = fc.oneof(
  fc.record({
    to: fc.constant("cell" as const),
    row: fc.integer({ min: -20, max: 20 }),
    column: fc.integer({ min: -9, max: 9 }),
  }),
  fc.record({ to: fc.constant("page" as const), pages: fc.constantFrom(-1 as const, 1 as const) }),
  fc.record({
    to: fc.constant("edge" as const),
    edge: fc.constantFrom("top" as const, "bottom" as const, "left" as const, "right" as const),
  }),
  fc.record({ to: fc.constant("next" as const), by: fc.constantFrom(-1 as const, 1 as const) }),
);

test("no sequence of steps leaves the grid, and the anchor and the focus are always selected", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(steps, fc.boolean())),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 8 }),
      (walk, rows, columns) => {
        let selection = at({ row: 0, column: 0 });
        for (const [step, extend] of walk) {
          selection = moved(selection, step, { size: { rows, columns }, pageRows: 7, extend }) ?? selection;
          const block = blockOf(selection);
          expect(contains(block, selection.anchor) && contains(block, selection.focus)).toBe(true);
          expect(block.top >= 0 && block.bottom < rows && block.left >= 0 && block.right < columns).toBe(
            true,
          );
        }
      },
    ),
  );
});
