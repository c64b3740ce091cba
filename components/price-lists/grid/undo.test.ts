import fc from "fast-check";
import { expect, test } from "vitest";
import { type CellChange, did, noHistory, redoing, reversed, undoing, wasRedone, wasUndone } from "./undo";

const cell = (before: string | null, after: string | null): CellChange => ({
  itemId: "PRD-1",
  columnId: "price",
  before,
  after,
});
const deed = (label: string) => ({ kind: "cells" as const, label, cells: [cell("1", "2")] });

test("the latest deed is undone first, and redone last", () => {
  const history = did(did(noHistory, deed("first")), deed("second"));
  const taken = undoing(history);
  expect(taken?.deed.label).toBe("second");
  const after = wasUndone(taken?.rest ?? noHistory, deed("second"));
  expect(undoing(after)?.deed.label).toBe("first");
  expect(redoing(after)?.deed.label).toBe("second");
});

test("something new leaves nothing to redo", () => {
  const undone = wasUndone(noHistory, deed("first"));
  expect(redoing(did(undone, deed("second")))).toBeUndefined();
  expect(undoing(noHistory)).toBeUndefined();
});

test("a hundred deeds are kept", () => {
  let history = noHistory;
  for (let n = 0; n < 150; n++) history = did(history, deed(String(n)));
  expect(history.done).toHaveLength(100);
  expect(undoing(history)?.deed.label).toBe("149");
});

test("undoing everything and redoing it ends where it began", () => {
  const value = fc.option(fc.constantFrom("1", "2", "3"), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), (values) => {
      let current: string | null = null;
      let history = noHistory;
      for (const next of values) {
        history = did(history, { kind: "cells", label: "", cells: [cell(current, next)] });
        current = next;
      }
      const end = current;
      for (let step = undoing(history); step; step = undoing(history)) {
        const { deed: taken, rest } = step;
        if (taken.kind === "cells") for (const change of reversed(taken.cells)) current = change.after;
        history = wasUndone(rest, taken);
      }
      expect(current).toBeNull();
      for (let step = redoing(history); step; step = redoing(history)) {
        if (step.deed.kind === "cells") for (const change of step.deed.cells) current = change.after;
        history = wasRedone(step.rest, step.deed);
      }
      expect(current).toBe(end);
      expect(history.done).toHaveLength(values.length);
    }),
  );
});
