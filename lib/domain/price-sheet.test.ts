import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printDecimal } from "./decimal";
import { isDomainError } from "./errors";
import {
  type PriceSheetContext,
  priceInfoSheet,
  priceSheetHeader,
  priceSheetReader,
  priceSheetRow,
  type SheetPoint,
  verdictText,
} from "./price-sheet";
import { type RawRow, readableText, type SheetCell } from "./sheet-import";

const context: PriceSheetContext = {
  columns: [
    { id: "price", name: "Price" },
    { id: "st0p", name: "Suggested T0 Price" },
    { id: "v.level_02", name: "v.level_02" },
  ],
  currency: "USD",
  scale: 2,
};
const header: RawRow = ["Item ID", "MPN", "Name", "Product", "Price", "Suggested T0 Price", "v.level_02"];

const points: SheetPoint[] = [
  { itemId: "PRD-1-0001", mpn: "AAA", values: { price: 30000n, st0p: 36500n, "v.level_02": null } },
  { itemId: "PRD-1-0002", mpn: "BBB", values: { price: 100n, st0p: null, "v.level_02": null } },
  { itemId: "PRD-1-0003", mpn: "SAME", values: {} },
  { itemId: "PRD-2-0001", mpn: "SAME", values: {} },
];

function reader(head: RawRow = header, over: Partial<PriceSheetContext> = {}) {
  return priceSheetReader({ ...context, ...over }, head, points);
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isDomainError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return "nothing was thrown";
}

describe("the header", () => {
  test("unknown and repeated columns are named with their letter, all at once", () => {
    const message = messageOf(() => reader(["Item ID", "Cost", "Price", "price "]));
    expect(message).toContain("unknown column “Cost” (B); allowed: Item ID, MPN, Name, Product, Price");
    expect(message).toContain("the column “price ” is there twice (C and D)");
    expect(message).toMatch(/^invalid uploaded_file:/);
  });

  test.each([
    [["Price"], "neither a column “Item ID” nor “MPN”"],
    [["MPN", "Name"], "has no column with prices; allowed: Price, Suggested T0 Price, v.level_02"],
  ])("%j is refused", (head, message) => {
    expect(messageOf(() => reader(head))).toContain(message);
  });

  test("columns in another order and another case, and the report's verdict column, are understood", () => {
    const read = reader(["Verdict", "PRICE", "mpn"]);
    expect(read.read(2, ["failed", "1.00", "AAA"])).toMatchObject({
      verdict: "changed",
      values: { price: 100n },
    });
  });

  test("names that differ by case only stay apart", () => {
    const columns = [
      { id: "v.a", name: "v.a" },
      { id: "v.A", name: "v.A" },
    ];
    const read = reader(["MPN", "v.A"], { columns });
    expect(read.read(2, ["AAA", "5"])?.values).toEqual({ "v.A": 500n });
  });
});

describe("a row", () => {
  test("changes only what differs, and columns that the file lacks stay", () => {
    const read = reader(["Item ID", "Price", "Suggested T0 Price"]);
    expect(read.read(2, ["PRD-1-0001", "300", "370.5"])).toEqual({
      row: 2,
      itemId: "PRD-1-0001",
      verdict: "changed",
      cells: [{ column: "Suggested T0 Price", value: "370.5", reason: "365.00 → 370.50" }],
      values: { st0p: 37050n },
      found: { st0p: 36500n },
    });
  });

  test("an empty cell clears and says so; an empty cell over an empty one is nothing", () => {
    expect(reader().read(2, ["PRD-1-0001", null, null, null, "300", null, null])).toEqual({
      row: 2,
      itemId: "PRD-1-0001",
      verdict: "cleared",
      cells: [{ column: "Suggested T0 Price", value: "", reason: "365.00 → empty" }],
      values: { st0p: null },
      found: { st0p: 36500n },
    });
  });

  test("a row shorter than the header has empty cells", () => {
    expect(reader().read(2, ["PRD-1-0002"])).toMatchObject({ verdict: "cleared", values: { price: null } });
  });

  test("zero is a price", () => {
    expect(reader().read(2, ["PRD-1-0002", null, null, null, "1", "0"])?.values).toEqual({ st0p: 0n });
  });

  test("one bad cell fails the row, and every bad cell is named", () => {
    const verdict = reader().read(7, ["PRD-1-0001", null, null, null, "12.345", "abc", "9"]);
    expect(verdict).toMatchObject({ row: 7, itemId: "PRD-1-0001", verdict: "failed", values: {} });
    expect(verdict?.cells).toEqual([
      { column: "Price", value: "12.345", reason: "“12.345” has 3 decimals; at most 2 are allowed" },
      { column: "Suggested T0 Price", value: "abc", reason: "“abc” is not an amount such as 12.50" },
    ]);
  });

  test.each([
    ["=B2*1.1", "is a formula without a stored value"],
    ["#DIV/0!", "is the error #DIV/0! of a formula"],
    ["-1", "is negative"],
    ["1,234", "is ambiguous"],
  ])("%s is refused", (text, reason) => {
    expect(reader(["MPN", "Price"]).read(2, ["AAA", text])?.cells[0]?.reason).toContain(reason);
  });

  test.each([
    ["12,5", 1250n],
    ["1.234,50", 123450n],
    ["1 234.50", 123450n],
    ["USD 12.50", 1250n],
  ])("what people type is understood: %s", (text, units) => {
    expect(reader(["MPN", "Price"]).read(2, ["AAA", text])?.values).toEqual({ price: units });
  });

  test.each([
    [["PRD-9-0001", "AAA"], "no item of this version has the ID “PRD-9-0001”"],
    [[null, "ZZZ"], "no item of this version has the MPN “ZZZ”"],
    [[null, "SAME"], "several items of this version have the MPN “SAME”; give the Item ID"],
    [[null, null, null, null, "1"], "the row names no item; give its Item ID or MPN"],
  ])("%j finds no item", (cells, reason) => {
    expect(reader().read(2, cells)).toMatchObject({ itemId: null, verdict: "failed", cells: [{ reason }] });
  });

  test("a second row for an item fails, by whatever name", () => {
    const read = reader();
    read.read(2, ["PRD-1-0001", null, null, null, "1", "1", "1"]);
    expect(read.read(5, [null, "AAA", null, null, "2", "2", "2"])).toMatchObject({
      verdict: "failed",
      cells: [{ reason: "row 2 is already for this item; one row for each item is allowed" }],
    });
  });

  test("a value under no title fails the row", () => {
    const read = reader(["MPN", "Price"]);
    expect(read.read(3, ["AAA", "1", "stray"])?.cells).toEqual([
      { column: "C", value: "stray", reason: "column C has a value here but no title" },
    ]);
  });

  test("blank rows are passed over and not counted", () => {
    const read = reader();
    expect(read.read(2, [null, null])).toBeUndefined();
    read.read(3, ["PRD-1-0001", null, null, null, "300", "365", null]);
    read.read(4, ["nobody"]);
    expect(read.result()).toEqual({ rows: 2, changed: 0, unchanged: 1, cleared: 0, failed: 1 });
  });
});

describe("export", () => {
  test("fixed columns, then the list's in its order, numbers exact", () => {
    expect(priceSheetHeader(context.columns)).toEqual(header);
    const point = { ...points[0]!, name: "Acrobat", product: "Adobe" };
    expect(priceSheetRow(point, context)).toEqual([
      "PRD-1-0001",
      "AAA",
      "Acrobat",
      "Adobe",
      { number: "300.00" },
      { number: "365.00" },
      null,
    ]);
  });

  test("Info says until when a frozen version is frozen", () => {
    const info = {
      list: { id: "PL-1", name: "EU" },
      version: { id: "PLV-1-0001", number: 1, status: "active" },
      currency: "EUR",
      exportedAt: "2026-03-02T00:00:00+00:00",
      frozenAt: "2026-03-01T00:00:00+00:00",
    };
    expect(priceInfoSheet(info, 2).rows).toContainEqual(["Frozen at (UTC)", info.frozenAt]);
    expect(priceInfoSheet({ ...info, frozenAt: null }, 8).rows).toEqual(
      expect.arrayContaining([
        ["Exported at (UTC)", info.exportedAt],
        ["Precision", { number: "0.00000001" }],
      ]),
    );
  });

  test("a verdict as one cell", () => {
    const cells = [{ column: "Price", value: "2", reason: "1.00 → 2.00" }];
    expect(verdictText({ verdict: "changed", cells })).toBe("changed – Price: 1.00 → 2.00");
    expect(verdictText({ verdict: "unchanged", cells: [] })).toBe("unchanged");
  });
});

/** What a reader of the written file gets. */
function asRead(cell: SheetCell): string | null {
  if (cell === null || typeof cell === "string") return cell && readableText(cell);
  return cell.number;
}

const units = fc.option(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), { nil: null });

test("export, then import without edits, changes nothing; any edit is exactly what changes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.array(fc.tuple(units, units, units), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      units,
      (scale, rows, pick, edit) => {
        const list = { ...context, scale };
        const given = rows.map(([price, st0p, level], index) => ({
          itemId: `PRD-1-${index}`,
          mpn: `M${index}`,
          name: "n",
          product: "p",
          values: { price, st0p, "v.level_02": level },
        }));
        const sheet = given.map((point) => priceSheetRow(point, list).map(asRead));
        const same = priceSheetReader(list, priceSheetHeader(list.columns).map(asRead), given);
        for (const [index, cells] of sheet.entries()) {
          expect(same.read(index + 2, cells)).toMatchObject({ verdict: "unchanged", values: {} });
        }
        const at = pick % sheet.length;
        sheet[at]![4] = edit === null ? null : printDecimal(edit, scale);
        const edited = priceSheetReader(list, header, given);
        const verdicts = sheet.map((cells, index) => edited.read(index + 2, cells));
        const before = given[at]!.values.price;
        for (const [index, verdict] of verdicts.entries()) {
          const expected = index === at && edit !== before ? { price: edit } : {};
          expect(verdict?.values).toEqual(expected);
        }
      },
    ),
  );
});
