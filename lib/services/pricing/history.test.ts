import { afterEach, expect, test } from "vitest";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { everything } from "@/lib/domain/rql";
import { clock } from "../context";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill } from "../testing/pricing";
import { itemPriceHistory } from "./history";
import { versionTimeline } from "./timeline";
import { activateVersion, createVersion, scheduleVersion } from "./versions";

afterEach(() => clock.set(null));

const day = (n: number) => new Date(Date.UTC(2027, 2, n));

/** Version 1 in force from day 2, version 2 scheduled for day 5, version 3 a draft meant for day 8. */
async function aListOverTime() {
  clock.set(day(2));
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId, { price: 100, st0p: 200 });
  await activateVersion(vendor, { id: versionId });
  const base = { id: versionId };
  const next = await createVersion(vendor, { base, description: "", points: "copy" });
  await fill(next.id, { price: 110, st0p: null });
  await scheduleVersion(vendor, { id: next.id, start_at: day(5) });
  await createVersion(vendor, { base, description: "", points: "copy", start_at: day(8) });
  const market = await aMarketplace(vendor, distributor);
  const on = { ...market, productId: product.id, priceListId: list.id };
  await bind(await aListing(vendor, distributor, on), list.id, day(2));
  return { vendor, distributor, listId: list.id, itemId: product.itemIds[0] ?? "" };
}

test("an item's history holds what was, is and will be in force, and no draft", async () => {
  const { vendor, listId, itemId } = await aListOverTime();
  const { steps, item } = await itemPriceHistory(vendor, { listId, itemId });
  expect(item).toMatchObject({ id: itemId, mpn: "M-1" });
  expect(steps.map(({ version, from, to, values }) => [version.number, from, to, values])).toEqual([
    [1, day(2), day(5), { price: { units: 100n, scale: 2 }, st0p: { units: 200n, scale: 2 } }],
    [2, day(5), null, { price: { units: 110n, scale: 2 }, st0p: null }],
  ]);
});

test("the time line holds every list with its versions, past and planned; drafts stand at what they are meant for", async () => {
  const { vendor, listId } = await aListOverTime();
  const { lanes, total } = await versionTimeline(vendor, everything);
  expect(total).toBe(1);
  expect(lanes[0]?.list.id).toBe(listId);
  expect(lanes[0]?.spans.map(({ version, from, to }) => [version.number, from, to])).toEqual([
    [1, day(2), day(5)],
    [2, day(5), null],
  ]);
  expect(lanes[0]?.drafts.map(({ version, meantFor }) => [version.number, meantFor])).toEqual([[3, day(8)]]);
});

test("others see it through their listing, in their columns and without drafts; a neighbour sees nothing", async () => {
  const { vendor, distributor, listId, itemId } = await aListOverTime();
  const reseller = await newReseller(distributor);
  const question = { listId, itemId };
  expect((await itemPriceHistory(as("viewer", vendor), question)).steps.length).toBe(2);
  const shown = await itemPriceHistory(reseller, question);
  expect(Object.keys(shown.steps[0]?.values ?? {})).toEqual(["st0p"]);
  expect((await versionTimeline(distributor, everything)).lanes[0]?.drafts).toEqual([]);
  const neighbour = await newVendor();
  await expect(itemPriceHistory(neighbour, question)).rejects.toMatchObject({ code: "not_found" });
  expect(await versionTimeline(neighbour, everything)).toEqual({ lanes: [], total: 0 });
  await expect(itemPriceHistory(vendor, { listId, itemId: "PRD-1" })).rejects.toMatchObject({
    code: "not_found",
  });
});
