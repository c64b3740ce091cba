import { expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { findVersionsOfList } from "@/db/price-versions";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { createPriceListInput, updatePriceListInput } from "@/lib/domain/price-list";
import { eq, everything, parseListQuery, where } from "@/lib/domain/rql";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import {
  aListing,
  aMarketplace,
  anItem,
  aPriceList,
  aProduct,
  bind,
  fill,
  twoColumns,
} from "../testing/pricing";
import {
  createPriceList,
  deletePriceList,
  getPriceList,
  listPriceLists,
  priceListCounts,
  terminatePriceList,
  updatePriceList,
} from "./lists";
import { activateVersion, createVersion, scheduleVersion } from "./versions";

const tomorrow = () => new Date(Date.now() + 86_400_000);
const anUpdate = (change: object) => updatePriceListInput.parse(change);

async function historyOf(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId)) };
  const { rows } = await findActivity(database(), scopeOf(actor), query);
  return rows.map((row) => row.verb);
}

test("a new list has version 1 as a draft, with an empty point for each item of each product", async () => {
  const vendor = await newVendor();
  const [one, two] = [await aProduct(vendor, 2), await aProduct(vendor, 1)];
  const { list, versionId } = await aPriceList(vendor, [one.id, two.id], { precision: 0 });
  expect(list).toMatchObject({ status: "draft", decimals: 0, currency: "USD", nextVersion: 2, revision: 1 });
  expect(list.products.map((product) => product.id)).toEqual([one.id, two.id]);
  expect(list.columns).toEqual([
    { id: "price", name: "Price", description: null },
    { id: "st0p", name: "Suggested T0 Price", description: null },
  ]);
  expect(versionId).toBe(`PLV-${list.id.slice(3)}-0001`);
  const points = await readAllPoints(database(), versionId);
  expect([...points.keys()].sort()).toEqual([...one.itemIds, ...two.itemIds].sort());
  expect([...points.values()][0]).toMatchObject({ price: null, st0p: null });
  expect(await historyOf(vendor, list.id)).toEqual(["create"]);
});

test("an item added later joins the drafts", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 1);
  const { versionId } = await aPriceList(vendor, [product.id]);
  const item = await createItem(vendor, { productId: product.id, item: anItem(9) });
  expect([...(await readAllPoints(database(), versionId)).keys()]).toEqual([...product.itemIds, item.id]);
});

test.each([
  [{ name: "" }, "name"],
  [{ name: "x".repeat(513) }, "name"],
  [{ description: "x".repeat(2049) }, "description"],
  [{ currency: "USS" }, "currency"],
  [{ precision: 0.5 }, "precision"],
  [{ precision: 1 }, "precision"],
  [{ attributes: [] }, "attributes"],
  [{ products: [] }, "products"],
  [{ products: [{ id: "PRD-1" }, { id: "PRD-1" }] }, "products"],
])("a list with %j is refused at %s", (change, field) => {
  const input = { name: "List", currency: "USD", attributes: twoColumns, products: [{ id: "PRD-1" }] };
  const result = createPriceListInput.safeParse({ ...input, ...change });
  expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
});

test("columns and products are checked against what there is", async () => {
  const [vendor, neighbour] = [await newVendor(), await newVendor()];
  const product = await aProduct(neighbour, 1);
  await expect(aPriceList(vendor, [product.id])).rejects.toMatchObject({
    code: "invalid",
    message: `products.0.id: ${product.id} is not one of your products`,
  });
  const own = await aProduct(vendor, 1);
  const attributes = [{ name: "Prize" }, { name: "v.x" }, { name: "v.x" }];
  await expect(aPriceList(vendor, [own.id], { attributes })).rejects.toMatchObject({
    issues: [{ path: "attributes.0.name" }, { path: "attributes.2.name" }],
  });
});

test("name, description and columns change; what is fixed does not; nothing new writes nothing", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 1);
  const { list } = await aPriceList(vendor, [product.id]);
  const changed = await updatePriceList(vendor, {
    id: list.id,
    revision: 1,
    ...anUpdate({
      name: "EU",
      attributes: [{ id: "st0p", name: "MSRP" }, { id: "price" }, { name: "v.floor" }],
    }),
  });
  expect(changed).toMatchObject({ name: "EU", revision: 2 });
  expect(changed.columns.map((column) => [column.id, column.name])).toEqual([
    ["st0p", "MSRP"],
    ["price", "Price"],
    ["v.floor", "v.floor"],
  ]);
  const again = await updatePriceList(vendor, { id: list.id, ...anUpdate({ name: "EU", currency: "USD" }) });
  expect(again.revision).toBe(2);
  expect(await historyOf(vendor, list.id)).toEqual(["update", "create"]);
  const stale = updatePriceList(vendor, { id: list.id, revision: 1, name: "Other" });
  await expect(stale).rejects.toMatchObject({ code: "conflict", reason: "precondition" });
  for (const fixed of [{ currency: "EUR" }, { precision: 0.1 }, { products: [{ id: "PRD-000-000-000" }] }]) {
    const field = Object.keys(fixed)[0];
    const refused = updatePriceList(vendor, { id: list.id, ...anUpdate(fixed) });
    await expect(refused).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: field, rule: "fixed" }],
    });
  }
});

test("a column is dropped only while no version but drafts holds values in it", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 2);
  const attributes = [...twoColumns, { name: "v.floor" }, { name: "v.a\"b'c.d" }, { name: "v.none" }];
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes });
  await fill(versionId, { price: 1, st0p: 2, custom: { "v.floor": 3, "v.a\"b'c.d": 4 } });
  const only = (...ids: string[]) =>
    updatePriceList(vendor, { id: list.id, ...anUpdate({ attributes: ids.map((id) => ({ id })) }) });
  await activateVersion(vendor, { id: versionId });
  await expect(only("price")).rejects.toMatchObject({
    code: "invalid",
    issues: [{ value: "st0p" }, { value: "v.floor" }, { value: "v.a\"b'c.d" }],
  });
  await expect(only("price")).rejects.toThrow(versionId);
  const kept = await only("price", "st0p", "v.floor", "v.a\"b'c.d");
  expect(kept.columns).toHaveLength(4);
});

test("a draft list is deleted with its versions; another one is not", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await scheduleVersion(vendor, { id: versionId, start_at: tomorrow() });
  await expect(deletePriceList(vendor, { id: list.id })).rejects.toMatchObject({ code: "wrong_state" });
  const { list: draft } = await aPriceList(vendor, [product.id]);
  await deletePriceList(vendor, { id: draft.id });
  await expect(getPriceList(vendor, { id: draft.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await historyOf(vendor, draft.id)).toEqual(["delete", "create"]);
});

test("terminating expires the active version, returns scheduled ones to draft and is final", async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await expect(terminatePriceList(vendor, { id: list.id })).rejects.toMatchObject({ code: "wrong_state" });
  await activateVersion(vendor, { id: versionId });
  const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  await scheduleVersion(vendor, { id: next.id, start_at: tomorrow() });
  const ended = await terminatePriceList(vendor, { id: list.id });
  expect(ended.status).toBe("terminated");
  expect(ended.events).toHaveProperty("terminated.by.id", vendor.id);
  const versions = await findVersionsOfList(database(), list.id);
  expect(versions.map(({ status, startAt, frozenAt }) => [status, startAt, frozenAt !== null])).toEqual([
    ["expired", null, true],
    ["draft", null, false],
  ]);
  expect(versions[0]?.expiredAt).toEqual(ended.terminatedAt);
  const refusals = [
    () => terminatePriceList(vendor, { id: list.id }),
    () => deletePriceList(vendor, { id: list.id }),
    () => updatePriceList(vendor, { id: list.id, name: "Other" }),
    () => createVersion(vendor, { pricelist: { id: list.id }, description: "", points: "copy" }),
    () => activateVersion(vendor, { id: next.id }),
    () => scheduleVersion(vendor, { id: next.id, start_at: tomorrow() }),
  ];
  for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ code: "wrong_state" });
});

test("a viewer reads and does not write; a reseller does not either; a neighbour finds nothing", async () => {
  const [vendor, neighbour, distributor] = [await newVendor(), await newVendor(), await newDistributor()];
  const reseller = await newReseller(distributor);
  const product = await aProduct(vendor, 1);
  const { list } = await aPriceList(vendor, [product.id]);
  const viewer = as("viewer", vendor);
  expect((await getPriceList(viewer, { id: list.id })).id).toBe(list.id);
  for (const actor of [viewer, reseller]) {
    await expect(aPriceList(actor, [product.id])).rejects.toMatchObject({ code: "forbidden" });
    await expect(deletePriceList(actor, { id: list.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(terminatePriceList(actor, { id: list.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updatePriceList(actor, { id: list.id, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  for (const actor of [neighbour, distributor]) {
    await expect(getPriceList(actor, { id: list.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(deletePriceList(actor, { id: list.id })).rejects.toMatchObject({ code: "not_found" });
  }
});

test("others see a list once it is bound to a listing of theirs and has left draft, and never change it", async () => {
  const [vendor, distributor, other] = [await newVendor(), await newDistributor(), await newDistributor()];
  const reseller = await newReseller(distributor);
  const product = await aProduct(vendor, 1);
  const attributes = [...twoColumns, { name: "Suggested T1 Price" }, { name: "v.floor" }];
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes });
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: list.id };
  const listingId = await aListing(vendor, distributor, on);
  await bind(listingId, list.id, new Date());
  await expect(getPriceList(distributor, { id: list.id })).rejects.toMatchObject({ code: "not_found" });
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  expect((await getPriceList(distributor, { id: list.id })).columns).toHaveLength(4);
  const seen = await getPriceList(reseller, { id: list.id });
  expect(seen.columns.map((column) => column.id)).toEqual(["st0p", "st1p"]);
  await expect(getPriceList(other, { id: list.id })).rejects.toMatchObject({ code: "not_found" });
  const refused = updatePriceList(distributor, { id: list.id, name: "Mine" });
  await expect(refused).rejects.toMatchObject({ code: "not_found" });
  expect((await getPriceList(vendor, { id: list.id })).stats).toEqual({
    products: 1,
    listings: 1,
    listings_alt: 0,
  });
});

test("a distributor keeps its own lists on products that it sees", async () => {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 1);
  await expect(aPriceList(distributor, [product.id])).rejects.toMatchObject({ code: "invalid" });
  await aMarketplace(vendor, distributor);
  const { list } = await aPriceList(distributor, [product.id]);
  expect(list).toMatchObject({ ownerKind: "distributor", ownerId: distributor.account.id, modelId: null });
  await expect(getPriceList(vendor, { id: list.id })).rejects.toMatchObject({ code: "not_found" });
});

test("a list modelled on a vendor's takes over its type, products, columns, currency and points", async () => {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 2);
  const { list: model, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  const input = createPriceListInput.parse({
    name: "Ours",
    currency: "USD",
    attributes: [...twoColumns, { name: "v.ours" }],
    products: [{ id: product.id }],
  });
  const unseen = createPriceList(distributor, { ...input, modelId: model.id });
  await expect(unseen).rejects.toMatchObject({ code: "invalid" });
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: model.id };
  await bind(await aListing(vendor, distributor, on), model.id, new Date());
  const list = await createPriceList(distributor, { ...input, modelId: model.id });
  expect(list).toMatchObject({ modelId: model.id, status: "draft" });
  const [first] = await findVersionsOfList(database(), list.id);
  const points = await readAllPoints(database(), first?.id ?? "");
  expect(points.get(product.itemIds[0] ?? "")).toMatchObject({ price: 30000n, st0p: 36500n });
});

test("lists are filtered and searched by any of their products, and counted by status", async () => {
  const vendor = await newVendor();
  const one = await createProduct(vendor, { name: "Alpha", description: null });
  const two = await createProduct(vendor, { name: "Beta", description: null });
  const { list: both } = await aPriceList(vendor, [one.id, two.id], { name: "B" });
  const { list: first } = await aPriceList(vendor, [one.id], { name: "A" });
  const ids = async (query: string) =>
    (await listPriceLists(vendor, parseListQuery(query))).rows.map((row) => row.id);
  expect(await ids("")).toEqual([first.id, both.id]);
  expect(await ids(`product.id=${two.id}`)).toEqual([both.id]);
  expect(await ids("eq(product.name,Alpha)")).toEqual([first.id, both.id]);
  expect(await ids("like(product.name,Be*)")).toEqual([both.id]);
  expect(await ids(`ne(product.id,${two.id})`)).toEqual([first.id]);
  expect(await ids(`out(product.id,(${one.id}))`)).toEqual([]);
  expect(await ids("search=beta")).toEqual([both.id]);
  expect(await ids("ordering(-stats.products)")).toEqual([both.id, first.id]);
  expect(await ids("status=active")).toEqual([]);
  expect(await priceListCounts(vendor)).toEqual({ draft: 2 });
});
