import { expect, test } from "vitest";
import { newVendor } from "@/db/testing/factories";
import { aPriceList, aProduct, twoColumns } from "../testing/pricing";
import { compareVersions } from "./compare";
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
