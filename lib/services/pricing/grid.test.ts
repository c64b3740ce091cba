import { expect, test } from "vitest";
import { as, newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { parseListQuery } from "@/lib/domain/rql";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill, twoColumns } from "../testing/pricing";
import { openGrid } from "./grid";
import { setPoint } from "./points";
import { activateVersion, createVersion } from "./versions";

async function aDraft(items = 4) {
  const vendor = await newVendor();
  const product = await aProduct(vendor, items);
  const attributes = [...twoColumns, { name: "v.floor" }, { name: "v.no plain name" }];
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes });
  await fill(versionId);
  const open = async (query = "", { view, actor = vendor }: { view?: string; actor?: Actor } = {}) => {
    const window = await openGrid(actor, { versionId, query: parseListQuery(query), view });
    return { ...window, ids: window.rows.map((row) => (row ? product.itemIds.indexOf(row.id) : null)) };
  };
  const set = (at: number, attributes: object) =>
    setPoint(vendor, { versionId, itemId: product.itemIds[at] ?? "", attributes: { ...attributes } });
  return { vendor, product, listId: list.id, versionId, open, set };
}

test("a window holds its rows, the total and the view to go on with", async () => {
  const { open, versionId, vendor } = await aDraft();
  const all = await open();
  expect(all).toMatchObject({ total: 4, offset: 0, ids: [0, 1, 2, 3] });
  expect(all.rows[0]).toMatchObject({ item: { mpn: "M-1" }, values: { price: 30000n }, base: null });
  expect(await open("limit=2&offset=1", { view: all.view })).toMatchObject({ ids: [1, 2], view: all.view });
  expect(await open("limit=2&offset=9", { view: all.view })).toMatchObject({ ids: [], total: 4 });
  const asked = { versionId, query: parseListQuery("limit=0"), view: "gone" };
  expect(await openGrid(vendor, asked)).toMatchObject({ rows: [], view: all.view });
});

test("rows stay in place while prices are edited; a new view orders anew", async () => {
  const { open, set } = await aDraft();
  await set(2, { price: null });
  const query = "eq(status,filled)&ordering(-attributes.price)";
  const before = await open(query);
  expect(before.ids).toEqual([3, 1, 0]);
  await set(3, { price: 1 });
  await set(1, { price: null });
  await set(0, { price: 999 });
  expect(await open(query, { view: before.view })).toMatchObject({ ids: [3, 1, 0], view: before.view });
  const after = await open(query);
  expect(after.ids).toEqual([0, 3]);
  expect(after.view).not.toBe(before.view);
});

test("prices are sorted with empty ones last, and filtered as the decimals that people read", async () => {
  const { open, set } = await aDraft();
  await set(0, { price: "12.34", "v.floor": 3, "v.no plain name": 2 });
  await set(1, { price: "9.99", "v.floor": 20, "v.no plain name": 1 });
  await set(2, { price: null });
  expect((await open("ordering(attributes.price)")).ids).toEqual([1, 0, 3, 2]);
  expect((await open("ordering(-attributes.price)")).ids).toEqual([3, 0, 1, 2]);
  expect((await open("ordering(attributes.v.floor)")).ids).toEqual([0, 1, 2, 3]);
  expect((await open("ordering(attributes.4)")).ids).toEqual([1, 0, 2, 3]);
  expect((await open("eq(attributes.price,12.34)")).ids).toEqual([0]);
  expect((await open("gt(attributes.price,9.99)&lt(attributes.price,300)")).ids).toEqual([0]);
  expect((await open("eq(attributes.price,null())")).ids).toEqual([2]);
  expect((await open("search=m-2")).ids).toEqual([1]);
});

test("what was changed since the base is found, by its owner", async () => {
  const { vendor, versionId, product, open: openBase } = await aDraft();
  await expect(openBase("changed=true")).rejects.toMatchObject({ reason: "query" });
  const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  const set = (at: number, attributes: object) =>
    setPoint(vendor, {
      versionId: next.id,
      itemId: product.itemIds[at] ?? "",
      attributes: { ...attributes },
    });
  const changed = async (value: boolean) => {
    const query = parseListQuery(`eq(changed,${value})`);
    const { rows } = await openGrid(vendor, { versionId: next.id, query });
    return rows.map((row) => product.itemIds.indexOf(row?.id ?? ""));
  };
  expect(await changed(true)).toEqual([]);
  await set(1, { price: null });
  await set(2, { "v.floor": 1 });
  expect(await changed(true)).toEqual([1, 2]);
  expect(await changed(false)).toEqual([0, 3]);
  const { rows } = await openGrid(vendor, { versionId: next.id, query: parseListQuery("changed=true") });
  expect(rows[0]).toMatchObject({ values: { price: null }, base: { price: 30000n } });
  await set(1, { price: 300 });
  expect(await changed(true)).toEqual([2]);
});

test("a viewer and a party of a listing read, a neighbour does not", async () => {
  const { vendor, product, listId, versionId, open } = await aDraft();
  expect((await open("", { actor: as("viewer", vendor) })).total).toBe(4);
  await expect(open("", { actor: await newVendor() })).rejects.toMatchObject({ code: "not_found" });
  const distributor = await newDistributor();
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, new Date());
  const own = await open();
  await expect(open("", { actor: distributor })).rejects.toMatchObject({ code: "not_found" });
  await activateVersion(vendor, { id: versionId });
  expect(await open("", { actor: distributor, view: own.view })).toMatchObject({ total: 4 });
  const asked = open("changed=true", { actor: distributor });
  await expect(asked).rejects.toMatchObject({ reason: "query" });
});
