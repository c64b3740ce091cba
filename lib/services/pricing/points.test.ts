import { expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { eq, everything, parseListQuery, where } from "@/lib/domain/rql";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill, twoColumns } from "../testing/pricing";
import { getPoint, listPoints, setPoint, setPoints } from "./points";
import { activateVersion } from "./versions";

async function aDraft(items = 3) {
  const vendor = await newVendor();
  const product = await aProduct(vendor, items);
  const attributes = [...twoColumns, { name: "v.floor" }];
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes });
  const [first = "", second = ""] = product.itemIds;
  return { vendor, product, listId: list.id, versionId, first, second };
}

async function changesOf(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId), eq("verb", "update")) };
  return (await findActivity(database(), scopeOf(actor), query)).rows.map((row) => row.changes);
}

test("cells are set, cleared and left alone; a point is filled when every predefined column has a value", async () => {
  const { vendor, versionId, first } = await aDraft();
  const set = (attributes: object) =>
    setPoint(vendor, { versionId, itemId: first, attributes: { ...attributes } });
  expect(await getPoint(vendor, { versionId, itemId: first })).toMatchObject({
    status: "empty",
    revision: 1,
  });
  const one = await set({ price: "12.5" });
  expect(one).toMatchObject({ status: "empty", revision: 2, values: { price: 1250n, st0p: null } });
  const two = await set({ st0p: 0, "v.floor": 99.99 });
  expect(two).toMatchObject({ status: "filled", values: { price: 1250n, st0p: 0n, "v.floor": 9999n } });
  expect(await getPoint(vendor, { versionId, itemId: first.replaceAll("-", "_") })).toEqual(two);
  const three = await set({ "v.floor": null, st0p: null });
  expect(three).toMatchObject({ status: "empty", revision: 4, values: { price: 1250n, "v.floor": null } });
  expect((await set({ price: 12.5 })).revision).toBe(4);
  expect(await changesOf(vendor, versionId)).toHaveLength(3);
  expect((await changesOf(vendor, versionId)).flat()).toContainEqual({
    field: "M-1 Price",
    before: null,
    after: "12.50",
  });
});

test.each([
  [{ price: "12.345" }, "attributes.price", "decimals"],
  [{ price: -1 }, "attributes.price", "negative"],
  [{ price: "1e3" }, "attributes.price", "format"],
  [{ price: "" }, "attributes.price", "empty"],
  [{ price: true }, "attributes.price", "format"],
  [{ price: "99999999999999.99" }, "attributes.price", "digits"],
  [{ cost: 1 }, "attributes.cost", "column"],
])("%j is refused at %s by the rule %s, and nothing is written", async (attributes, path, rule) => {
  const { vendor, versionId, first } = await aDraft(1);
  const refused = setPoint(vendor, { versionId, itemId: first, attributes });
  await expect(refused).rejects.toMatchObject({ code: "invalid", issues: [{ path, rule }] });
  expect((await getPoint(vendor, { versionId, itemId: first })).revision).toBe(1);
});

test("many points are set at once, all or nothing, with every fault named", async () => {
  const { vendor, versionId, first, second } = await aDraft();
  const rows = await setPoints(vendor, {
    versionId,
    points: [
      { id: second, attributes: { price: 2 } },
      { id: first, attributes: { price: 1, st0p: "1.50" } },
    ],
  });
  expect(rows.map((row) => [row.id, row.values.price])).toEqual([
    [second, 200n],
    [first, 100n],
  ]);
  const [recorded] = await changesOf(vendor, versionId);
  expect(recorded).toHaveLength(3);
  const bad = setPoints(vendor, {
    versionId,
    points: [
      { id: first, attributes: { price: 9 } },
      { id: "PRD-000-000-000-0001", attributes: {} },
      { id: first, attributes: { price: -1, nope: 1 } },
    ],
  });
  await expect(bad).rejects.toMatchObject({
    code: "invalid",
    issues: [
      { path: "1.id" },
      { path: "2.id" },
      { path: "2.attributes.price" },
      { path: "2.attributes.nope" },
    ],
  });
  expect((await getPoint(vendor, { versionId, itemId: first })).values.price).toBe(100n);
});

test("an audit row of many cells is cut, and says how many more there were", async () => {
  const { vendor, product, versionId } = await aDraft(30);
  const points = product.itemIds.map((id) => ({ id, attributes: { price: 1, st0p: 2 } }));
  await setPoints(vendor, { versionId, points });
  const [changes] = await changesOf(vendor, versionId);
  expect(changes).toHaveLength(51);
  expect(changes?.at(-1)).toEqual({ field: "more_prices", before: null, after: 10 });
});

test("a stale revision is refused", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  await setPoint(vendor, { versionId, itemId: first, attributes: { price: 1 }, revision: 1 });
  const stale = setPoint(vendor, { versionId, itemId: first, attributes: { price: 2 }, revision: 1 });
  await expect(stale).rejects.toMatchObject({ code: "conflict", reason: "precondition" });
});

test("a cell that somebody else wrote since is a clash that names both values and the writer; nothing is saved", async () => {
  const { vendor, versionId, first, second } = await aDraft(2);
  await setPoint(vendor, { versionId, itemId: first, attributes: { price: 5 } });
  const write = (expected: object, attributes: object) =>
    setPoints(vendor, {
      versionId,
      points: [
        { id: second, attributes: { price: 9 } },
        { id: first, attributes: { ...attributes }, expected: { ...expected } },
      ],
    });
  await expect(write({ price: null, st0p: null }, { price: 6, st0p: 1 })).rejects.toMatchObject({
    code: "conflict",
    reason: "precondition",
    details: [
      {
        id: first,
        attribute: "price",
        expected: null,
        found: "5.00",
        wanted: "6.00",
        by: { id: vendor.id, name: vendor.name },
        at: expect.any(String),
      },
    ],
  });
  expect((await getPoint(vendor, { versionId, itemId: second })).values.price).toBeNull();
  await expect(write({ price: "x" }, { price: 6 })).rejects.toMatchObject({
    code: "invalid",
    issues: [{ path: "1.expected.price" }],
  });
  await write({ price: null }, { price: 5 });
  await write({ price: "5" }, { price: 6 });
  expect((await getPoint(vendor, { versionId, itemId: first })).values.price).toBe(600n);
});

test("two writers of one point at once both succeed, one after the other", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  await Promise.all([
    setPoint(vendor, { versionId, itemId: first, attributes: { price: 1 } }),
    setPoint(vendor, { versionId, itemId: first, attributes: { st0p: 2 } }),
  ]);
  expect(await getPoint(vendor, { versionId, itemId: first })).toMatchObject({
    revision: 3,
    values: { price: 100n, st0p: 200n },
  });
});

test("only drafts are edited, only by who may, and only by their owner", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  const change = { versionId, itemId: first, attributes: { price: 1 } };
  const viewer = setPoint(as("viewer", vendor), change);
  await expect(viewer).rejects.toMatchObject({ code: "forbidden" });
  await expect(setPoint(await newVendor(), change)).rejects.toMatchObject({ code: "not_found" });
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  await expect(setPoint(vendor, change)).rejects.toMatchObject({ code: "wrong_state" });
  const many = { versionId, points: [{ id: first, attributes: { price: 1 } }] };
  await expect(setPoints(vendor, many)).rejects.toMatchObject({ code: "wrong_state" });
  const unknown = getPoint(vendor, { versionId, itemId: "PRD-1" });
  await expect(unknown).rejects.toMatchObject({ code: "not_found" });
});

test("points are paged and filtered as platform clients do", async () => {
  const { vendor, product, versionId, first, second } = await aDraft();
  await setPoint(vendor, { versionId, itemId: second, attributes: { price: 1, st0p: 1 } });
  const ids = async (query: string) =>
    (await listPoints(vendor, { versionId, query: parseListQuery(query) })).rows.map((row) => row.id);
  expect(await ids("")).toEqual(product.itemIds);
  expect(await ids("eq(status,filled)")).toEqual([second]);
  expect(await ids("status=empty&limit=1")).toEqual([first]);
  expect(await ids(`in(item.global_id,(${first},${second}))&ordering(-id)`)).toEqual([second, first]);
  expect(await ids("item.mpn=M-2")).toEqual([second]);
  expect(await ids(`item.product.id=${product.id}&ordering(-item.display_name)&limit=1`)).toEqual([
    product.itemIds[2],
  ]);
  const counted = await listPoints(vendor, { versionId, query: parseListQuery("limit=0&status=empty") });
  expect(counted).toMatchObject({ rows: [], total: 2 });
  await expect(ids("attributes.nope=1")).rejects.toMatchObject({ reason: "query" });
});

test("a reseller sees its own columns of an active version, and its status is about those", async () => {
  const { vendor, product, listId, versionId, first } = await aDraft(1);
  const distributor = await newDistributor();
  const reseller = await newReseller(distributor);
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, new Date());
  await fill(versionId, { st0p: 5, custom: { "v.floor": 1 } });
  const hidden = getPoint(reseller, { versionId, itemId: first });
  await expect(hidden).rejects.toMatchObject({ code: "not_found" });
  await activateVersion(vendor, { id: versionId });
  const seen = await getPoint(reseller, { versionId, itemId: first });
  expect(seen).toMatchObject({ status: "filled", values: { st0p: 5n } });
  expect(Object.keys(seen.values)).toEqual(["st0p"]);
  const full = await getPoint(distributor, { versionId, itemId: first });
  expect(full).toMatchObject({ status: "empty", values: { price: null, st0p: 5n, "v.floor": 1n } });
  const filled = { versionId, query: parseListQuery("status=filled") };
  expect((await listPoints(reseller, filled)).total).toBe(1);
  expect((await listPoints(distributor, filled)).total).toBe(0);
});
