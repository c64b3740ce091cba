import { afterEach, expect, test } from "vitest";
import { insertAsset } from "@/db/assets";
import { database } from "@/db/client";
import { tierAccount } from "@/db/schema/orders";
import { as, newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { clock, created, newId } from "../context";
import { aListing, aMarketplace, aPriceList, aProduct, fill } from "../testing/pricing";
import { terminationConsequences, versionConsequences } from "./consequences";
import { activateVersion, createVersion, scheduleVersion } from "./versions";

afterEach(() => clock.set(null));

const now = new Date("2027-03-01T12:00:00.000Z");
const later = new Date("2027-06-01T00:00:00.000Z");

/** A subscription of the product sold at the version; it renews on the anniversary. */
async function aSubscription(distributor: Actor, on: Sold, anniversary: string, status = "active" as const) {
  const tracked = created(distributor, now);
  const customerId = newId("tierAccount");
  await database().transaction(async (tx) => {
    await tx.insert(tierAccount).values({
      id: customerId,
      distributorId: distributor.account.id,
      type: "customer",
      name: "Customer",
      segment: "COM",
      country: "US",
      contactInfo: {
        address_line1: "1",
        city: "X",
        postal_code: "1",
        country: "US",
        contact: { first_name: "A", last_name: "B", email: "a@example.com" },
      },
      ...tracked,
    });
    const { productId, marketplaceId, versionId, itemId } = on;
    await insertAsset(
      tx,
      {
        id: newId("asset"),
        distributorId: distributor.account.id,
        marketplaceId,
        productId,
        customerId,
        currency: "USD",
        status,
        anniversary,
        versionId,
        params: [],
        ...tracked,
      },
      [{ itemId, quantity: 10 }],
    );
  });
}
type Sold = { productId: string; itemId: string; marketplaceId: string; versionId: string };

async function aSoldList() {
  clock.set(now);
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  const market = await aMarketplace(vendor, distributor);
  await aListing(vendor, distributor, { ...market, productId: product.id, priceListId: list.id });
  const { marketplaceId } = market;
  const sold = { productId: product.id, itemId: product.itemIds[0] ?? "", marketplaceId, versionId };
  await aSubscription(distributor, sold, "2027-03-01");
  await aSubscription(distributor, sold, "2027-03-31");
  await aSubscription(distributor, sold, "2027-06-15");
  const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  return { vendor, distributor, product, list, versionId, nextId: next.id };
}

test("a version's owner learns what it replaces and how far that reaches, from now or from its start", async () => {
  const { vendor, nextId } = await aSoldList();
  const reach = { listings: 1, subscriptions: 3 };
  expect(await versionConsequences(vendor, { id: nextId })).toEqual({
    ...reach,
    inForce: { number: 1 },
    waiting: [],
    renewals: 2,
  });
  expect(await versionConsequences(vendor, { id: nextId, at: later })).toMatchObject({
    ...reach,
    renewals: 1,
  });
});

test("terminating tells what expires and what returns to draft", async () => {
  const { vendor, list, nextId } = await aSoldList();
  await scheduleVersion(vendor, { id: nextId, start_at: later });
  expect(await terminationConsequences(vendor, { id: list.id })).toMatchObject({
    inForce: { number: 1 },
    waiting: [{ number: 2 }],
  });
});

test("a distributor's own list reaches its listings and subscriptions of the product and currency", async () => {
  const { distributor, product } = await aSoldList();
  const own = await aPriceList(distributor, [product.id]);
  expect(await versionConsequences(distributor, { id: own.versionId })).toMatchObject({
    inForce: null,
    listings: 1,
    subscriptions: 3,
  });
  const euros = await aPriceList(distributor, [product.id], { currency: "EUR" });
  expect(await versionConsequences(distributor, { id: euros.versionId })).toMatchObject({
    listings: 0,
    subscriptions: 0,
  });
});

test("a viewer may ask, a reader of the list and a neighbour may not", async () => {
  const { vendor, distributor, list, versionId } = await aSoldList();
  expect(await versionConsequences(as("viewer", vendor), { id: versionId })).toMatchObject({ listings: 1 });
  for (const actor of [distributor, await newVendor()]) {
    await expect(versionConsequences(actor, { id: versionId })).rejects.toMatchObject({ code: "not_found" });
    await expect(terminationConsequences(actor, { id: list.id })).rejects.toMatchObject({
      code: "not_found",
    });
  }
});
