import { expect, test } from "vitest";
import { afterSave, type Edits, nextBatch, queued, refusedCells, writesOf } from "./edits";

const none: Edits = new Map();
const change = (itemId: string, before: string | null, after: string | null, columnId = "price") => ({
  itemId,
  columnId,
  before,
  after,
});

test("a cell that is typed again keeps what the server held before", () => {
  const edits = queued(queued(none, [change("A", null, "1")], none), [change("A", "1", "2")], none);
  expect([...edits.values()]).toEqual([{ itemId: "A", columnId: "price", expected: null, value: "2" }]);
});

test("typed back before it was sent, there is nothing to save; on its way, there is", () => {
  const edits = queued(none, [change("A", "1", "2")], none);
  expect(queued(edits, [change("A", "2", "1")], none).size).toBe(0);
  expect(queued(edits, [change("A", "2", "1")], edits).size).toBe(1);
});

test("what was typed while a batch was on its way goes over what the batch has saved", () => {
  const sent = queued(none, [change("A", "1", "2"), change("B", "1", "2")], none);
  const typed = queued(sent, [change("A", "2", "3")], sent);
  expect([...afterSave(typed, sent).values()]).toEqual([
    { itemId: "A", columnId: "price", expected: "2", value: "3" },
  ]);
});

test("a batch takes whole points, the oldest first", () => {
  const edits = queued(
    none,
    [change("A", null, "1"), change("B", null, "1"), change("A", null, "2", "st0p")],
    none,
  );
  expect(writesOf(nextBatch(edits, 1))).toEqual([
    { id: "A", attributes: { price: "1", st0p: "2" }, expected: { price: null, st0p: null } },
  ]);
});

test("an answer’s issues are told by cell; one that is about no cell of the write makes it no such answer", () => {
  const writes = [{ id: "A", attributes: { "v.floor": "1.234" }, expected: { "v.floor": null } }];
  expect(refusedCells(writes, [{ path: "0.attributes.v.floor", message: "has 3 decimals" }])).toEqual([
    { itemId: "A", columnId: "v.floor", value: "1.234", reason: "has 3 decimals" },
  ]);
  expect(refusedCells(writes, [{ path: "1.attributes.v.floor", message: "" }])).toBeUndefined();
  expect(refusedCells(writes, [{ path: "0.id", message: "" }])).toBeUndefined();
  expect(refusedCells(writes, [])).toBeUndefined();
});
