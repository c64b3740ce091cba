import { expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { contract, listing, marketplace } from "@/db/schema/listings";
import { priceList, priceListProduct, pricePoint, priceVersion } from "@/db/schema/pricing";
import { itemName } from "@/db/schema/products";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { ItemInput, ItemUpdate } from "@/lib/domain/item";
import { eq, everything, where } from "@/lib/domain/rql";
import { created, newId } from "../context";
import { deleteItem, endItemSale, resumeItemSale, updateItem } from "./change-item";
import { createItem, getItem, listItems } from "./items";
import { createProduct, deleteProduct, getProduct, listProducts, updateProduct } from "./products";
import { endProductSale, publishProduct, resumeProductSale } from "./publish";

const wire = {
  name: "Suite",
  mpn: "65304768CA",
  description: "All apps",
  type: "Reservation",
  period: "Yearly",
  precision: "Integer",
  unit: { id: "licenses" },
};
const anItem = (change: object = {}) => ItemInput.parse({ ...wire, ...change });

async function newProduct(vendor: Actor) {
  return createProduct(vendor, { name: "Creative", description: null });
}

async function historyOf(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId)) };
  const { rows } = await findActivity(database(), scopeOf(actor), query);
  return rows.filter((row) => row.objectId === objectId).map((row) => row.verb);
}

async function addMarketplace(distributor: Actor): Promise<string> {
  const id = newId("marketplace");
  await database().transaction((tx) =>
    tx.insert(marketplace).values({
      id,
      distributorId: distributor.account.id,
      name: "M",
      zone: "EU",
      currency: "EUR",
      countries: ["DE"],
      requiredColumns: [],
      ...created(distributor, new Date()),
    }),
  );
  return id;
}

async function addContract(vendor: Actor, distributor: Actor, status: "active" | "terminated") {
  const marketplaceId = await addMarketplace(distributor);
  const id = newId("contract");
  await database().transaction((tx) =>
    tx.insert(contract).values({
      id,
      name: "C",
      type: "distribution",
      vendorId: vendor.account.id,
      distributorId: distributor.account.id,
      marketplaceId,
      status,
      ...created(distributor, new Date()),
    }),
  );
  return { id, marketplaceId };
}

async function addListing(
  vendor: Actor,
  distributor: Actor,
  productId: string,
  status: "listed" | "unlisted",
) {
  const { id: contractId, marketplaceId } = await addContract(vendor, distributor, "terminated");
  await database().transaction((tx) =>
    tx.insert(listing).values({
      id: newId("listing"),
      contractId,
      productId,
      marketplaceId,
      vendorId: vendor.account.id,
      distributorId: distributor.account.id,
      status,
      ...created(distributor, new Date()),
    }),
  );
}

/** A price list that holds the product, with one version in each of the statuses. */
async function addPriceList(vendor: Actor, productId: string, statuses: ("draft" | "expired")[]) {
  const id = newId("priceList");
  const versions = statuses.map((status, index) => ({ id: `${id}-${index + 1}`, number: index + 1, status }));
  await database().transaction(async (tx) => {
    const tracked = created(vendor, new Date());
    await tx.insert(priceList).values({
      id,
      ownerId: vendor.account.id,
      ownerKind: "vendor",
      name: "List",
      currency: "EUR",
      decimals: 2,
      columns: [],
      status: "draft",
      ...tracked,
    });
    await tx.insert(priceListProduct).values({ priceListId: id, productId, position: 1 });
    await tx
      .insert(priceVersion)
      .values(versions.map((version) => ({ ...version, priceListId: id, description: "V", ...tracked })));
  });
  return versions.map((version) => version.id);
}

const pointsOf = async (itemId: string) =>
  (await database().select().from(pricePoint)).filter((point) => point.itemId === itemId);

test("a product is drafted, published with its items, retired and sold again, each step recorded", async () => {
  const vendor = await newVendor();
  const product = await newProduct(vendor);
  expect(product).toMatchObject({ status: "draft", version: 0, revision: 1, itemCount: 0 });
  const item = await createItem(vendor, { productId: product.id, item: anItem() });
  expect(item).toMatchObject({ id: `${product.id}-0001`, status: "draft", position: 10_000 });
  const published = await publishProduct(vendor, { id: product.id });
  expect(published).toMatchObject({ status: "published", version: 1, itemCount: 1 });
  expect(published.events).toHaveProperty("published.by.name", vendor.name);
  expect((await getItem(vendor, { productId: product.id, itemId: item.id })).status).toBe("published");
  await createItem(vendor, { productId: product.id, item: anItem({ mpn: "B" }) });
  expect((await publishProduct(vendor, { id: product.id })).version).toBe(2);
  expect((await endProductSale(vendor, { id: product.id })).status).toBe("endofsale");
  await expect(publishProduct(vendor, { id: product.id })).rejects.toMatchObject({
    code: "wrong_state",
    message: `Product ${product.id} is endofsale: publish is not possible. Allowed: resumesale.`,
  });
  await expect(createItem(vendor, { productId: product.id, item: anItem() })).rejects.toMatchObject({
    code: "wrong_state",
  });
  expect((await resumeProductSale(vendor, { id: product.id })).status).toBe("published");
  const verbs = await historyOf(vendor, product.id);
  expect(verbs.toSorted()).toEqual(["create", "endsale", "publish", "publish", "resumesale"]);
});

test("a change that changes nothing writes nothing", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  expect((await updateProduct(vendor, { id, name: "Creative" })).revision).toBe(1);
  const renamed = await updateProduct(vendor, { id, name: "Creative 2", description: "New" });
  expect(renamed).toMatchObject({ name: "Creative 2", description: "New", revision: 2 });
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  const same = await updateItem(vendor, { productId: id, itemId, ...ItemUpdate.parse(wire) });
  expect(same.revision).toBe(1);
  expect((await historyOf(vendor, id)).toSorted()).toEqual(["create", "update"]);
  expect(await historyOf(vendor, itemId)).toEqual(["create"]);
});

test("an older revision is refused and names both", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  await updateProduct(vendor, { id, name: "Second", revision: 1 });
  await expect(updateProduct(vendor, { id, name: "Third", revision: 1 })).rejects.toMatchObject({
    code: "conflict",
    reason: "precondition",
    details: { seen: 1, current: 2 },
  });
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  const change = ItemUpdate.parse({ name: "New" });
  await expect(updateItem(vendor, { productId: id, itemId, revision: 7, ...change })).rejects.toMatchObject({
    reason: "precondition",
  });
});

test("a viewer and a distributor are refused; a neighbour gets not_found", async () => {
  const vendor = await newVendor();
  const neighbour = await newVendor();
  const distributor = await newDistributor();
  const { id } = await newProduct(vendor);
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  const writes = (actor: Actor) => [
    () => updateProduct(actor, { id, name: "X" }),
    () => deleteProduct(actor, { id }),
    () => publishProduct(actor, { id }),
    () => endProductSale(actor, { id }),
    () => createItem(actor, { productId: id, item: anItem({ mpn: "X" }) }),
    () => updateItem(actor, { productId: id, itemId, ...ItemUpdate.parse({ name: "X" }) }),
    () => deleteItem(actor, { productId: id, itemId }),
    () => endItemSale(actor, { productId: id, itemId }),
  ];
  const reads = (actor: Actor) => [
    () => getProduct(actor, { id }),
    () => getItem(actor, { productId: id, itemId }),
    () => listItems(actor, { productId: id, query: everything }),
  ];
  for (const work of [...writes(as("viewer", vendor)), ...writes(distributor)])
    await expect(work()).rejects.toMatchObject({ code: "forbidden" });
  await expect(createProduct(as("viewer", vendor), { name: "X", description: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  for (const work of [...writes(neighbour), ...reads(neighbour), ...reads(distributor)])
    await expect(work()).rejects.toMatchObject({ code: "not_found" });
  await Promise.all(reads(as("viewer", vendor)).map((read) => read()));
  expect((await getProduct(vendor, { id })).name).toBe("Creative");
});

test("a distributor sees what is published under contract or listed, without drafts; a reseller what is listed", async () => {
  const vendor = await newVendor();
  const [contracted, former, lister, stranger] = await Promise.all([1, 2, 3, 4].map(() => newDistributor()));
  const { id } = await newProduct(vendor);
  await createItem(vendor, { productId: id, item: anItem() });
  await addContract(vendor, contracted!, "active");
  await addContract(vendor, former!, "terminated");
  await addListing(vendor, lister!, id, "unlisted");
  const seenBy = async (actor: Actor) => (await listProducts(actor, everything)).rows.map((row) => row.id);
  expect(await seenBy(contracted!)).toEqual([]);
  await publishProduct(vendor, { id });
  await createItem(vendor, { productId: id, item: anItem({ mpn: "draft" }) });
  expect(await seenBy(contracted!)).toEqual([id]);
  expect(await seenBy(lister!)).toEqual([id]);
  expect(await seenBy(former!)).toEqual([]);
  expect(await seenBy(stranger!)).toEqual([]);
  const listed = await newDistributor();
  await addListing(vendor, listed, id, "listed");
  expect(await seenBy(await newReseller(listed))).toEqual([id]);
  expect(await seenBy(await newReseller(lister!))).toEqual([]);
  expect((await listItems(contracted!, { productId: id, query: everything })).total).toBe(1);
  expect((await getProduct(contracted!, { id })).itemCount).toBe(1);
  expect((await listItems(vendor, { productId: id, query: everything })).total).toBe(2);
});

test("an MPN is unique in its product, in Connect's words", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  const other = await newProduct(vendor);
  await createItem(vendor, { productId: id, item: anItem() });
  await createItem(vendor, { productId: other.id, item: anItem() });
  const second = await createItem(vendor, { productId: id, item: anItem({ mpn: "B" }) });
  const taken = {
    code: "invalid",
    message: "mpn: Item with same mpn already exists for the product.",
    issues: [{ path: "mpn", message: "Item with same mpn already exists for the product." }],
  };
  await expect(createItem(vendor, { productId: id, item: anItem() })).rejects.toMatchObject(taken);
  const rename = ItemUpdate.parse({ mpn: wire.mpn });
  await expect(updateItem(vendor, { productId: id, itemId: second.id, ...rename })).rejects.toMatchObject(
    taken,
  );
});

test("of a published item only words change; a new name or MPN is kept with its instant", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  await publishProduct(vendor, { id });
  const change = (fields: object) =>
    updateItem(vendor, { productId: id, itemId, ...ItemUpdate.parse(fields) });
  await expect(change({ period: "Monthly" })).rejects.toMatchObject({
    code: "invalid",
    issues: [{ path: "period", rule: "fixed_after_publish" }],
  });
  await change({ description: "Only this" });
  await change({ name: "Suite 2", period: "Yearly" });
  const names = (await database().select().from(itemName)).filter((row) => row.itemId === itemId);
  expect(names.map((row) => row.name).toSorted()).toEqual(["Suite", "Suite 2"]);
  await expect(deleteItem(vendor, { productId: id, itemId })).rejects.toMatchObject({
    code: "wrong_state",
    reason: "only_draft_item",
    message: "Only draft Item can be deleted.",
  });
  expect((await endItemSale(vendor, { productId: id, itemId })).status).toBe("endofsale");
  expect((await resumeItemSale(vendor, { productId: id, itemId })).status).toBe("published");
  await expect(resumeItemSale(vendor, { productId: id, itemId })).rejects.toMatchObject({
    code: "wrong_state",
  });
});

test("a new item appears, empty, in the drafts of the lists that hold its product, and leaves with its deletion", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  const other = await newProduct(vendor);
  const [draft] = await addPriceList(vendor, id, ["draft", "expired"]);
  await addPriceList(vendor, other.id, ["draft"]);
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  expect(await pointsOf(itemId)).toEqual([
    {
      versionId: draft,
      itemId,
      price: null,
      st0p: null,
      st1p: null,
      st2p: null,
      custom: null,
      revision: 1,
    },
  ]);
  await deleteItem(vendor, { productId: id, itemId });
  expect(await pointsOf(itemId)).toEqual([]);
  const next = await createItem(vendor, { productId: id, item: anItem() });
  expect(next.id).toBe(`${id}-0002`);
});

test("an item that a version past draft holds is not deleted, nor a product that a price list holds", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  const { id: itemId } = await createItem(vendor, { productId: id, item: anItem() });
  const [expired] = await addPriceList(vendor, id, ["expired"]);
  await database().transaction((tx) => tx.insert(pricePoint).values({ versionId: expired!, itemId }));
  await expect(deleteItem(vendor, { productId: id, itemId })).rejects.toMatchObject({ code: "conflict" });
  await expect(deleteProduct(vendor, { id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("1 price lists and 0 offers hold it"),
  });
});

test("a draft product is deleted with its items; a published one is not", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  await createItem(vendor, { productId: id, item: anItem() });
  await deleteProduct(vendor, { id });
  await expect(getProduct(vendor, { id })).rejects.toMatchObject({ code: "not_found" });
  expect((await historyOf(vendor, id)).toSorted()).toEqual(["create", "delete"]);
  const published = await newProduct(vendor);
  await publishProduct(vendor, { id: published.id });
  await expect(deleteProduct(vendor, { id: published.id })).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("delete is not possible. Allowed: publish, endsale."),
  });
});

test("items move before and after each other, also when there is no room between", async () => {
  const vendor = await newVendor();
  const { id } = await newProduct(vendor);
  const items = [];
  for (const mpn of ["A", "B", "C"])
    items.push(await createItem(vendor, { productId: id, item: anItem({ mpn }) }));
  const [a, b, c] = items.map((item) => item.id);
  const move = (itemId: string, gravity: object) =>
    updateItem(vendor, { productId: id, itemId, ...ItemUpdate.parse({ gravity }) });
  const order = async () =>
    (await listItems(vendor, { productId: id, query: everything })).rows.map((row) => row.mpn).join("");
  await move(c!, { before: { id: a } });
  expect(await order()).toBe("CAB");
  await move(c!, { after: { id: b } });
  expect(await order()).toBe("ABC");
  for (let round = 0; round < 20; round++) {
    await move(c!, { after: { id: a } });
    expect(await order()).toBe("ACB");
    await move(b!, { after: { id: a } });
    expect(await order()).toBe("ABC");
  }
  await expect(move(a!, { before: { id: a } })).rejects.toMatchObject({ code: "invalid" });
  await expect(move(a!, { before: { id: "PRD-000-000-000-0001" } })).rejects.toMatchObject({
    code: "not_found",
  });
});
