import { eq as equals } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { contract, listingBinding } from "@/db/schema/listings";
import { offer, offerVersion } from "@/db/schema/offers";
import { pricePoint } from "@/db/schema/pricing";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { eq, everything, where } from "@/lib/domain/rql";
import { clock, created, newId } from "../context";
import { updateMarketplace } from "../marketplaces/marketplaces";
import {
  type Channel,
  completed,
  newActiveList,
  newChannel,
  newListing,
  newPublishedProduct,
} from "../testing/listings";
import { requestDifference } from "./difference";
import { getListing, listBindings, listListings, updateListing } from "./listings";
import {
  assignListingRequest,
  cancelListingRequest,
  completeListingRequest,
  deployListingRequest,
  refineListingRequest,
  submitListingRequest,
  unassignListingRequest,
} from "./move-request";
import { countRequestsByState, getListingRequest, getRequestFindings, listListingRequests } from "./requests";
import { createListingRequest, deleteListingRequest, updateListingRequest } from "./write-request";

afterEach(() => clock.set(null));

const day = (n: number) => new Date(Date.UTC(2027, 0, n));

function draft(channel: Channel, change: object = {}) {
  return createListingRequest(channel.vendor, {
    type: "new",
    product_id: channel.productId,
    contract_id: channel.contractId,
    pricelist_id: channel.priceListId,
    ...change,
  });
}

async function verbs(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId)) };
  const { rows } = await findActivity(database(), scopeOf(actor), query);
  return rows.map((row) => row.verb);
}

/** An offer with a version for each flag, public or not. */
async function newOffer(vendor: Actor, productId: string, versions: boolean[]): Promise<string> {
  const id = newId("offer");
  const now = new Date();
  await database().transaction(async (tx) => {
    await tx.insert(offer).values({
      id,
      vendorId: vendor.account.id,
      productId,
      name: "For business",
      type: "generic",
      status: versions.includes(true) ? "ready" : "private",
      version: versions.length,
      ...created(vendor, now),
    });
    for (const [index, isPublic] of versions.entries()) {
      const row = { offerId: id, number: index + 1, public: isPublic, snapshot: { plans: [] } };
      await tx.insert(offerVersion).values({ ...row, ...created(vendor, now) });
    }
  });
  return id;
}

async function offerStatus(id: string) {
  const rows = await database().select({ status: offer.status }).from(offer).where(equals(offer.id, id));
  return rows[0]?.status;
}

test("a new request travels from draft to completed and lists the product", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const request = await draft(channel, { note: "Please list" });
  expect(request).toMatchObject({ state: "draft", type: "new", note: "Please list" });
  expect((await getListing(vendor, request.listingId)).status).toBe("unlisted");
  await expect(getListingRequest(distributor, request.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(getListing(distributor, request.listingId)).rejects.toMatchObject({ code: "not_found" });

  await submitListingRequest(vendor, { id: request.id });
  expect((await getListingRequest(distributor, request.id)).state).toBe("reviewing");
  const assigned = await assignListingRequest(distributor, { id: request.id });
  expect(assigned.assignee?.id).toBe(distributor.id);
  expect((await unassignListingRequest(distributor, { id: request.id })).assignee).toBeNull();
  await deployListingRequest(distributor, { id: request.id });
  clock.set(day(1));
  const done = await completeListingRequest(distributor, { id: request.id });
  expect(done.state).toBe("completed");
  expect(Object.keys(done.events)).toEqual(
    expect.arrayContaining(["created", "submitted", "deployed", "completed"]),
  );

  const listing = await getListing(distributor, request.listingId);
  expect(listing).toMatchObject({ status: "listed", pricelistId: channel.priceListId, pending: null });
  expect(listing.lists.pricelist?.name).toBe("List prices");
  expect(await listBindings(vendor, listing.id)).toMatchObject([
    { slot: "pricelist", targetId: channel.priceListId, from: day(1), to: null },
  ]);
  expect(await verbs(vendor, request.id)).toEqual(expect.arrayContaining(["create", "submit", "complete"]));
  expect(await verbs(distributor, request.id)).not.toContain("create");
  expect(await verbs(distributor, listing.id)).toEqual(["list"]);
});

test("an update closes the old binding at the instant the new one begins, a removal closes all", async () => {
  const channel = await newListing();
  const { vendor, distributor, listing, productId } = channel;
  const other = await newActiveList(vendor, { productIds: [productId], name: "Next year" });
  const update = await createListingRequest(vendor, {
    type: "update",
    listing_id: listing.id,
    pricelist_id: other.id,
  });
  await submitListingRequest(vendor, { id: update.id });
  await deployListingRequest(distributor, { id: update.id });
  clock.set(day(2));
  await completeListingRequest(distributor, { id: update.id });
  const bindings = await listBindings(vendor, listing.id);
  expect(bindings.map(({ targetId, to }) => [targetId, to])).toEqual([
    [other.id, null],
    [channel.priceListId, day(2)],
  ]);

  const removal = await createListingRequest(vendor, { type: "remove", listing_id: listing.id });
  clock.set(day(3));
  await completed(vendor, distributor, removal.id);
  const gone = await getListing(vendor, listing.id);
  expect(gone).toMatchObject({ status: "unlisted", pricelistId: null });
  const open = await database()
    .select()
    .from(listingBinding)
    .where(equals(listingBinding.listingId, listing.id));
  expect(open.filter((row) => row.to === null)).toEqual([]);

  const again = await draft(channel);
  expect(again.listingId).toBe(listing.id);
  await completed(vendor, distributor, again.id);
  expect((await getListing(vendor, listing.id)).status).toBe("listed");
});

test("an offer comes in its latest public version, is listed while carried, and ready again after", async () => {
  const channel = await newChannel();
  const { vendor, distributor, productId } = channel;
  const offerId = await newOffer(vendor, productId, [true, true, false]);
  const request = await draft(channel, { offer_id: offerId });
  expect(request).toMatchObject({ offerId, offerVersion: 2 });
  await completed(vendor, distributor, request.id);
  expect(await offerStatus(offerId)).toBe("listed");
  expect((await getListing(distributor, request.listingId)).offer).toMatchObject({ id: offerId, version: 2 });
  expect(await verbs(vendor, offerId)).toEqual(["list"]);

  const without = await createListingRequest(vendor, {
    type: "update",
    listing_id: request.listingId,
    offer_id: null,
  });
  expect(without.pricelistId).toBe(channel.priceListId);
  await completed(vendor, distributor, without.id);
  expect(await offerStatus(offerId)).toBe("ready");
});

test("refining sends a request back to the vendor, who changes it and submits again", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const request = await draft(channel);
  await submitListingRequest(vendor, { id: request.id });
  await expect(updateListingRequest(vendor, { id: request.id, note: "x" })).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("is reviewing: update is not possible"),
  });
  await refineListingRequest(distributor, { id: request.id });
  expect((await getListingRequest(distributor, request.id)).state).toBe("draft");
  const changed = await updateListingRequest(vendor, { id: request.id, note: "Better" });
  expect(changed).toMatchObject({ note: "Better", pricelistId: channel.priceListId });
  await completed(vendor, distributor, request.id);
});

test("each step is for its own side, in its own state", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const { id } = await draft(channel);
  await expect(submitListingRequest(distributor, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(completeListingRequest(distributor, { id })).rejects.toMatchObject({ code: "not_found" });
  await submitListingRequest(vendor, { id });
  await expect(deployListingRequest(vendor, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(completeListingRequest(distributor, { id })).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("Allowed: assign, unassign, refine, deploy, cancel."),
  });
  await expect(deleteListingRequest(vendor, { id })).rejects.toMatchObject({ code: "wrong_state" });
  await expect(deployListingRequest(distributor, { id, revision: 1 })).rejects.toMatchObject({
    reason: "precondition",
  });
  await cancelListingRequest(vendor, { id });
  await expect(submitListingRequest(vendor, { id })).rejects.toMatchObject({ code: "wrong_state" });
  expect(await countRequestsByState(vendor)).toMatchObject({ canceled: 1, draft: 0 });
});

test("a listing has one open request at a time, and is listed only once", async () => {
  const channel = await newChannel();
  const first = await draft(channel);
  await expect(draft(channel)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(first.id),
  });
  await completed(channel.vendor, channel.distributor, first.id);
  await expect(draft(channel)).rejects.toMatchObject({ code: "wrong_state" });
});

test("deleting a draft takes the listing it made with it", async () => {
  const channel = await newChannel();
  const request = await draft(channel);
  await deleteListingRequest(channel.vendor, { id: request.id });
  await expect(getListing(channel.vendor, request.listingId)).rejects.toMatchObject({ code: "not_found" });
});

test("a viewer is refused, a neighbour gets not_found, a reseller has no requests", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const request = await draft(channel);
  const viewer = as("viewer", vendor);
  await expect(draft({ ...channel, vendor: viewer })).rejects.toMatchObject({ code: "forbidden" });
  await expect(submitListingRequest(viewer, { id: request.id })).rejects.toMatchObject({ code: "forbidden" });
  await submitListingRequest(vendor, { id: request.id });
  await expect(deployListingRequest(as("viewer", distributor), { id: request.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  for (const neighbour of [await newVendor(), await newDistributor()]) {
    await expect(getListingRequest(neighbour, request.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelListingRequest(neighbour, { id: request.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listListingRequests(neighbour, everything)).total).toBe(0);
    expect((await listListings(neighbour, everything)).total).toBe(0);
  }
  const reseller = await newReseller(distributor);
  await expect(listListingRequests(reseller, everything)).rejects.toMatchObject({ code: "forbidden" });
  expect((await listListings(reseller, everything)).total).toBe(0);
  await deployListingRequest(distributor, { id: request.id });
  await completeListingRequest(distributor, { id: request.id });
  expect((await listListings(reseller, everything)).total).toBe(1);
});

type Fault = [name: string, wrong: (channel: Channel) => Promise<object>, issue: object];
const faults: Fault[] = [
  ["a foreign product", async () => ({ product_id: "PRD-000-000-000" }), { path: "product_id" }],
  ["a foreign contract", async () => ({ contract_id: "CRD-00000-00000-00001" }), { path: "contract_id" }],
  [
    "an unknown list",
    async () => ({ pricelist_id: "PL-000-000-000" }),
    { path: "pricelist_id", rule: "unknown" },
  ],
  [
    "another vendor's list",
    async () => ({ pricelist_id: (await newChannel()).priceListId }),
    { path: "pricelist_id", rule: "unknown" },
  ],
  [
    "another currency",
    async ({ vendor, productId }) => ({
      pricelist_id: (await newActiveList(vendor, { productIds: [productId], currency: "EUR" })).id,
    }),
    { path: "pricelist_id", rule: "currency_mismatch" },
  ],
  [
    "a list without the product",
    async ({ vendor }) => {
      const other = await newPublishedProduct(vendor);
      return { pricelist_id: (await newActiveList(vendor, { productIds: [other.id] })).id };
    },
    { path: "pricelist_id", rule: "product_not_in_list" },
  ],
  [
    "a list without a required column",
    async ({ vendor, productId }) => ({
      pricelist_id: (
        await newActiveList(vendor, { productIds: [productId], columns: ["price"], values: { price: 1 } })
      ).id,
    }),
    { path: "pricelist_id", rule: "column_missing" },
  ],
  [
    "a required column without a value",
    async ({ vendor, productId }) => ({
      pricelist_id: (await newActiveList(vendor, { productIds: [productId], values: { price: 1 } })).id,
    }),
    { path: "pricelist_id", rule: "column_empty" },
  ],
  [
    "an alternative list where the marketplace has no alternative currency",
    async ({ priceListId }) => ({ alt_pricelist_1_id: priceListId }),
    { path: "alt_pricelist_1_id", rule: "no_such_currency" },
  ],
  [
    "an offer without a public version",
    async ({ vendor, productId }) => ({ offer_id: await newOffer(vendor, productId, [false]) }),
    { path: "offer_id", rule: "offer_not_public" },
  ],
  [
    "an offer of another product",
    async ({ vendor }) => {
      const other = await newPublishedProduct(vendor);
      return { offer_id: await newOffer(vendor, other.id, [true]) };
    },
    { path: "offer_id", rule: "offer_of_other_product" },
  ],
];

test.for(faults)("refuses %s, naming the field", async ([, wrong, issue]) => {
  const channel = await newChannel();
  const change = await wrong(channel);
  await expect(draft(channel, change)).rejects.toMatchObject({
    code: "invalid",
    issues: expect.arrayContaining([expect.objectContaining(issue)]),
  });
});

test("what no longer holds stops the request at completion", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const { id } = await draft(channel);
  await submitListingRequest(vendor, { id });
  await deployListingRequest(distributor, { id });
  await database().transaction((tx) =>
    tx.update(contract).set({ status: "terminated" }).where(equals(contract.id, channel.contractId)),
  );
  await expect(completeListingRequest(distributor, { id })).rejects.toMatchObject({
    reason: "not_ready",
    issues: [{ path: "contract_id", rule: "contract_not_active" }],
  });
});

test("single empty cells of a required column are a warning with a count", async () => {
  const channel = await newChannel();
  const [first] = channel.itemIds;
  await database().transaction((tx) =>
    tx
      .update(pricePoint)
      .set({ st0p: null })
      .where(equals(pricePoint.itemId, first ?? "")),
  );
  const { id } = await draft(channel);
  expect(await getRequestFindings(channel.vendor, id)).toMatchObject([
    { severity: "warning", code: "cells_empty", field: "pricelist_id", count: 1 },
  ]);
  await submitListingRequest(channel.vendor, { id });
});

test("a distributor changes a listing at once, within what it has seen", async () => {
  const channel = await newListing();
  const { vendor, distributor, listing, productId, marketplaceId } = channel;
  await updateMarketplace(distributor, { id: marketplaceId, alt_currency_1: "EUR" });
  const euro = await newActiveList(vendor, { productIds: [productId], currency: "EUR", name: "Euro" });
  const change = (wishes: object, revision?: number) =>
    updateListing(distributor, { id: listing.id, wishes, revision });
  await expect(change({ alt_pricelist_1_id: euro.id })).rejects.toMatchObject({
    issues: [{ path: "alt_pricelist_1_id", rule: "unknown" }],
  });
  await expect(change({}, 99)).rejects.toMatchObject({ reason: "precondition" });
  await expect(updateListing(vendor, { id: listing.id, wishes: {} })).rejects.toMatchObject({
    code: "forbidden",
  });
  const before = await verbs(distributor, listing.id);
  await change({ pricelist_id: channel.priceListId });
  expect(await verbs(distributor, listing.id)).toEqual(before);

  const request = await createListingRequest(vendor, {
    type: "update",
    listing_id: listing.id,
    alt_pricelist_1_id: euro.id,
  });
  await submitListingRequest(vendor, { id: request.id });
  await expect(change({ pricelist_id: null })).rejects.toMatchObject({ code: "wrong_state" });
  await deployListingRequest(distributor, { id: request.id });
  await completeListingRequest(distributor, { id: request.id });
  const without = await change({ alt_pricelist_1_id: null });
  expect(without).toMatchObject({ pricelistId: channel.priceListId, altPricelist1Id: null });
  expect(await change({ alt_pricelist_1_id: euro.id })).toMatchObject({ altPricelist1Id: euro.id });
  await expect(updateMarketplace(distributor, { id: marketplaceId, currency: "GBP" })).rejects.toMatchObject({
    issues: [{ path: "currency", rule: "in_use" }],
  });
});

test("listings and requests answer the filters that platform clients send", async () => {
  const { distributor, vendor, marketplaceId, productId, priceListId, listing } = await newListing();
  const filters = [
    eq("marketplace.id", marketplaceId),
    eq("product.id", productId),
    eq("pricelist.id", priceListId),
    eq("pricelist.name", "List prices"),
    eq("vendor.name", vendor.account.name),
    eq("pending_request.status", { special: "null" }),
    eq("status", "listed"),
  ];
  const { rows } = await listListings(distributor, { ...everything, ...where(...filters) });
  expect(rows.map((row) => row.id)).toEqual([listing.id]);
  const found = await listListingRequests(vendor, {
    ...everything,
    ...where(
      eq("state", "completed"),
      eq("listing.id", listing.id),
      eq("provider.name", distributor.account.name),
    ),
  });
  expect(found.total).toBe(1);
});

test("the reviewer sees what would change: what is carried, and the prices of both lists", async () => {
  const channel = await newListing();
  const { vendor, distributor, listing, productId } = channel;
  const dearer = await newActiveList(vendor, {
    productIds: [productId],
    name: "Dearer",
    columns: ["price", "st0p", "st1p"],
    values: { price: 33000, st0p: 36500, st1p: 32000 },
  });
  const { id } = await createListingRequest(vendor, {
    type: "update",
    listing_id: listing.id,
    pricelist_id: dearer.id,
  });
  await submitListingRequest(vendor, { id });
  const seen = await requestDifference(distributor, id);
  expect(seen.fields).toContainEqual({
    field: "Price list",
    before: "List prices (USD)",
    after: "Dearer (USD)",
  });
  expect(seen.lists).toMatchObject([
    {
      slot: "pricelist",
      from: { name: "List prices", versionNumber: 1 },
      to: { name: "Dearer" },
      summary: {
        changed: 2,
        added: 2,
        removed: 0,
        unchanged: 2,
        medianChangePercent: { units: 1000n, scale: 2 },
      },
    },
  ]);
  expect(seen.lists[0]?.rows[0]).toMatchObject({
    columnId: "price",
    kind: "changed",
    item: { name: "Item 1" },
  });
  expect([seen.newLists, seen.offer]).toEqual([[], undefined]);
  await cancelListingRequest(distributor, { id });
  expect((await requestDifference(vendor, id)).lists).toEqual([]);
});

test("of a new listing the reviewer sees the offer and how many items each column prices", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const offerId = await newOffer(vendor, channel.productId, [true]);
  const { id } = await draft(channel, { offer_id: offerId });
  await submitListingRequest(vendor, { id });
  const seen = await requestDifference(distributor, id);
  expect(seen.offer).toMatchObject({ kind: "new", to: { id: offerId, version: 1 }, content: { plans: [] } });
  expect(seen.lists).toEqual([]);
  const [prices] = seen.newLists;
  expect(prices).toMatchObject({ slot: "pricelist", list: { id: channel.priceListId, currency: "USD" } });
  const cost = prices?.columns.find((column) => column.id === "price");
  expect(cost?.filled).toBe(prices?.items.filter((item) => item.values.price).length);
  expect(cost?.filled).toBeGreaterThan(0);
  await expect(requestDifference(await newDistributor(), id)).rejects.toMatchObject({ code: "not_found" });
  await expect(requestDifference(await newVendor(), id)).rejects.toMatchObject({ code: "not_found" });
});

test("of another version of the offer the reviewer sees what differs", async () => {
  const channel = await newChannel();
  const { vendor, distributor } = channel;
  const offerId = await newOffer(vendor, channel.productId, [true]);
  const first = await draft(channel, { offer_id: offerId });
  await completed(vendor, distributor, first.id);
  const snapshot = {
    plans: [{ id: "PLN-1", name: "Basic", color: "#2563eb", periods: ["monthly"] }],
  };
  await database().transaction(async (tx) => {
    const row = { offerId, number: 2, public: true, snapshot };
    await tx.insert(offerVersion).values({ ...row, ...created(vendor, new Date()) });
    await tx.update(offer).set({ version: 2 }).where(equals(offer.id, offerId));
  });
  const { id } = await createListingRequest(vendor, {
    type: "update",
    listing_id: first.listingId,
    offer_id: offerId,
  });
  await submitListingRequest(vendor, { id });
  const seen = await requestDifference(distributor, id);
  expect(seen.offer).toMatchObject({
    kind: "changed",
    from: { version: 1 },
    to: { version: 2 },
    diff: { summary: { added: 1, removed: 0, changed: 0 }, changes: [{ part: "plan", name: "Basic" }] },
  });
  expect([seen.lists, seen.newLists]).toEqual([[], []]);
});
