import { expect, test } from "vitest";
import { gridColumns } from "./columns";
import { cleared, copied, filledDown, pasted, reachOf, type Sheet } from "./deeds";

type Row = {
  id: string;
  name: string;
  mpn: string;
  product: { name: string };
  values: Record<string, string>;
};

const row = (id: string, price?: string): Row => ({
  id,
  name: `Item ${id}`,
  mpn: `M-${id}`,
  product: { name: "Suite" },
  values: price === undefined ? {} : { price },
});
const rows = [row("A", "1.00"), row("B"), row("C", "3.00")];
const columns = gridColumns(
  [
    { id: "price", name: "Price", description: null },
    { id: "st0p", name: "Suggested T0 Price", description: null },
  ],
  { showProduct: false, narrow: false, fieldOf: (id) => `attributes.${id}` },
);
const sheet: Sheet<Row> = {
  columns,
  currency: "USD",
  decimals: 2,
  read: ({ values }, columnId) => values[columnId] ?? null,
};
const size = { rows: rows.length, columns: columns.length };
const block = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });
const change = (itemId: string, before: string | null, after: string | null, columnId = "price") => ({
  itemId,
  columnId,
  before,
  after,
});

test("names and prices are copied, empty ones as empty cells", () => {
  expect(copied(rows.slice(0, 2), block(0, 1, 0, 2), sheet)).toBe("Item A\tM-A\t1.00\nItem B\tM-B\t");
});

test("only prices are cleared", () => {
  expect(cleared(rows, block(0, 2, 0, 2), sheet)).toEqual([
    change("A", "1.00", null),
    change("B", null, null),
    change("C", "3.00", null),
  ]);
});

test("the top of each column is filled down", () => {
  expect(filledDown(rows, block(0, 2, 2, 3), sheet)).toEqual([
    change("B", null, "1.00"),
    change("B", null, null, "st0p"),
    change("C", "3.00", "1.00"),
    change("C", null, null, "st0p"),
  ]);
  expect(filledDown([null, ...rows], block(0, 3, 2, 2), sheet)).toEqual([]);
});

test("good cells of a paste are changed, bad ones listed with value and reason, others counted", () => {
  const text = "10\tabc\n1,234\t\n-5\t7,50\n9\t9\n";
  const paste = pasted(text, rows, { block: block(0, 0, 2, 2), size }, sheet);
  expect(paste.changes).toEqual([
    change("A", "1.00", "10.00"),
    change("B", null, null, "st0p"),
    change("C", null, "7.50", "st0p"),
  ]);
  expect(paste.refusals.map(({ itemId, value, reason }) => [itemId, value, reason])).toEqual([
    ["A", "abc", expect.stringContaining("not an amount")],
    ["B", "1,234", expect.stringContaining("ambiguous")],
    ["C", "-5", expect.stringContaining("negative")],
  ]);
  expect(paste.outside).toBe(2);
  expect(paste.block).toEqual(block(0, 2, 2, 3));
  expect(reachOf(text, block(0, 0, 2, 2), size)).toBe(3);
});

test("a block pasted back with its own names changes its prices; over other names it is refused there", () => {
  const at = { block: block(0, 0, 0, 0), size };
  expect(pasted("Item A\tM-A\t5", rows, at, sheet)).toMatchObject({
    changes: [change("A", "1.00", "5.00")],
    refusals: [],
  });
  expect(pasted("Item B\tM-A\t5", rows, at, sheet).refusals).toEqual([
    { itemId: "A", columnId: "item", value: "Item B", reason: "Item cannot be changed here" },
  ]);
});
