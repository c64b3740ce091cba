import { describe, expect, test } from "vitest";
import {
  changedColumns,
  checkDroppedColumns,
  columnLabel,
  columnMeaning,
  columnsFor,
  droppedColumns,
  newColumns,
  type PriceColumn,
  pointStatus,
  predefinedColumns,
} from "./price-columns";
import { readPointValues } from "./price-point";

const columns = newColumns([{ name: "Suggested T0 Price" }, { name: "Price" }, { name: "v.floor" }]);

describe("columns", () => {
  test("the wire name decides the id, the order is kept", () => {
    expect(columns.map(({ id }) => id)).toEqual(["st0p", "price", "v.floor"]);
    expect(newColumns(predefinedColumns.map(({ name }) => ({ name }))).map(({ id }) => id)).toEqual([
      "price",
      "st0p",
      "st1p",
      "st2p",
    ]);
  });

  test.each(["Cost", "price", "v.", `v.${"x".repeat(99)}`, "V.x", ""])("%j is not a column name", (name) => {
    expect(() => newColumns([{ name }])).toThrow("attributes.0.name");
  });

  test.each(["v.x", `v.${"x".repeat(98)}`, "v.Grundpreis für Händler"])("%j is a column name", (name) => {
    expect(newColumns([{ name }])[0]?.id).toBe(name);
  });

  test("every faulty entry is named at once", () => {
    expect(() => newColumns([{ name: "Price" }, { name: "Cost" }, { name: "Price" }])).toThrow(
      /attributes\.1\.name: “Cost” is not a column name; .*; attributes\.2\.name: “Price” is given twice/,
    );
  });

  test("labels are plain words", () => {
    expect(columns.map(columnLabel)).toEqual(["Customer price (MSRP)", "Cost", "floor"]);
    expect(columnLabel({ id: "price", name: "Einkauf" })).toBe("Einkauf");
    expect(columnMeaning(columns[1]!)).toBe("What the distributor pays the vendor");
  });

  test("a change keeps, renames, adds and drops", () => {
    const after = changedColumns(columns, [
      { id: "price", name: "Buying price", description: "net" },
      { id: "v.floor" },
      { name: "v.new" },
    ]);
    expect(after).toEqual<PriceColumn[]>([
      { id: "price", name: "Buying price", description: "net" },
      { id: "v.floor", name: "v.floor", description: null },
      { id: "v.new", name: "v.new", description: null },
    ]);
    expect(droppedColumns(columns, after)).toEqual(["st0p"]);
    expect(() => changedColumns(columns, [{ id: "v.floor", name: "v.other" }])).toThrow("cannot be renamed");
    expect(() => changedColumns(columns, [{ id: "st1p", name: "Price" }])).toThrow(
      "attributes.0.id: “st1p” is not the id of Price, which is “price”",
    );
    expect(changedColumns(columns, [{ id: "st1p" }])[0]?.name).toBe("Suggested T1 Price");
    expect(() => changedColumns(columns, [{ id: "price", name: "v.x" }])).toThrow("for custom columns");
  });

  test("a column with prices in a version past draft cannot be dropped", () => {
    expect(() => checkDroppedColumns(["st0p"], {})).not.toThrow();
    expect(() => checkDroppedColumns(["st0p"], { st0p: ["PLV-1", "PLV-2"] })).toThrow(
      "attributes: “st0p” cannot be dropped: PLV-1, PLV-2 hold prices in it",
    );
  });

  test("a reseller sees its own columns only", () => {
    expect(columnsFor(columns, ["st0p", "st1p"]).map(({ id }) => id)).toEqual(["st0p"]);
    expect(columnsFor(columns, "all")).toHaveLength(3);
  });
});

describe("points", () => {
  test.each([
    [{}, "empty"],
    [{ price: 1n, st0p: null }, "empty"],
    [{ price: 0n, st0p: 0n }, "filled"],
    [{ price: 1n, st0p: 1n, "v.floor": null }, "filled"],
  ])("%o is %s", (values, status) => {
    expect(pointStatus(columns, values)).toBe(status);
  });

  test("without predefined columns all custom ones count", () => {
    const custom = newColumns([{ name: "v.a" }, { name: "v.b" }]);
    expect(pointStatus(custom, { "v.a": 1n })).toBe("empty");
    expect(pointStatus(custom, { "v.a": 1n, "v.b": 0n })).toBe("filled");
  });

  test("values are numbers, decimal strings or null", () => {
    expect(readPointValues({ price: 12.5, st0p: "15", "v.floor": null }, columns, 2)).toEqual({
      price: 1250n,
      st0p: 1500n,
      "v.floor": null,
    });
    expect(readPointValues({ price: { source: "1e2" } }, columns, 2)).toEqual({ price: 10000n });
  });

  test("every faulty value is named with its column", () => {
    expect(() => readPointValues({ price: "1.234", st0p: -1, st1p: 1, "v.floor": true }, columns, 2)).toThrow(
      [
        "attributes.price: “1.234” has 3 decimals; at most 2 are allowed",
        "attributes.st0p: “-1” is negative; zero or more is allowed",
        "attributes.st1p: is not a column of this list; allowed are st0p, price, v.floor",
        "attributes.v.floor: must be a decimal such as 12.50, as a number or a string",
      ].join("; "),
    );
  });

  test("a sixteenth digit cannot slip by as a float", () => {
    expect(() => readPointValues({ price: { source: "0.1000000000000000055" } }, columns, 8)).toThrow(
      "decimals",
    );
    expect(() => readPointValues({ price: 9007199254740992 }, columns, 2)).toThrow("more than 15 digits");
  });
});
