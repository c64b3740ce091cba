import fc from "fast-check";
import { expect, test } from "vitest";
import { columnLetters, formulaProblem, importStatus, neutralText, readableText } from "./sheet-import";

test.each([
  [0, "A"],
  [25, "Z"],
  [26, "AA"],
  [51, "AZ"],
  [701, "ZZ"],
  [702, "AAA"],
])("column %i is %s", (index, letters) => {
  expect(columnLetters(index)).toBe(letters);
});

test.each([
  [{ rows: 3, failed: 0 }, "success"],
  [{ rows: 3, failed: 1 }, "partial"],
  [{ rows: 3, failed: 3 }, "failed"],
  [{ rows: 0, failed: 0 }, "success"],
])("%j is %s", (counts, status) => {
  expect(importStatus(counts)).toBe(status);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1"])("%j is neutralised", (text) => {
  expect(neutralText(text)).toBe(`'${text}`);
  expect(readableText(neutralText(text))).toBe(text);
});

test.each(["", "-", "Acrobat", "'quoted'", "1-2", "a=b"])("%j stays", (text) => {
  expect(neutralText(text)).toBe(text);
});

test("neutral text never starts a formula, and reads back as it was", () => {
  const text = fc.string().map((rest) => rest);
  const risky = fc
    .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "'", "'="), text)
    .map(([a, b]) => a + b);
  fc.assert(
    fc.property(fc.oneof(text, risky), (value) => {
      const neutral = neutralText(value);
      expect(neutral === "-" || !/^[=+\-@\t\r]/.test(neutral)).toBe(true);
      expect(readableText(neutral)).toBe(value);
    }),
  );
});

test("formulas and their errors are told apart from values", () => {
  expect(formulaProblem("=A1")).toContain("formula");
  expect(formulaProblem("#N/A")).toContain("#N/A");
  expect(formulaProblem("12.50")).toBeUndefined();
  expect(formulaProblem("#1")).toBeUndefined();
});
