import { eq as equals } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { contract, listing, listingRequest, marketplace } from "@/db/schema/listings";
import { offer } from "@/db/schema/offers";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { ItemInput } from "@/lib/domain/item";
import { OfferInput, OfferVersionInput } from "@/lib/domain/offer";
import {
  FeatureInput,
  GroupInput,
  InventoryInput,
  OfferItemInput,
  PlanInput,
} from "@/lib/domain/offer-parts";
import { type RemovedPartJson, RestoreInput } from "@/lib/domain/offer-removed";
import { eq, everything, like, where } from "@/lib/domain/rql";
import { created, newId } from "../context";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import {
  createFeature,
  createGroup,
  deleteFeature,
  deleteGroup,
  setFeatureValue,
  updateFeature,
  updateGroup,
} from "./features";
import { createOfferItem, deleteInventory, deleteOfferItem, setInventory, updateOfferItem } from "./items";
import {
  createOffer,
  deleteOffer,
  getOffer,
  hasProducts,
  listOffers,
  offerCounts,
  updateOffer,
} from "./offers";
import { createPlan, deletePlan, updatePlan } from "./plans";
import { offerPrices } from "./prices";
import { restorePart } from "./restore";
import {
  compareOfferVersions,
  getOfferVersion,
  listOfferVersions,
  previewPublish,
  publishOfferVersion,
  updateOfferVersion,
  versionCarriers,
  viewOffer,
} from "./versions";

const anItem = ItemInput.parse({
  name: "Licence",
  mpn: "LIC-1",
  description: "A licence",
  type: "reservation",
  period: "monthly",
  precision: "integer",
  unit: { id: "licenses" },
});
const version = (isPublic: boolean) => OfferVersionInput.parse({ public: isPublic });
const planInput = (name: string, periods = ["monthly"]) =>
  PlanInput.parse({ name, color: "#2563eb", periods });
const text = (value: string) => ({ type: "text", value, unit: null }) as const;

async function newOffer(vendor: Actor, name = "For business") {
  const product = await createProduct(vendor, { name: "Creative", description: null });
  return createOffer(vendor, OfferInput.parse({ name, audience: "enterprise", product: { id: product.id } }));
}

/** Two plans, one group, one feature, one item line. */
async function filledOffer(vendor: Actor) {
  const { id: offerId, productId } = await newOffer(vendor);
  const sku = await createItem(vendor, { productId, item: anItem });
  const basic = await createPlan(vendor, { offerId, ...planInput("Basic") });
  const pro = await createPlan(vendor, { offerId, ...planInput("Pro", ["monthly", "yearly"]) });
  const group = await createGroup(vendor, { offerId, ...GroupInput.parse({ name: "Support" }) });
  const given = { name: "Channel", group: { id: group.id }, plans: [{ id: basic.id, value: "E-mail" }] };
  const feature = await createFeature(vendor, { offerId, ...FeatureInput.parse(given) });
  const line = await createOfferItem(vendor, { offerId, ...OfferItemInput.parse({ name: "Seats" }) });
  return { offerId, productId, sku, basic, pro, group, feature, line };
}

async function historyOf(actor: Actor, offerId: string) {
  const query = { ...everything, ...where(like("object.id", `*${offerId.slice(4)}*`)) };
  const { rows } = await findActivity(database(), scopeOf(actor), query);
  return rows.toReversed().map((row) => `${row.verb} ${row.objectType}`);
}

/** A listing of the offer's version, as the listing services would leave it behind. */
async function addListing(vendor: Actor, distributor: Actor, offerId: string, number: number) {
  const { productId } = await getOffer(vendor, { id: offerId });
  const ids = { marketplaceId: newId("marketplace"), contractId: newId("contract"), id: newId("listing") };
  const tracked = created(distributor, new Date());
  const parties = { vendorId: vendor.account.id, distributorId: distributor.account.id };
  await database().transaction(async (tx) => {
    await tx.insert(marketplace).values({
      id: ids.marketplaceId,
      distributorId: distributor.account.id,
      name: "M",
      zone: "EU",
      currency: "EUR",
      countries: ["DE"],
      requiredColumns: [],
      ...tracked,
    });
    const { marketplaceId } = ids;
    const agreed = { name: "C", type: "distribution", status: "active" } as const;
    await tx
      .insert(contract)
      .values({ id: ids.contractId, ...agreed, ...parties, marketplaceId, ...tracked });
    const carried = { status: "listed", offerId, offerVersion: number } as const;
    await tx.insert(listing).values({ ...ids, productId, ...parties, ...carried, ...tracked });
    await tx.update(offer).set({ status: "listed" }).where(equals(offer.id, offerId));
  });
  return { ...ids, productId, ...parties };
}

describe("an offer", () => {
  test("starts private with version 1, for a product of the vendor", async () => {
    const vendor = await newVendor();
    expect(await hasProducts(vendor)).toBe(false);
    const made = await newOffer(vendor);
    expect(made.id).toMatch(/^OFR-\d{3}-\d{3}-\d{3}$/);
    expect(made).toMatchObject({
      status: "private",
      version: 1,
      versions: 1,
      publicVersions: 0,
      listings: 0,
    });
    expect(await hasProducts(vendor)).toBe(true);
    expect(await getOfferVersion(vendor, { offerId: made.id, number: 1 })).toMatchObject({ public: false });
    expect(await historyOf(vendor, made.id)).toEqual(["create offer"]);
  });

  test("needs a product that is the vendor's own", async () => {
    const [vendor, neighbour] = [await newVendor(), await newVendor()];
    const product = await createProduct(neighbour, { name: "Theirs", description: null });
    const input = OfferInput.parse({ name: "O", product: { id: product.id } });
    await expect(createOffer(vendor, input)).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: "product.id" }],
    });
  });

  test("is listed, searched, counted and filtered by audience and status", async () => {
    const vendor = await newVendor();
    const { id } = await newOffer(vendor, "Alpha");
    await newOffer(vendor, "Beta");
    await updateOffer(vendor, { id, audience: "education" });
    const list = async (query: object) => (await listOffers(vendor, { ...everything, ...query })).rows;
    expect((await list({ search: "alp" })).map((row) => row.name)).toEqual(["Alpha"]);
    expect((await list(where(eq("audience", "enterprise")))).map((row) => row.name)).toEqual(["Beta"]);
    expect(await list(where(eq("stats.versions", "1")))).toHaveLength(2);
    expect(await offerCounts(vendor)).toEqual({
      status: { private: 2, ready: 0, listed: 0 },
      audience: { education: 1, enterprise: 1 },
    });
  });

  test("changes with its revision; nothing changed writes nothing", async () => {
    const vendor = await newVendor();
    const { id } = await newOffer(vendor);
    const renamed = await updateOffer(vendor, { id, revision: 1, name: "For schools", audience: null });
    expect(renamed).toMatchObject({ name: "For schools", audience: null, revision: 2 });
    await updateOffer(vendor, { id, name: "For schools" });
    await expect(updateOffer(vendor, { id, revision: 1, name: "X" })).rejects.toMatchObject({
      code: "conflict",
      reason: "precondition",
    });
    expect(await historyOf(vendor, id)).toEqual(["create offer", "update offer"]);
  });

  test("is deleted with everything in it", async () => {
    const vendor = await newVendor();
    const { offerId } = await filledOffer(vendor);
    await deleteOffer(vendor, { id: offerId });
    await expect(getOffer(vendor, { id: offerId })).rejects.toMatchObject({ code: "not_found" });
    expect((await historyOf(vendor, offerId)).at(-1)).toBe("delete offer");
  });
});

describe("plans", () => {
  test("stand in their order, and only one has the one-month trial", async () => {
    const vendor = await newVendor();
    const { offerId, basic, pro } = await filledOffer(vendor);
    expect([basic.id, pro.id].map((id) => id.slice(-4))).toEqual(["0001", "0002"]);
    const input = PlanInput.parse({
      name: "Trial",
      color: "red",
      periods: ["monthly_trial"],
      gravity: { before: { id: basic.id } },
    });
    await createPlan(vendor, { offerId, ...input });
    const { content } = await viewOffer(vendor, { offerId });
    expect(content.plans.map((plan) => plan.name)).toEqual(["Trial", "Basic", "Pro"]);
    const change = { content: { periods: ["monthly", "monthly_trial"] as const }, gravity: undefined };
    await expect(
      updatePlan(vendor, {
        offerId,
        id: pro.id,
        ...change,
        content: { periods: [...change.content.periods] },
      }),
    ).rejects.toMatchObject({ code: "invalid", issues: [{ path: "periods", rule: "sole_trial" }] });
  });

  test("change, move and go", async () => {
    const vendor = await newVendor();
    const { offerId, basic, pro } = await filledOffer(vendor);
    const nothing = { content: {}, gravity: undefined };
    const changed = await updatePlan(vendor, { offerId, id: pro.id, ...nothing, content: { name: "Plus" } });
    expect(changed).toMatchObject({ name: "Plus", revision: 2, periods: ["monthly", "yearly"] });
    await updatePlan(vendor, { offerId, id: pro.id, ...nothing, gravity: { before: { id: basic.id } } });
    expect((await viewOffer(vendor, { offerId })).content.plans.map((p) => p.name)).toEqual([
      "Plus",
      "Basic",
    ]);
    await expect(deletePlan(vendor, { offerId, id: pro.id, revision: 1 })).rejects.toMatchObject({
      reason: "precondition",
    });
    await deletePlan(vendor, { offerId, id: basic.id });
    const { content } = await viewOffer(vendor, { offerId });
    expect(content.plans.map((p) => p.name)).toEqual(["Plus"]);
    expect(content.features[0]?.values).toEqual({});
  });
});

describe("groups, features and values", () => {
  test("a group that holds features stays", async () => {
    const vendor = await newVendor();
    const { offerId, group, feature } = await filledOffer(vendor);
    await expect(deleteGroup(vendor, { offerId, id: group.id })).rejects.toMatchObject({ code: "conflict" });
    await deleteFeature(vendor, { offerId, id: feature.id });
    await deleteGroup(vendor, { offerId, id: group.id });
    expect((await viewOffer(vendor, { offerId })).content.groups).toEqual([]);
  });

  test("a feature changes its name, group and cells", async () => {
    const vendor = await newVendor();
    const { offerId, basic, pro, feature, group } = await filledOffer(vendor);
    const other = await createGroup(vendor, { offerId, ...GroupInput.parse({ name: "Limits" }) });
    const change = { content: { name: "Contact" }, gravity: undefined, groupId: other.id };
    const values = [{ planId: pro.id, value: text("Phone") }];
    await updateFeature(vendor, { offerId, id: feature.id, ...change, values });
    await updateGroup(vendor, {
      offerId,
      id: other.id,
      content: {},
      gravity: { before: { id: group.id } },
    });
    const { content } = await viewOffer(vendor, { offerId });
    expect(content.groups.map((g) => g.name)).toEqual(["Limits", "Support"]);
    expect(content.features[0]).toMatchObject({
      name: "Contact",
      groupId: other.id,
      values: { [pro.id]: text("Phone") },
    });
    expect(content.features[0]?.values[basic.id]).toBeUndefined();
    const stranger = { ...change, groupId: "FGR-0", values: undefined };
    await expect(updateFeature(vendor, { offerId, id: feature.id, ...stranger })).rejects.toMatchObject({
      issues: [{ path: "group.id" }],
    });
  });

  test("a cell is written once, compared with what was seen, and emptied", async () => {
    const vendor = await newVendor();
    const { offerId, basic, feature } = await filledOffer(vendor);
    const cell = { offerId, featureId: feature.id, planId: basic.id };
    const before = await historyOf(vendor, offerId);
    await setFeatureValue(vendor, { ...cell, value: text("E-mail") });
    expect(await historyOf(vendor, offerId)).toEqual(before);
    await setFeatureValue(vendor, { ...cell, value: text("Chat"), seen: text("E-mail") });
    await expect(
      setFeatureValue(vendor, { ...cell, value: text("Phone"), seen: text("E-mail") }),
    ).rejects.toThrow("you saw “E-mail”, it is “Chat” now");
    await setFeatureValue(vendor, { ...cell, value: null });
    expect((await viewOffer(vendor, { offerId })).content.features[0]?.values).toEqual({});
    await expect(setFeatureValue(vendor, { ...cell, planId: "PLN-0", value: null })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("item lines", () => {
  test("resolve per plan and period to an item of the product", async () => {
    const vendor = await newVendor();
    const { offerId, productId, basic, line, sku } = await filledOffer(vendor);
    const slot = { offerItemId: line.id, planId: basic.id, period: "monthly" };
    const row = InventoryInput.parse({ ...slot, itemId: sku.id, min: "5", max: "" });
    await setInventory(vendor, { offerId, ...row });
    expect((await viewOffer(vendor, { offerId })).content.inventory).toEqual([
      { ...slot, itemId: sku.id, itemName: "Licence", mpn: "LIC-1", min: 5, max: null },
    ]);
    const steps = (await historyOf(vendor, offerId)).length;
    await setInventory(vendor, { offerId, ...row });
    expect(await historyOf(vendor, offerId)).toHaveLength(steps);
    await setInventory(vendor, { offerId, ...row, max: 10 });
    await expect(setInventory(vendor, { offerId, ...row, period: "yearly" })).rejects.toThrow(
      "yearly is not a period of Basic; allowed: monthly",
    );
    const foreign = `${productId}-9999`;
    await expect(setInventory(vendor, { offerId, ...row, itemId: foreign })).rejects.toMatchObject({
      issues: [{ path: "itemId", value: foreign }],
    });
    const yearly = { content: { periods: ["yearly" as const] }, gravity: undefined };
    await expect(updatePlan(vendor, { offerId, id: basic.id, ...yearly })).rejects.toMatchObject({
      issues: [{ rule: "period_in_use" }],
    });
    await deleteInventory(vendor, { offerId, ...slot });
    await updatePlan(vendor, { offerId, id: basic.id, ...yearly });
    expect((await viewOffer(vendor, { offerId })).content.inventory).toEqual([]);
  });

  test("are renamed and go with what they are", async () => {
    const vendor = await newVendor();
    const { offerId, basic, line, sku } = await filledOffer(vendor);
    const slot = { offerItemId: line.id, planId: basic.id, period: "monthly" };
    await setInventory(vendor, { offerId, ...InventoryInput.parse({ ...slot, itemId: sku.id }) });
    const renamed = await updateOfferItem(vendor, {
      offerId,
      id: line.id,
      revision: 1,
      content: { name: "Users" },
      gravity: undefined,
    });
    expect(renamed).toMatchObject({ name: "Users", revision: 2 });
    await deleteOfferItem(vendor, { offerId, id: line.id, revision: 2 });
    expect((await viewOffer(vendor, { offerId })).content).toMatchObject({ items: [], inventory: [] });
  });
});

describe("versions", () => {
  test("freeze the working copy and show what changed", async () => {
    const vendor = await newVendor();
    const { offerId, basic } = await filledOffer(vendor);
    const { diff, findings, last } = await previewPublish(vendor, { offerId });
    expect([last, diff.summary.added]).toEqual([1, 5]);
    expect(findings.map((finding) => finding.code)).toEqual(["empty_value", "no_item", "unused_item"]);
    const second = await publishOfferVersion(vendor, {
      offerId,
      ...OfferVersionInput.parse({ public: true, changes_description: "First plans" }),
    });
    expect(second).toMatchObject({ number: 2, public: true, changesDescription: "First plans" });
    const change = { content: { name: "Starter" }, gravity: undefined };
    await updatePlan(vendor, { offerId, id: basic.id, ...change });
    expect((await getOfferVersion(vendor, { offerId, number: 2 })).content.plans[0]?.name).toBe("Basic");
    await publishOfferVersion(vendor, { offerId, ...version(false) });
    const changed = await compareOfferVersions(vendor, { offerId, from: 2, to: 3 });
    expect(changed.changes.map((c) => c.name)).toEqual(["Starter"]);
    const { rows, total } = await listOfferVersions(vendor, { offerId });
    expect([total, ...rows.map((row) => row.number)]).toEqual([3, 3, 2, 1]);
    expect(await getOffer(vendor, { id: offerId })).toMatchObject({ status: "ready", version: 3 });
  });

  test("the last public one made private takes the offer back", async () => {
    const vendor = await newVendor();
    const { id: offerId } = await newOffer(vendor);
    await updateOfferVersion(vendor, { offerId, number: 1, revision: 1, isPublic: true });
    expect(await getOffer(vendor, { id: offerId })).toMatchObject({ status: "ready", publicVersions: 1 });
    await publishOfferVersion(vendor, { offerId, ...version(true) });
    await updateOfferVersion(vendor, { offerId, number: 1, isPublic: false });
    expect((await getOffer(vendor, { id: offerId })).status).toBe("ready");
    await updateOfferVersion(vendor, { offerId, number: 2, isPublic: false });
    expect((await getOffer(vendor, { id: offerId })).status).toBe("private");
    const steps = (await historyOf(vendor, offerId)).length;
    await updateOfferVersion(vendor, { offerId, number: 2, isPublic: false });
    expect(await historyOf(vendor, offerId)).toHaveLength(steps);
  });

  test("what a listing carries stays public, and the offer stays", async () => {
    const [vendor, distributor] = [await newVendor(), await newDistributor()];
    const { id: offerId } = await newOffer(vendor);
    await publishOfferVersion(vendor, { offerId, ...version(true) });
    await publishOfferVersion(vendor, { offerId, ...version(true) });
    const { id } = await addListing(vendor, distributor, offerId, 2);
    await expect(updateOfferVersion(vendor, { offerId, number: 2, isPublic: false })).rejects.toThrow(
      `Version 2 cannot be made private: ${id} carries it.`,
    );
    await updateOfferVersion(vendor, { offerId, number: 3, isPublic: false });
    await expect(deleteOffer(vendor, { id: offerId })).rejects.toMatchObject({ code: "wrong_state" });
    expect(await getOffer(vendor, { id: offerId })).toMatchObject({ status: "listed", listings: 1 });
    const carriers = await versionCarriers(vendor, { offerId, numbers: [2, 3] });
    expect([carriers.get(2), carriers.get(3)]).toEqual([[id], []]);
    expect((await versionCarriers(as("viewer", vendor), { offerId, numbers: [2] })).get(2)).toEqual([id]);
    for (const other of [distributor, await newVendor()]) {
      const asked = versionCarriers(other, { offerId, numbers: [2] });
      await expect(asked).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("who reads what", () => {
  test("distributor and reseller read public versions of what their listings carry", async () => {
    const [vendor, distributor, stranger] = [
      await newVendor(),
      await newDistributor(),
      await newDistributor(),
    ];
    const reseller = await newReseller(distributor);
    const { offerId, basic } = await filledOffer(vendor);
    await publishOfferVersion(vendor, { offerId, ...version(true) });
    for (const reader of [distributor, reseller])
      await expect(getOffer(reader, { id: offerId })).rejects.toMatchObject({ code: "not_found" });
    await addListing(vendor, distributor, offerId, 2);
    const change = { content: { name: "Secret" }, gravity: undefined };
    await updatePlan(vendor, { offerId, id: basic.id, ...change });
    await updateOffer(vendor, { id: offerId, name: "Secret" });
    await publishOfferVersion(vendor, { offerId, ...version(false) });
    for (const reader of [distributor, reseller]) {
      const view = await viewOffer(reader, { offerId });
      expect([view.version, view.offer.name, view.content.plans[0]?.name]).toEqual([
        2,
        "For business",
        "Basic",
      ]);
      await expect(viewOffer(reader, { offerId, version: 3 })).rejects.toMatchObject({ code: "not_found" });
      expect((await listOfferVersions(reader, { offerId })).rows.map((row) => row.number)).toEqual([2]);
      expect((await listOffers(reader, everything)).rows.map((row) => row.name)).toEqual(["For business"]);
    }
    await expect(getOffer(stranger, { id: offerId })).rejects.toMatchObject({ code: "not_found" });
    expect((await listOffers(stranger, everything)).total).toBe(0);
  });

  test("a distributor reads what a request sent to it names, before it accepts", async () => {
    const [vendor, distributor] = [await newVendor(), await newDistributor()];
    const { id: offerId } = await newOffer(vendor);
    await publishOfferVersion(vendor, { offerId, ...version(true) });
    const { id: other } = await newOffer(vendor, "Other");
    const { id: listingId, ...around } = await addListing(vendor, distributor, other, 1);
    const request = {
      id: newId("listingRequest"),
      type: "update",
      listingId,
      offerId,
      offerVersion: 2,
    } as const;
    const creator = { id: vendor.id, name: vendor.name };
    const tracked = created(vendor, new Date());
    await database().transaction((tx) =>
      tx.insert(listingRequest).values({ ...request, ...around, state: "draft", creator, ...tracked }),
    );
    await expect(getOffer(distributor, { id: offerId })).rejects.toMatchObject({ code: "not_found" });
    await database().transaction((tx) => tx.update(listingRequest).set({ state: "reviewing" }));
    expect((await viewOffer(distributor, { offerId })).version).toBe(2);
    await expect(deleteOffer(vendor, { id: offerId })).rejects.toThrow(request.id);
  });

  test("prices are asked for where the product is listed", async () => {
    const [vendor, distributor] = [await newVendor(), await newDistributor()];
    const { offerId, productId, sku } = await filledOffer(vendor);
    const question = { productId, itemIds: [sku.id] };
    expect(await offerPrices(vendor, question)).toMatchObject({ marketplaces: [], marketplace: null });
    const { marketplaceId } = await addListing(vendor, distributor, offerId, 1);
    const answer = await offerPrices(vendor, question);
    expect(answer).toMatchObject({ marketplace: { id: marketplaceId }, currency: "EUR", columns: [] });
    expect(answer.prices.size).toBe(0);
  });

  test("a neighbour gets not_found, a viewer and a distributor are refused", async () => {
    const [vendor, neighbour, distributor] = [await newVendor(), await newVendor(), await newDistributor()];
    const { offerId, basic, feature, line, group } = await filledOffer(vendor);
    const slot = { offerItemId: line.id, planId: basic.id, period: "monthly", itemId: "PRD-0-0001" };
    const nothing = { content: {}, gravity: undefined };
    const writes: ((actor: Actor) => Promise<unknown>)[] = [
      (actor) => updateOffer(actor, { id: offerId, name: "X" }),
      (actor) => deleteOffer(actor, { id: offerId }),
      (actor) => createPlan(actor, { offerId, ...planInput("X") }),
      (actor) => updatePlan(actor, { offerId, id: basic.id, ...nothing }),
      (actor) => deletePlan(actor, { offerId, id: basic.id }),
      (actor) => createGroup(actor, { offerId, ...GroupInput.parse({ name: "X" }) }),
      (actor) => deleteGroup(actor, { offerId, id: group.id }),
      (actor) => deleteFeature(actor, { offerId, id: feature.id }),
      (actor) => setFeatureValue(actor, { offerId, featureId: feature.id, planId: basic.id, value: null }),
      (actor) => createOfferItem(actor, { offerId, ...OfferItemInput.parse({ name: "X" }) }),
      (actor) => setInventory(actor, { offerId, ...InventoryInput.parse(slot) }),
      (actor) => publishOfferVersion(actor, { offerId, ...version(true) }),
      (actor) => updateOfferVersion(actor, { offerId, number: 1, isPublic: true }),
      (actor) => previewPublish(actor, { offerId }),
    ];
    for (const write of writes) {
      await expect(write(neighbour)).rejects.toMatchObject({ code: "not_found" });
      await expect(write(as("viewer", vendor))).rejects.toMatchObject({ code: "forbidden" });
      await expect(write(distributor)).rejects.toMatchObject({ code: "forbidden" });
    }
    const input = OfferInput.parse({ name: "X", product: { id: "PRD-0" } });
    await expect(createOffer(as("viewer", vendor), input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(viewOffer(neighbour, { offerId })).rejects.toMatchObject({ code: "not_found" });
    expect((await viewOffer(as("viewer", vendor), { offerId })).content.plans).toHaveLength(2);
  });
});

describe("undoing a deletion", () => {
  const restored = (offerId: string, removed: RemovedPartJson) =>
    RestoreInput.parse({ offerId, removed: JSON.stringify(removed) });

  test("what was deleted last comes back first, and the offer is what it was", async () => {
    const vendor = await newVendor();
    const { offerId, basic, group, feature, line, sku } = await filledOffer(vendor);
    const slot = { offerItemId: line.id, planId: basic.id, period: "monthly", itemId: sku.id };
    await setInventory(vendor, { offerId, ...InventoryInput.parse({ ...slot, min: 2, max: 5 }) });
    const before = await viewOffer(vendor, { offerId });
    const plan = await deletePlan(vendor, { offerId, id: basic.id });
    const cells = await deleteFeature(vendor, { offerId, id: feature.id });
    const held = await deleteGroup(vendor, { offerId, id: group.id });
    const item = await deleteOfferItem(vendor, { offerId, id: line.id });
    for (const removed of [item, held, cells, plan]) await restorePart(vendor, restored(offerId, removed));
    expect((await viewOffer(vendor, { offerId })).content).toEqual(before.content);
  });

  test("what was deleted since stays deleted", async () => {
    const vendor = await newVendor();
    const { offerId, basic, feature, line, sku } = await filledOffer(vendor);
    const slot = { offerItemId: line.id, planId: basic.id, period: "monthly", itemId: sku.id };
    await setInventory(vendor, { offerId, ...InventoryInput.parse(slot) });
    const plan = await deletePlan(vendor, { offerId, id: basic.id });
    await deleteFeature(vendor, { offerId, id: feature.id });
    await deleteOfferItem(vendor, { offerId, id: line.id });
    await restorePart(vendor, restored(offerId, plan));
    const { content } = await viewOffer(vendor, { offerId });
    expect(content.plans.map(({ id }) => id)).toContain(basic.id);
    expect([content.features, content.items, content.inventory]).toEqual([[], [], []]);
  });

  test("refuses twice, what never was, and what contradicts the offer by now; a refusal changes nothing", async () => {
    const vendor = await newVendor();
    const { offerId, basic, group, feature } = await filledOffer(vendor);
    const trial = await createPlan(vendor, { offerId, ...planInput("Trial", ["monthly_trial"]) });
    const removed = await deletePlan(vendor, { offerId, id: trial.id });
    await updatePlan(vendor, {
      offerId,
      id: basic.id,
      content: { periods: ["monthly", "monthly_trial"] },
      gravity: undefined,
    });
    await expect(restorePart(vendor, restored(offerId, removed))).rejects.toMatchObject({ code: "invalid" });
    const never = { ...removed, id: trial.id.replace(/\d{4}$/, "0999") };
    await expect(restorePart(vendor, restored(offerId, never))).rejects.toThrow("was never part of offer");
    const cells = await deleteFeature(vendor, { offerId, id: feature.id });
    const held = await deleteGroup(vendor, { offerId, id: group.id });
    await expect(restorePart(vendor, restored(offerId, cells))).rejects.toThrow("is not a group");
    await restorePart(vendor, restored(offerId, held));
    await expect(restorePart(vendor, restored(offerId, held))).rejects.toThrow("restored already");
    const { content } = await viewOffer(vendor, { offerId });
    expect([content.plans.length, content.groups.length, content.features.length]).toEqual([2, 1, 0]);
  });

  test("a viewer is refused, a neighbour gets not_found", async () => {
    const vendor = await newVendor();
    const { offerId, line } = await filledOffer(vendor);
    const removed = await deleteOfferItem(vendor, { offerId, id: line.id });
    const input = restored(offerId, removed);
    await expect(restorePart(as("viewer", vendor), input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(restorePart(await newVendor(), input)).rejects.toMatchObject({ code: "not_found" });
    await restorePart(vendor, input);
  });
});
