import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitmentsOf, itemPeriods } from "./item";
import { itemSheetReader, type SheetItem } from "./item-sheet";
import { itemSheetHeader, itemSheetRow } from "./item-sheet-content";
import { neutralText, type RawRow, type SheetCell } from "./sheet-import";
import { itemStatuses } from "./states";
import { units } from "./units";

const draft: SheetItem = {
  id: "PRD-1-0001",
  name: "Acrobat",
  mpn: "AAA",
  description: "Reads and writes",
  externalId: null,
  type: "reservation",
  period: "yearly",
  unitId: "licenses",
  quantityDecimals: 0,
  commitment: 3,
  status: "draft",
};
const published: SheetItem = { ...draft, id: "PRD-1-0002", mpn: "BBB", status: "published" };
const header = itemSheetHeader as RawRow;

function reader(head: RawRow = header, items: SheetItem[] = [draft, published]) {
  return itemSheetReader(head, items);
}

function row(over: Record<string, string | null>): RawRow {
  return header.map((title) => over[title ?? ""] ?? null);
}

const fresh = {
  MPN: "NEW",
  Action: "create",
  Name: "New",
  Description: "A new one",
  Type: "Reservation",
  Precision: "integer",
  Unit: "Licenses",
  "Billing Period": "Yearly",
  Commitment: "3 years",
};

describe("create", () => {
  test("makes a whole item", () => {
    expect(reader().read(2, row(fresh))).toEqual({
      row: 2,
      itemId: null,
      mpn: "NEW",
      verdict: "created",
      cells: [],
      content: {
        name: "New",
        mpn: "NEW",
        description: "A new one",
        externalId: null,
        type: "reservation",
        period: "yearly",
        unitId: "licenses",
        quantityDecimals: 0,
        commitment: 3,
      },
    });
  });

  test.each([
    [{ ID: "PRD-1-0009" }, "ID", "leave it empty or put update"],
    [{ MPN: "AAA" }, "MPN", "Item with same mpn already exists"],
    [{ MPN: null }, "MPN", "is required"],
    [{ Name: null }, "Name", "is required"],
    [{ Type: "gift" }, "Type", "is not one of reservation, ppu"],
    [{ Unit: "barrels" }, "Unit", "is not a unit; allowed: licenses"],
    [{ Precision: "decimal(2)" }, "Precision", "whole numbers"],
    [{ Precision: "decimal(3)" }, "Precision", "is not one of integer"],
    [{ "Billing Period": "weekly" }, "Billing Period", "is not one of monthly"],
    [{ Commitment: "7 years" }, "Commitment", "is not possible for Yearly; allowed: -, 2 years"],
    [{ Name: "=HYPERLINK(1)" }, "Name", "formula"],
  ])("%j is refused", (over, column, reason) => {
    const verdict = reader().read(2, row({ ...fresh, ...over }));
    expect(verdict?.verdict).toBe("failed");
    expect(verdict?.cells).toEqual([
      expect.objectContaining({ column, reason: expect.stringContaining(reason) }),
    ]);
  });

  test("two rows cannot create the same MPN", () => {
    const read = reader();
    read.read(2, row(fresh));
    expect(read.read(3, row(fresh))).toMatchObject({ verdict: "failed", cells: [{ column: "MPN" }] });
  });

  test.each(["2 years", "2 YEARS", "years_2"])("a period may be written %s", (period) => {
    const verdict = reader().read(2, row({ ...fresh, "Billing Period": period, Commitment: "4 years" }));
    expect(verdict?.content).toMatchObject({ period: "years_2", commitment: 2 });
  });
});

describe("update", () => {
  test("changes what the cells say and leaves the rest", () => {
    expect(
      reader().read(2, row({ ID: draft.id, Action: "update", Name: "Acrobat Pro", MPN: "AA2" })),
    ).toEqual({
      row: 2,
      itemId: draft.id,
      mpn: "AA2",
      verdict: "updated",
      cells: [
        { column: "MPN", value: "AA2", reason: "AAA → AA2" },
        { column: "Name", value: "Acrobat Pro", reason: "Acrobat → Acrobat Pro" },
      ],
      content: expect.objectContaining({ name: "Acrobat Pro", mpn: "AA2", commitment: 3 }),
    });
  });

  test("finds the item by MPN where there is no ID", () => {
    expect(reader().read(2, row({ MPN: "BBB", Action: "update", Name: "B" }))).toMatchObject({
      itemId: published.id,
      verdict: "updated",
    });
  });

  test.each([
    [{ ID: published.id, Type: "ppu" }, "Type"],
    [{ ID: published.id, "Billing Period": "monthly", Commitment: "-" }, "Billing Period"],
    [{ ID: published.id, MPN: "AAA" }, "MPN"],
    [{ ID: "PRD-1-0404" }, "ID"],
    [{ MPN: "none" }, "MPN"],
    [{ Name: "who" }, "ID"],
  ])("%j fails", (over, column) => {
    const verdict = reader().read(2, row({ Action: "update", ...over }));
    expect(verdict).toMatchObject({ verdict: "failed", content: null });
    expect(verdict?.cells[0]?.column).toBe(column);
  });

  test("an MPN that an earlier row gave away is free, and one that it took is not", () => {
    const read = reader();
    read.read(2, row({ ID: draft.id, Action: "update", MPN: "AA2" }));
    expect(read.read(3, row({ ...fresh, MPN: "AAA" }))?.verdict).toBe("created");
    expect(read.read(4, row({ ...fresh, MPN: "AA2" }))?.verdict).toBe("failed");
  });
});

test("only drafts are deleted, once", () => {
  const read = reader();
  expect(read.read(2, row({ ID: draft.id, Action: "delete" }))).toMatchObject({ verdict: "deleted" });
  expect(read.read(3, row({ ID: draft.id, Action: "update", Name: "x" }))).toMatchObject({
    verdict: "failed",
    cells: [{ reason: "row 2 is already for this item; one row for each item is allowed" }],
  });
  expect(read.read(4, row({ ID: published.id, Action: "delete" }))).toMatchObject({
    verdict: "failed",
    cells: [{ column: "Action", reason: "Only draft Item can be deleted. This one is published." }],
  });
});

test("- and nothing skip; another word is refused with the ones that are allowed", () => {
  const read = reader();
  expect(read.read(2, row({ ID: draft.id, Action: "-", Name: "x" }))?.verdict).toBe("skipped");
  expect(read.read(3, row({ ID: draft.id, Name: "x" }))?.verdict).toBe("skipped");
  expect(read.read(4, row({ ID: draft.id, Action: "remove" }))?.cells[0]?.reason).toBe(
    "“remove” is not an action; allowed: -, create, update, delete",
  );
  expect(read.result()).toMatchObject({ rows: 3, skipped: 2, failed: 1 });
});

test("without an Action column a row creates or updates", () => {
  const head = header.filter((title) => title !== "Action");
  const cells = (over: Record<string, string | null>) => head.map((title) => over[title ?? ""] ?? null);
  const read = reader(head);
  expect(read.read(2, cells({ MPN: "AAA", Name: "A" }))?.verdict).toBe("updated");
  expect(read.read(3, cells(fresh))?.verdict).toBe("created");
});

test("unknown columns are refused by name; those of Connect's workbooks are passed over", () => {
  expect(() => reader(["MPN", "Colour"])).toThrow(/unknown column “Colour” \(B\)/);
  expect(() => reader(["Name"])).toThrow(/neither a column “ID” nor “MPN”/);
  expect(() => reader(["MPN", "Created", "Modified"])).not.toThrow();
});

const anyItem = fc
  .record({
    status: fc.constantFrom(...itemStatuses),
    period: fc.constantFrom(...itemPeriods),
    unitId: fc.constantFrom(...units.map(({ id }) => id)),
    name: fc.constantFrom("Acrobat", "=1+1", "'-x", "a b"),
    pick: fc.nat(),
  })
  .map(({ pick, ...over }): SheetItem => {
    const allowed = commitmentsOf(over.period);
    return { ...draft, ...over, commitment: allowed[pick % allowed.length] ?? 1 };
  });

test("export, then import as updates without edits, changes nothing", () => {
  const text = (cell: SheetCell) => (typeof cell === "string" ? neutralText(cell) : null);
  fc.assert(
    fc.property(anyItem, (item) => {
      const cells = itemSheetRow(item).map(text);
      expect(reader(header, [item]).read(2, cells)?.verdict).toBe("skipped");
      cells[2] = "update";
      expect(reader(header, [item]).read(2, cells)).toMatchObject({ verdict: "unchanged", cells: [] });
    }),
  );
});
