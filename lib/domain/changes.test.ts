import { expect, test } from "vitest";
import { fieldChanges } from "./changes";

test("only what differs, with before and after", () => {
  const before = { name: "A", size: 1n, at: new Date(0), tags: ["x"], note: undefined };
  expect(fieldChanges(before, { ...before, name: "B" })).toEqual([
    { field: "name", before: "A", after: "B" },
  ]);
  expect(fieldChanges(before, { size: 2n })).toEqual([{ field: "size", before: "1", after: "2" }]);
  expect(fieldChanges(before, { note: null, tags: ["x"], at: new Date(0) })).toEqual([]);
  expect(fieldChanges(before, { at: new Date(1) })).toEqual([
    { field: "at", before: "1970-01-01T00:00:00.000Z", after: "1970-01-01T00:00:00.001Z" },
  ]);
});
