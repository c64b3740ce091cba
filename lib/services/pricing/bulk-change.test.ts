import { expect, test } from "vitest";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { as, newVendor } from "@/db/testing/factories";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { aPriceList, aProduct, fill } from "../testing/pricing";
import { changePrices } from "./bulk-change";
import { setPoint } from "./points";
import { activateVersion } from "./versions";

async function aDraft() {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 3);
  const { versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId, { price: 1000, st0p: 2000 });
  const [first = "", second = ""] = product.itemIds;
  await setPoint(vendor, { versionId, itemId: second, attributes: { price: 3, st0p: null } });
  const run = (change: object, actor = vendor) =>
    changePrices(actor, { versionId, change: bulkChangeInput.parse(change) });
  return { vendor, versionId, first, second, run };
}

const pricesOf = async (versionId: string) =>
  [...(await readAllPoints(database(), versionId)).values()].map((values) => [values.price, values.st0p]);

test("a dry run shows what would happen and writes nothing; the same change without it writes just that", async () => {
  const { versionId, second, run } = await aDraft();
  const change = { attributes: ["price", "st0p"], operation: { kind: "percent", value: "2.5" } };
  const looked = await run({ ...change, dry_run: true });
  expect(looked).toMatchObject({ points: 3, applied: false, counts: { changed: 5, skipped: 1, refused: 0 } });
  expect(looked.rows.find((row) => row.itemId === second)).toMatchObject({ before: 300n, after: 308n });
  expect(await pricesOf(versionId)).toContainEqual([1000n, 2000n]);
  const done = await run(change);
  expect(done).toEqual({ ...looked, applied: true, changeId: expect.any(String) });
  expect(await pricesOf(versionId)).toEqual([
    [1025n, 2050n],
    [308n, null],
    [1025n, 2050n],
  ]);
});

test("a point with a refused cell stays as it is, the others change", async () => {
  const { versionId, second, run } = await aDraft();
  const done = await run({ attributes: ["price"], operation: { kind: "add", value: -4 } });
  expect(done.counts).toEqual({ changed: 2, unchanged: 0, skipped: 0, refused: 1 });
  expect(done.rows[0]).toMatchObject({ itemId: second, outcome: "refused", before: 300n });
  expect((await pricesOf(versionId)).map(([price]) => price)).toEqual([600n, 300n, 600n]);
});

test("a filter selects the points", async () => {
  const { versionId, run } = await aDraft();
  const operation = { kind: "set", value: 1 };
  const done = await run({ attributes: ["st0p"], where: "eq(status,empty)", operation });
  expect(done).toMatchObject({ points: 1, counts: { changed: 1 } });
  expect((await pricesOf(versionId)).map(([, st0p]) => st0p)).toEqual([2000n, 100n, 2000n]);
  const unknown = run({ attributes: ["st0p"], where: "price=1", operation });
  await expect(unknown).rejects.toMatchObject({ reason: "query" });
  await expect(run({ attributes: ["cost"], operation })).rejects.toMatchObject({
    issues: [{ path: "attributes.0" }],
  });
});

test("only drafts, and not by a viewer or a neighbour", async () => {
  const { vendor, versionId, run } = await aDraft();
  const change = { attributes: ["price"], operation: { kind: "set", value: 1 } };
  await expect(run(change, as("viewer", vendor))).rejects.toMatchObject({ code: "forbidden" });
  await expect(run(change, await newVendor())).rejects.toMatchObject({ code: "not_found" });
  await activateVersion(vendor, { id: versionId });
  await expect(run(change)).rejects.toMatchObject({ code: "wrong_state" });
});
