import { describe, expect, test } from "vitest";
import { type Finding, hasMoved, isReady, type ReadinessPoint, readiness } from "./readiness";

const columns = [{ id: "price" }, { id: "st0p" }];
const brief = (findings: Finding[]) => findings.map(({ severity, code, count }) => [severity, code, count]);

describe("readiness", () => {
  test("a version without a single price is blocked", () => {
    const points: ReadinessPoint[] = [
      { itemId: "A", values: { price: null } },
      { itemId: "B", values: {} },
    ];
    expect(brief(readiness(columns, points))).toEqual([["blocking", "no_values", 2]]);
    expect(brief(readiness(columns, []))).toEqual([["blocking", "no_values", 0]]);
    expect(isReady(readiness(columns, points), false)).toBe(false);
  });

  test("a value in a column the list no longer has does not count", () => {
    expect(brief(readiness(columns, [{ itemId: "A", values: { "v.old": 1n } }]))).toEqual([
      ["blocking", "no_values", 1],
    ]);
  });

  test("warnings count points, not cells", () => {
    const points: ReadinessPoint[] = [
      { itemId: "A", values: { price: 0n, st0p: 0n } },
      { itemId: "B", values: { price: 100n, st0p: 99n } },
      { itemId: "C", values: { price: 151n, st0p: 200n }, active: { price: 100n, st0p: 100n } },
      { itemId: "D", values: { price: 150n, st0p: 150n }, active: { price: 100n, st0p: null } },
      { itemId: "E", values: {} },
      { itemId: "F", values: { price: 1n } },
    ];
    const findings = readiness(columns, points);
    expect(brief(findings)).toEqual([
      ["warning", "empty_cells", 2],
      ["warning", "zero_prices", 1],
      ["warning", "moved", 1],
      ["warning", "msrp_below_cost", 1],
    ]);
    expect(findings.map(({ message, sample }) => [message, sample])).toEqual([
      ["2 items have empty prices.", ["E", "F"]],
      ["1 item has a price of zero.", ["A"]],
      ["1 item moved by more than 50 % against the active version.", ["C"]],
      ["1 item has a customer price below cost.", ["B"]],
    ]);
    expect(isReady(findings, false)).toBe(true);
    expect(isReady(findings, true)).toBe(false);
  });

  test("a full version has no findings, and a sample is short", () => {
    const full = Array.from({ length: 20 }, (_, n) => ({ itemId: `I${n}`, values: { price: 1n, st0p: 2n } }));
    expect(readiness(columns, full)).toEqual([]);
    expect(isReady([], true)).toBe(true);
    const zeros = full.map(({ itemId }) => ({ itemId, values: { price: 0n, st0p: 0n } }));
    expect(readiness(columns, zeros)[0]).toMatchObject({ count: 20, sample: ["I0", "I1", "I2", "I3", "I4"] });
  });

  test.each([
    [100n, 150n, false],
    [100n, 151n, true],
    [100n, 50n, false],
    [100n, 49n, true],
    [0n, 100n, false],
    [100n, 0n, true],
    [null, 100n, false],
    [100n, null, false],
  ])("from %s to %s has moved: %s", (before, after, moved) => {
    expect(hasMoved(before, after)).toBe(moved);
  });
});
