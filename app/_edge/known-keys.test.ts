import { expect, test } from "vitest";
import { z } from "zod";
import { type Known, keyGuard } from "./known-keys";

const body = z.object({
  name: z.string(),
  parent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
  lines: z.array(z.object({ id: z.string(), quantity: z.number() })).optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  anything: z.unknown().optional(),
});
const shown = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.object({ id: z.string(), name: z.string() }),
  lines: z.array(z.object({ id: z.string(), quantity: z.number(), item: z.object({ mpn: z.string() }) })),
  events: z.record(z.string(), z.unknown()),
});

const read = {
  id: "X-1",
  name: "X",
  parent: { id: "P-1", name: "P" },
  lines: [{ id: "L-1", quantity: 1, item: { mpn: "M" } }],
  events: { created: { at: "…" } },
};

test("a whole object that was read may be sent back: what is read-only is taken out", () => {
  expect(keyGuard(body, shown)(read).known).toEqual({
    name: "X",
    parent: { id: "P-1" },
    lines: [{ id: "L-1", quantity: 1 }],
  });
});

test("what may hold any key stays as it is", () => {
  const given = { name: "X", attributes: { price: { deep: 1 } }, anything: { at: ["all"] } };
  expect(keyGuard(body, shown)(given)).toEqual({ known: given, unknown: [] });
});

test.each([
  [{ ...read, nmae: "X" }, ["nmae"]],
  [{ ...read, parent: { id: "P-1", nam: "P" }, colour: 1 }, ["parent.nam", "colour"]],
  [{ lines: [{ id: "L-1", quantity: 1 }, { qty: 2 }] }, ["lines.1.qty"]],
])("%j has unknown keys, each refused by name", (given, paths) => {
  expect(refused(keyGuard(body, shown)(given))).toEqual(paths);
});

test("without a representation only the body's own keys are known", () => {
  expect(refused(keyGuard(body)(read))).toEqual(["id", "parent.name", "lines.0.item", "events"]);
  expect(refused(keyGuard(z.strictObject({}))({ note: 1 }))).toEqual(["note"]);
});

test("anything but an object is left to the schema", () => {
  for (const given of [null, 7, "text", [], [1]])
    expect(keyGuard(body, shown)(given)).toEqual({ known: given, unknown: [] });
});

function refused({ unknown }: Known): string[] {
  return unknown.map((issue) => issue.path);
}
