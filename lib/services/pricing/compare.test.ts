import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { pricePoint } from "@/db/schema/pricing";
import { newVendor } from "@/db/testing/factories";
import { compareSorts, diffVersions, summarise } from "@/lib/domain/price-diff";
import { sortDiffRows } from "@/lib/domain/price-diff-order";
import { aPriceList, aProduct, twoColumns } from "../testing/pricing";
import { compareVersions } from "./compare";
import { comparisonWorkbook } from "./compare-export";
import { updatePriceList } from "./lists";
import { setPoints } from "./points";
import { activateVersion, createVersion } from "./versions";

const page = { limit: 100, offset: 0 };

async function twoVersions() {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 4);
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes: twoColumns });
  const [a = "", b = "", c = "", d = ""] = product.itemIds;
  await setPoints(vendor, {
    versionId,
    points: [
      { id: a, attributes: { price: 100, st0p: 120 } },
      { id: b, attributes: { price: 100, st0p: 120 } },
      { id: c, attributes: { price: 0 } },
    ],
  });
  const next = await createVersion(vendor, {
    base: { id: versionId },
    description: "",
    points: "copy",
  });
  await setPoints(vendor, {
    versionId: next.id,
    points: [
      { id: a, attributes: { price: 110 } },
      { id: b, attributes: { price: 70, st0p: null } },
      { id: c, attributes: { price: 1 } },
      { id: d, attributes: { st0p: 5 } },
    ],
  });
  return { vendor, list, from: versionId, to: next.id, items: [a, b, c, d] };
}

test("the largest change comes first, then what was added and removed; the summary counts every cell", async () => {
  const { vendor, from, to, items } = await twoVersions();
  const [a, b, c, d] = items;
  const { rows, summary, total, columns } = await compareVersions(vendor, { from, to, ...page });
  expect(rows.map((row) => [row.itemId, row.columnId, row.kind, row.deltaPercent?.units ?? null])).toEqual([
    [c, "price", "changed", null],
    [b, "price", "changed", -3000n],
    [a, "price", "changed", 1000n],
    [d, "st0p", "added", null],
    [b, "st0p", "removed", null],
    [a, "st0p", "unchanged", 0n],
  ]);
  expect(rows[0]?.item).toMatchObject({ id: c, mpn: "M-3" });
  expect(total).toBe(6);
  expect(columns.map((column) => column.id)).toEqual(["price", "st0p"]);
  expect(summary).toEqual({
    changed: 3,
    added: 1,
    removed: 1,
    unchanged: 1,
    medianChangePercent: { units: -1000n, scale: 2 },
  });
});

test("kinds and pages narrow the rows, not the summary", async () => {
  const { vendor, from, to } = await twoVersions();
  const changed = await compareVersions(vendor, { from, to, kinds: ["changed"], limit: 2, offset: 2 });
  expect(changed.rows.map((row) => row.deltaPercent?.units)).toEqual([1000n]);
  expect(changed.total).toBe(3);
  expect(changed.summary.added).toBe(1);
});

test("versions of two currencies cannot be compared", async () => {
  const { vendor, list, to } = await twoVersions();
  const other = await aPriceList(vendor, [list.products[0]?.id ?? ""], {
    attributes: twoColumns,
    currency: "EUR",
  });
  await expect(compareVersions(vendor, { from: to, to: other.versionId, ...page })).rejects.toMatchObject({
    code: "invalid",
    issues: [{ path: "to", rule: "currency" }],
  });
});

test("a neighbour finds neither version", async () => {
  const { vendor, from, to } = await twoVersions();
  await activateVersion(vendor, { id: from });
  const neighbour = await newVendor();
  await expect(compareVersions(neighbour, { from, to, ...page })).rejects.toMatchObject({
    code: "not_found",
  });
});

const fourColumns = [...twoColumns, { name: "v.floor" }, { name: "v.promo" }];
const columnIds = ["price", "st0p", "v.floor", "v.promo"];

/** Up to 15 digits, often close to another, often nothing. */
const cellUnits = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 999_999_999_999_990, max: 999_999_999_999_999 }) },
);
const cellsOfPoint = fc.record({ price: cellUnits, st0p: cellUnits, floor: cellUnits, promo: cellUnits });
type Cells = typeof cellsOfPoint extends fc.Arbitrary<infer T> ? T : never;

async function put(versionId: string, itemId: string, { price, st0p, floor, promo }: Cells) {
  const custom = Object.fromEntries(
    Object.entries({ "v.floor": floor, "v.promo": promo }).flatMap(([id, units]) =>
      units === null ? [] : [[id, units] as const],
    ),
  );
  await database().transaction((tx) =>
    tx
      .update(pricePoint)
      .set({ price, st0p, custom })
      .where(and(eq(pricePoint.versionId, versionId), eq(pricePoint.itemId, itemId))),
  );
}

test("the database compares, sorts and counts exactly as the rules do, whatever the amounts", {
  timeout: 60_000,
}, async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 4);
  const { versionId: from } = await aPriceList(vendor, [product.id], { attributes: fourColumns });
  const { versionId: to } = await aPriceList(vendor, [product.id], { attributes: fourColumns });
  const sides = fc.array(fc.tuple(cellsOfPoint, cellsOfPoint), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      sides,
      fc.constantFrom(...compareSorts),
      fc.boolean(),
      async (points, sort, descending) => {
        for (const [index, [before, after]] of points.entries()) {
          await put(from, product.itemIds[index] ?? "", before);
          await put(to, product.itemIds[index] ?? "", after);
        }
        const db = database();
        const [a, b] = [await readAllPoints(db, from), await readAllPoints(db, to)];
        const expected = diffVersions(columnIds, { decimals: 2, points: a }, { decimals: 2, points: b });
        const names = new Map(product.itemIds.map((id, index) => [id, `Item ${index + 1}`]));
        const sorted = sortDiffRows(expected, sort, descending, (id) => names.get(id) ?? "");
        const found = await compareVersions(vendor, { from, to, sort, descending, ...page });
        expect(found.rows.map(({ item: _, ...row }) => row)).toEqual(sorted);
        expect(found.summary).toEqual(summarise(expected));
        expect(found.total).toBe(expected.length);
        const [only = ""] = product.itemIds;
        const one = await compareVersions(vendor, { from, to, itemId: only, ...page });
        expect(one.rows.every((row) => row.itemId === only)).toBe(true);
        expect(one.total).toBe(expected.filter((row) => row.itemId === only).length);
      },
    ),
    { numRuns: 40 },
  );
});

test("lists of other decimals are compared by what they say, and a column that only one list has is added", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 2);
  const { versionId: from } = await aPriceList(vendor, [product.id]);
  const { versionId: to } = await aPriceList(vendor, [product.id], {
    precision: 0.00000001,
    attributes: fourColumns,
  });
  const [a = "", b = ""] = product.itemIds;
  await put(from, a, { price: 999, st0p: null, floor: null, promo: null });
  await put(to, a, { price: 999_000_000, st0p: null, floor: 5, promo: null });
  await put(from, b, { price: 100, st0p: null, floor: null, promo: null });
  await put(to, b, { price: 100_000_001, st0p: null, floor: null, promo: null });
  const { rows, summary } = await compareVersions(vendor, { from, to, ...page });
  expect(rows.map(({ itemId, columnId, kind, delta }) => [itemId, columnId, kind, delta])).toEqual([
    [b, "price", "changed", { units: 1n, scale: 8 }],
    [a, "v.floor", "added", null],
    [a, "price", "unchanged", { units: 0n, scale: 8 }],
  ]);
  expect(summary).toMatchObject({ changed: 1, added: 1, removed: 0, unchanged: 1 });
});

test("a value left in a column that the list has dropped is no price", async () => {
  const { vendor, list, from, to, items } = await twoVersions();
  await updatePriceList(vendor, { id: list.id, attributes: [{ id: "price" }] });
  const { rows } = await compareVersions(vendor, { from, to, ...page });
  expect(new Set(rows.map((row) => row.columnId))).toEqual(new Set(["price"]));
  expect(items.length).toBe(4);
});

test("a comparison can be taken along as a spreadsheet", async () => {
  const { vendor, from, to, items } = await twoVersions();
  const { bytes, name } = await comparisonWorkbook(vendor, { from, to, kinds: ["added"], format: "csv" });
  const [header, ...rows] = new TextDecoder().decode(bytes).trim().split("\r\n");
  expect(name).toBe(`${from}-to-${to}.csv`);
  expect(header).toBe(`Item ID,MPN,Name,Column,${from},${to},Change,Change %,Kind`);
  expect(rows).toEqual([`${items[3]},M-4,Item 4,Customer price (MSRP),,5.00,,,added`]);
});
