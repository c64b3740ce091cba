import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bulkChangeInput,
  changeCell,
  checkChangedColumns,
  type OperationInput,
  operationInput,
  previewChange,
  readOperation,
} from "./bulk-change";
import { newColumns, type PointValues } from "./price-columns";

const operation = (input: unknown) => readOperation(operationInput.parse(input), 2);
const changed = (input: unknown, before: bigint | null) => changeCell(operation(input), before);

describe("bulk changes", () => {
  test.each<[object, bigint, bigint]>([
    [{ kind: "percent", value: 3.5 }, 1999n, 2069n],
    [{ kind: "percent", value: "+10" }, 1000n, 1100n],
    [{ kind: "percent", value: "-10" }, 1005n, 905n],
    [{ kind: "percent", value: "−10" }, 1000n, 900n],
    [{ kind: "percent", value: -100 }, 1000n, 0n],
    [{ kind: "percent", value: "0.0001" }, 100_000_000n, 100_000_100n],
    [{ kind: "add", value: "1.50" }, 1000n, 1150n],
    [{ kind: "add", value: -2.5 }, 1000n, 750n],
    [{ kind: "set", value: "9.99" }, 1000n, 999n],
    [{ kind: "set", value: { source: "1e1" } }, 0n, 1000n],
    [{ kind: "round", value: "0.05" }, 1002n, 1000n],
    [{ kind: "round", value: "0.05" }, 1003n, 1005n],
    [{ kind: "round", value: "0.10" }, 1005n, 1010n],
    [{ kind: "round", value: "1", direction: "up" }, 1001n, 1100n],
    [{ kind: "round", value: "1", direction: "up" }, 1100n, 1100n],
    [{ kind: "round", value: "1", direction: "down" }, 1099n, 1000n],
  ])("%j makes %d into %d", (input, before, result) => {
    const outcome = before === result ? "unchanged" : "changed";
    expect(changed(input, before)).toEqual({ outcome, after: result });
  });

  test("a negative result and one over 15 digits are refused rows", () => {
    const negative = { outcome: "refused", after: null, reason: "The price would be negative." };
    expect(changed({ kind: "add", value: "-10.01" }, 1000n)).toEqual(negative);
    expect(changed({ kind: "percent", value: "-100.1" }, 1000n)).toEqual(negative);
    expect(changed({ kind: "percent", value: 100 }, 999_999_999_999_999n)).toMatchObject({
      outcome: "refused",
    });
  });

  test("empty cells stay empty, but for set", () => {
    for (const kind of ["percent", "add", "round"]) {
      expect(changed({ kind, value: 1 }, null)).toEqual({ outcome: "skipped", after: null });
    }
    expect(changed({ kind: "set", value: 0 }, null)).toEqual({ outcome: "changed", after: 0n });
  });

  test.each<[object, string]>([
    [
      { kind: "percent", value: "1.23456" },
      "operation.value: “1.23456” has 5 decimals; at most 4 are allowed",
    ],
    [{ kind: "add", value: "1.234" }, "operation.value: “1.234” has 3 decimals; at most 2 are allowed"],
    [{ kind: "set", value: -1 }, "operation.value: “-1” is negative; zero or more is allowed"],
    [{ kind: "round", value: 0 }, "operation.value: must be more than zero to round to its multiples"],
    [{ kind: "add", value: "--1" }, "operation.value: “-1” is negative; zero or more is allowed"],
    [{ kind: "add", value: "ten" }, "operation.value: “ten” is not a plain decimal such as 12.50"],
  ])("%j is refused", (input, message) => {
    expect(() => readOperation(operationInput.parse(input) as OperationInput, 2)).toThrow(message);
  });

  test("the body names columns and an operation", () => {
    const body = { attributes: ["price"], operation: { kind: "percent", value: 5 } };
    expect(bulkChangeInput.parse(body)).toEqual({ ...body, where: null, dry_run: false });
    const unknown = bulkChangeInput.safeParse({ ...body, operation: { kind: "halve", value: 1 } });
    expect(unknown.error?.issues[0]?.message).toBe("kind must be percent, add, set or round");
    expect(bulkChangeInput.safeParse({ ...body, attributes: [] }).success).toBe(false);
  });

  test("columns come in list order, unknown ones are refused by name", () => {
    const columns = newColumns([{ name: "Price" }, { name: "v.a" }]);
    expect(checkChangedColumns(["v.a", "price", "v.a"], columns)).toEqual(["price", "v.a"]);
    expect(() => checkChangedColumns(["st0p"], columns)).toThrow(
      "attributes.0: “st0p” is not a column of this list; allowed are price, v.a",
    );
  });

  test("the preview has a row for every selected cell", () => {
    const points: { itemId: string; values: PointValues }[] = [
      { itemId: "A", values: { price: 100n, st0p: null } },
      { itemId: "B", values: { price: 300n } },
    ];
    const rows = previewChange(operation({ kind: "add", value: "-2" }), ["price", "st0p"], points);
    expect(rows.map((row) => [row.itemId, row.columnId, row.before, row.outcome, row.after])).toEqual([
      ["A", "price", 100n, "refused", null],
      ["A", "st0p", null, "skipped", null],
      ["B", "price", 300n, "changed", 100n],
      ["B", "st0p", null, "skipped", null],
    ]);
  });

  const prices = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const directions = fc.constantFrom("nearest", "up", "down");

  test("rounding gives a multiple, less than one multiple away, and doing it again changes nothing", () => {
    fc.assert(
      fc.property(prices, fc.bigInt({ min: 1n, max: 10_000n }), directions, (price, multiple, direction) => {
        const round = { kind: "round", multiple, direction } as const;
        const result = changeCell(round, price).after!;
        expect(result % multiple).toBe(0n);
        const distance = result > price ? result - price : price - result;
        expect(distance < multiple).toBe(true);
        expect(changeCell(round, result).outcome).toBe("unchanged");
      }),
    );
  });

  test("adding and taking away again is no change", () => {
    fc.assert(
      fc.property(prices, prices, (price, by) => {
        const more = changeCell({ kind: "add", by }, price).after!;
        expect(changeCell({ kind: "add", by: -by }, more).after).toBe(price);
      }),
    );
  });
});
