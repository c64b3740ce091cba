import { afterEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { findPricesInForce } from "@/db/prices";
import { tierAccount } from "@/db/schema/orders";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { printAmount } from "@/lib/domain/money";
import { parseListQuery } from "@/lib/domain/rql";
import { clock, created, newId } from "../context";
import { createItem } from "../products/items";
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
import { terminatePriceList } from "./lists";
import { findPrices } from "./prices";
import { activateVersion, createVersion, scheduleVersion } from "./versions";

afterEach(() => clock.set(null));

const day = (n: number) => new Date(Date.UTC(2027, 2, n));
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);
const fourColumns = [
  ...twoColumns,
  { name: "Suggested T1 Price" },
  { name: "Suggested T2 Price" },
  { name: "v.x" },
];
const prices = { price: 100, st0p: 200, st1p: 150, st2p: 120, custom: { "v.x": 7 } };

/** A listed product whose first version is in force from day 2, bound on day 3; version 2 is scheduled for day 5. */
async function aListedProduct() {
  clock.set(day(1));
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 2);
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes: fourColumns });
  await fill(versionId, prices);
  clock.set(day(2));
  await activateVersion(vendor, { id: versionId });
  const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  await fill(next.id, { price: 110 });
  await scheduleVersion(vendor, { id: next.id, start_at: day(5) });
  clock.set(day(3));
  const market = await aMarketplace(vendor, distributor);
  const on = { ...market, productId: product.id, priceListId: list.id };
  const listingId = await aListing(vendor, distributor, on);
  await bind(listingId, list.id, day(3), { to: day(9) });
  return { vendor, distributor, product, list, versionId, nextId: next.id, listingId, ...market };
}

async function ask(actor: Actor, marketplaceId: string, at: Date, query = "") {
  const { rows } = await findPrices(actor, { marketplaceId, at, query: parseListQuery(query) });
  return rows;
}
const amounts = (row: { values: Record<string, { units: bigint; scale: number }> } | undefined) =>
  Object.fromEntries(Object.entries(row?.values ?? {}).map(([id, amount]) => [id, printAmount(amount)]));

test("as of any instant: binding and version of that instant, whatever has been settled", async () => {
  const { distributor, marketplaceId, versionId, nextId, product, listingId, list } = await aListedProduct();
  expect(await ask(distributor, marketplaceId, justBefore(day(3)))).toEqual([]);
  const [first] = await ask(distributor, marketplaceId, day(3));
  expect(first).toMatchObject({
    item: { id: product.itemIds[0], mpn: "M-1", productId: product.id },
    listingId,
    priceListId: list.id,
    versionId,
    validFrom: day(3),
    validTo: day(5),
  });
  expect(amounts(first)).toEqual({ price: "1.00", st0p: "2.00", st1p: "1.50", st2p: "1.20", "v.x": "0.07" });
  expect((await ask(distributor, marketplaceId, justBefore(day(5))))[0]?.versionId).toBe(versionId);
  const [future] = await ask(distributor, marketplaceId, day(5));
  expect(future).toMatchObject({ versionId: nextId, validFrom: day(5), validTo: day(9) });
  expect(await ask(distributor, marketplaceId, day(9))).toEqual([]);
  clock.set(day(6));
  expect((await ask(distributor, marketplaceId, day(4)))[0]).toEqual(first);
  expect((await ask(distributor, marketplaceId, day(6)))[0]).toEqual(future);
});

test("after termination the past stays readable and the future has no price", async () => {
  const { vendor, distributor, marketplaceId, list, versionId } = await aListedProduct();
  clock.set(day(4));
  await terminatePriceList(vendor, { id: list.id });
  expect((await ask(distributor, marketplaceId, day(3)))[0]).toMatchObject({ versionId, validTo: day(4) });
  expect(await ask(distributor, marketplaceId, day(4))).toEqual([]);
  expect(await ask(distributor, marketplaceId, day(6))).toEqual([]);
});

test("everyone sees what is theirs: columns by tier, the vendor its own products, a stranger nothing", async () => {
  const { vendor, distributor, marketplaceId } = await aListedProduct();
  const [direct, indirect] = [await newReseller(distributor), await newReseller(distributor)];
  await database().transaction((tx) =>
    tx.insert(tierAccount).values({
      id: newId("tierAccount"),
      distributorId: distributor.account.id,
      type: "reseller",
      name: "Below",
      parentId: indirect.account.id,
      segment: "COM",
      country: "US",
      contactInfo: {},
      ...created(distributor, day(1)),
    } as typeof tierAccount.$inferInsert),
  );
  const seen = async (actor: Actor) =>
    Object.keys((await ask(actor, marketplaceId, day(3)))[0]?.values ?? {});
  expect(await seen(distributor)).toEqual(["price", "st0p", "st1p", "st2p", "v.x"]);
  expect(await seen(vendor)).toEqual(["price", "st0p", "st1p", "st2p", "v.x"]);
  expect(await seen(direct)).toEqual(["st0p", "st1p"]);
  expect(await seen(indirect)).toEqual(["st0p", "st2p"]);
  for (const stranger of [
    await newVendor(),
    await newDistributor(),
    await newReseller(await newDistributor()),
  ]) {
    await expect(ask(stranger, marketplaceId, day(3))).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a vendor does not learn another vendor's prices on a marketplace they share", async () => {
  const { vendor, distributor, marketplaceId, contractId } = await aListedProduct();
  const other = await newVendor();
  const product = await aProduct(other, 1);
  const { list, versionId } = await aPriceList(other, [product.id]);
  await fill(versionId);
  await activateVersion(other, { id: versionId });
  const listingId = await aListing(other, distributor, { marketplaceId, contractId, productId: product.id });
  await bind(listingId, list.id, day(3));
  expect(await ask(vendor, marketplaceId, day(4))).toHaveLength(2);
  expect(await ask(distributor, marketplaceId, day(4))).toHaveLength(3);
});

test("resale prices come from the distributor's own list where it has the cell; cost never does", async () => {
  const { distributor, product, marketplaceId } = await aListedProduct();
  const attributes = twoColumns;
  const { list, versionId } = await aPriceList(distributor, [product.id], { attributes, precision: 0.001 });
  await fill(versionId, { price: 1, st0p: 2500 });
  clock.set(day(4));
  await activateVersion(distributor, { id: versionId });
  expect(amounts((await ask(distributor, marketplaceId, justBefore(day(4))))[0]).st0p).toBe("2.00");
  const [row] = await ask(distributor, marketplaceId, day(4));
  expect(amounts(row)).toMatchObject({ price: "1.00", st0p: "2.500", st1p: "1.50" });
  expect(row).toMatchObject({ validFrom: day(4), validTo: day(5) });
  clock.set(day(6));
  await terminatePriceList(distributor, { id: list.id });
  expect(amounts((await ask(distributor, marketplaceId, day(6)))[0]).st0p).toBe("2.00");
});

test("the currency picks the alternative list", async () => {
  const { vendor, distributor, product, marketplaceId, listingId } = await aListedProduct();
  const { list, versionId } = await aPriceList(vendor, [product.id], { currency: "EUR" });
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  await bind(listingId, list.id, day(3), { slot: "alt_pricelist_1" });
  const question = { marketplaceId, at: day(4), currency: "EUR" };
  const found = await findPricesInForce(database(), question);
  expect(found.map((row) => [row.currency, row.versionId])).toEqual([
    ["EUR", versionId],
    ["EUR", versionId],
  ]);
  const refused = findPrices(distributor, question);
  await expect(refused).rejects.toMatchObject({ code: "invalid", reason: "query" });
});

test("pages and filters; what the vendor has not published is not for sale", async () => {
  const { vendor, distributor, product, marketplaceId, versionId } = await aListedProduct();
  const ids = async (query: string) =>
    (await ask(distributor, marketplaceId, day(4), query)).map((row) => row.item.id);
  const [one, two] = product.itemIds;
  expect(await ids("")).toEqual([one, two]);
  expect(await ids("ordering(-item.id)&limit=1")).toEqual([two]);
  expect(await ids("item.mpn=M-2")).toEqual([two]);
  expect(await ids(`in(item.id,(${one}))&product.id=${product.id}`)).toEqual([one]);
  expect(await ids("product.id=PRD-1")).toEqual([]);
  const draft = await createItem(vendor, { productId: product.id, item: anItem(7) });
  const version = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  await fill(version.id, prices);
  await activateVersion(vendor, { id: version.id });
  expect(await ids(`item.id=${draft.id}`)).toEqual([]);
  const counted = await findPrices(distributor, {
    marketplaceId,
    at: day(4),
    query: parseListQuery("limit=0"),
  });
  expect(counted).toEqual({ rows: [], total: 2 });
});
