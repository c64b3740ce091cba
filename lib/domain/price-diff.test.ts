import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printAmount } from "./money";
import type { PointValues } from "./price-columns";
import {
  changePercent,
  type DiffRow,
  type DiffSide,
  diffVersions,
  summarise,
  unionOfColumns,
} from "./price-diff";

const side = (decimals: number, points: Record<string, PointValues>): DiffSide => ({
  decimals,
  points: new Map(Object.entries(points)),
});

function brief(row: DiffRow) {
  const shown = [row.from, row.to, row.delta, row.deltaPercent].map((a) => (a ? printAmount(a) : null));
  return [row.itemId, row.columnId, row.kind, ...shown];
}

describe("compare", () => {
  test("added, removed, changed, unchanged, with differences", () => {
    const from = side(2, {
      A: { price: 10000n, st0p: 20000n },
      B: { price: 0n, st0p: null },
      C: { price: 300n, st0p: 300n },
    });
    const to = side(2, {
      A: { price: 11000n, st0p: 20000n },
      B: { price: 500n, st0p: 100n },
      D: { price: 700n },
    });
    const rows = diffVersions(["price", "st0p"], from, to);
    expect(rows.map(brief)).toEqual([
      ["A", "price", "changed", "100.00", "110.00", "10.00", "10.00"],
      ["A", "st0p", "unchanged", "200.00", "200.00", "0.00", "0.00"],
      ["B", "price", "changed", "0.00", "5.00", "5.00", null],
      ["B", "st0p", "added", null, "1.00", null, null],
      ["C", "price", "removed", "3.00", null, null, null],
      ["C", "st0p", "removed", "3.00", null, null, null],
      ["D", "price", "added", null, "7.00", null, null],
    ]);
    expect(summarise(rows)).toEqual({
      added: 2,
      removed: 2,
      changed: 2,
      unchanged: 1,
      medianChangePercent: { units: 1000n, scale: 2 },
    });
  });

  test("lists of one currency with other decimals compare by value", () => {
    const rows = diffVersions(
      ["price"],
      side(2, { A: { price: 1050n } }),
      side(4, { A: { price: 105000n } }),
    );
    expect(rows[0]?.kind).toBe("unchanged");
  });

  test.each([
    [100n, 110n, 200n, 180n, "0.00"],
    [100n, 110n, 300n, 400n, "21.67"],
    [300n, 200n, 300n, 299n, "-16.83"],
  ])("the median of %s to %s and %s to %s is %s", (a, b, c, d, median) => {
    const from = side(0, { A: { price: a }, B: { price: c } });
    const to = side(0, { A: { price: b }, B: { price: d } });
    const { medianChangePercent } = summarise(diffVersions(["price"], from, to));
    expect(medianChangePercent && printAmount(medianChangePercent)).toBe(median);
  });

  test("no median without a change from something", () => {
    expect(summarise([]).medianChangePercent).toBeNull();
    const rows = diffVersions(["price"], side(0, { A: { price: 0n } }), side(0, { A: { price: 1n } }));
    expect(summarise(rows).medianChangePercent).toBeNull();
  });

  test("percent rounds half away from zero", () => {
    const of = (from: bigint, to: bigint) =>
      printAmount(changePercent({ units: from, scale: 0 }, { units: to, scale: 0 })!);
    expect(of(20000n, 20001n)).toBe("0.01");
    expect(of(20000n, 19999n)).toBe("-0.01");
    expect(of(3n, 1n)).toBe("-66.67");
  });

  test("the columns of two lists", () => {
    expect(unionOfColumns(["price", "st0p"], ["v.a", "price"])).toEqual(["price", "st0p", "v.a"]);
  });

  const cell = fc.option(fc.bigInt({ min: 0n, max: 5n }), { nil: null });
  const points = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), fc.record({ price: cell, st0p: cell }));
  const filled = (version: DiffSide) =>
    [...version.points].flatMap(([id, values]) =>
      Object.entries(values).flatMap(([column, units]) =>
        units === null ? [] : [`${id} ${column} ${units}`],
      ),
    );

  test("applying the difference to the first gives the second", () => {
    fc.assert(
      fc.property(points, points, (before, after) => {
        const [from, to] = [side(2, before), side(2, after)];
        const rows = diffVersions(["price", "st0p"], from, to);
        const result = rows.flatMap((row) =>
          row.to ? [`${row.itemId} ${row.columnId} ${row.to.units}`] : [],
        );
        const origin = rows.flatMap((row) =>
          row.from ? [`${row.itemId} ${row.columnId} ${row.from.units}`] : [],
        );
        expect(result.sort()).toEqual(filled(to).sort());
        expect(origin.sort()).toEqual(filled(from).sort());
      }),
    );
  });

  test("the other way round, added and removed change places", () => {
    fc.assert(
      fc.property(points, points, (before, after) => {
        const [from, to] = [side(2, before), side(2, after)];
        const there = summarise(diffVersions(["price", "st0p"], from, to));
        const back = summarise(diffVersions(["price", "st0p"], to, from));
        expect([back.removed, back.added, back.changed, back.unchanged]).toEqual([
          there.added,
          there.removed,
          there.changed,
          there.unchanged,
        ]);
      }),
    );
  });
});
