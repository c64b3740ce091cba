import { expect, test } from "vitest";
import { type BulkForm, operationOf, wordsOf } from "./bulk-form";

const form: BulkForm = {
  columnIds: ["price"],
  scope: "shown",
  kind: "percent",
  value: "",
  direction: "nearest",
};

test.each<[Partial<BulkForm>, ReturnType<typeof operationOf>]>([
  [{ value: " " }, undefined],
  [{ value: "2.5" }, { operation: { kind: "percent", value: "2.5" } }],
  [{ value: "−10" }, { operation: { kind: "percent", value: "-10" } }],
  [{ kind: "add", value: "-0.5" }, { operation: { kind: "add", value: "-0.5" } }],
  [{ kind: "add", value: "0.005" }, { problem: expect.stringContaining("decimals") }],
  [{ kind: "set", value: "-1" }, { problem: expect.stringContaining("negative") }],
  [{ kind: "round", value: "0" }, { problem: expect.stringContaining("more than zero") }],
  [
    { kind: "round", value: "0.05", direction: "up" },
    {
      operation: { kind: "round", value: "0.05", direction: "up" },
    },
  ],
  [{ value: "abc" }, { problem: expect.stringContaining("not a plain decimal") }],
])("%j is %j", (change, operation) => {
  expect(operationOf({ ...form, ...change }, 2)).toEqual(operation);
});

test.each([
  [{ kind: "percent", value: "2.5" } as const, "+2.5 %"],
  [{ kind: "percent", value: "-10" } as const, "−10 %"],
  [{ kind: "add", value: "+5" } as const, "+5"],
  [{ kind: "set", value: "12" } as const, "set to 12"],
  [{ kind: "round", value: "0.05", direction: "nearest" } as const, "rounded to 0.05"],
])("%j is told as %s", (operation, words) => {
  expect(wordsOf(operation)).toBe(words);
});
