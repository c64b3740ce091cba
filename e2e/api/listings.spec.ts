import { type APIRequestContext, expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { demo, newActiveList, newListing, newPriceList, newProduct, unique } from "../world";
import { type ApiClient, apiClient, expectRefusal, type Resource } from "./client";

type ListingRequest = Resource & { state: string; listing: { id: string } };
type Listing = Resource & { pricelist?: { id: string }; pending_request?: { id: string } };

function bothSides(request: APIRequestContext): { vendor: ApiClient; distributor: ApiClient } {
  return { vendor: apiClient(request, tokens.vendor), distributor: apiClient(request, tokens.distributor) };
}

async function wish(vendor: ApiClient) {
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  return {
    type: "new",
    product_id: product.id,
    contract_id: demo.usContract,
    pricelist_id: list.id,
    note: "Please",
  };
}

test("a listing is asked for, sent back, asked for again and completed; then changed and removed", async ({
  request,
}) => {
  const { vendor, distributor } = bothSides(request);
  const wanted = await wish(vendor);
  const made = await vendor.create<ListingRequest>("listing-requests", wanted);
  const path = `listing-requests/${made.id}`;
  const stateOf = async () => (await vendor.get<ListingRequest>(path)).state;
  expect(made.state).toBe("draft");
  await vendor.act(`${path}/submit`);
  expect(await stateOf()).toBe("reviewing");
  await distributor.act(`${path}/refine`);
  expect(await stateOf()).toBe("draft");
  await vendor.act(`${path}/submit`);
  await distributor.act(`${path}/deploy`);
  expect(await stateOf()).toBe("deploying");
  await distributor.act(`${path}/complete`);
  expect(await stateOf()).toBe("completed");

  const listing = `listings/${made.listing.id}`;
  expect(await distributor.get<Listing>(listing)).toMatchObject({
    status: "listed",
    product: { id: wanted.product_id },
    pricelist: { id: wanted.pricelist_id, status: "active" },
    vendor: { id: "VA-100-001" },
    provider: { id: "PA-200-001" },
  });
  const read = await distributor.get<Listing>(listing);
  expect(Object.keys(read)).not.toEqual(expect.arrayContaining(["alt_pricelist_1"]));

  const removal = await vendor.create<ListingRequest>("listing-requests", {
    type: "remove",
    listing_id: made.listing.id,
    note: "No longer sold",
  });
  expect((await vendor.get<Listing>(listing)).pending_request).toMatchObject({ id: removal.id });
  await vendor.act(`listing-requests/${removal.id}/submit`);
  await distributor.act(`listing-requests/${removal.id}/deploy`);
  await distributor.act(`listing-requests/${removal.id}/complete`);
  expect((await vendor.get<Listing>(listing)).status).toBe("unlisted");
});

test("each side does its own steps only, and only in their order", async ({ request }) => {
  const { vendor, distributor } = bothSides(request);
  const made = await vendor.create<ListingRequest>("listing-requests", await wish(vendor));
  const path = `listing-requests/${made.id}`;
  const before = await vendor.get(path);
  for (const step of ["refine", "deploy", "complete", "cancel"]) {
    const answer = await vendor.call("POST", `${path}/${step}`);
    expect([400, 403], `${step}: ${answer.text}`).toContain(answer.status);
  }
  // What the vendor has not submitted yet, the distributor does not know of.
  for (const step of ["deploy", "complete", "refine"]) {
    expectRefusal(await distributor.call("POST", `${path}/${step}`), 404, "NFND_000", new RegExp(made.id));
  }
  expect(await vendor.get(path)).toEqual(before);
  await vendor.act(`${path}/submit`);
  expectRefusal(await vendor.call("POST", `${path}/submit`), 400, "STA_001", /reviewing/);
  expectRefusal(await distributor.call("POST", `${path}/complete`), 400, "STA_001", /reviewing/);
  await distributor.act(`${path}/cancel`);
  expectRefusal(await distributor.call("POST", `${path}/deploy`), 400, "STA_001", /canceled/);
});

test("what a listing cannot carry is refused by name", async ({ request }) => {
  const { vendor, distributor } = bothSides(request);
  const wanted = await wish(vendor);
  const total = async () => (await vendor.call("GET", "listing-requests?limit=0")).headers["content-range"];
  const before = await total();
  for (const [change, message] of [
    [{ type: "nonsense" }, /type.*new, update, remove/],
    [{ product_id: undefined }, /product_id: is required/],
    [{ product_id: "PRD-000-000-000" }, /PRD-000-000-000/],
    [{ product_id: "PRD-555-310-774" }, /PRD-555-310-774/],
    [{ contract_id: "CRD-00000-00000-00000" }, /CRD-00000-00000-00000/],
    [{ contract_id: "CRD-55531-07740-00101" }, /CRD-55531-07740-00101/],
    [{ pricelist_id: "PL-000-000-000" }, /PL-000-000-000/],
    [{ pricelist_id: demo.europe }, /EUR|product/],
    [{ pricelist_id: 7 }, /pricelist_id: /],
    [{ note: "x".repeat(2001) }, /note: at most 2,000/],
    [{ surprise: true }, /surprise: is not a known field/],
  ] as const) {
    const answer = await vendor.call("POST", "listing-requests", { body: { ...wanted, ...change } });
    expect(answer.status, `${JSON.stringify(change)} → ${answer.text}`).toBeGreaterThanOrEqual(400);
    expect(answer.text).toMatch(message);
  }
  const byDistributor = await distributor.call("POST", "listing-requests", { body: wanted });
  expect([403, 404]).toContain(byDistributor.status);
  expect(await total()).toBe(before);
});

test("an active list of a listing cannot lose what its marketplace requires", async ({ request }) => {
  const { vendor, distributor } = bothSides(request);
  const product = await newProduct(vendor);
  const bare = await newPriceList(vendor, product.id, { attributes: [{ name: "Price" }] });
  const body = {
    type: "new",
    product_id: product.id,
    contract_id: demo.usContract,
    pricelist_id: bare.id,
    note: null,
  };
  const made = await vendor.call("POST", "listing-requests", { body });
  const refused =
    made.status === 201
      ? await vendor.call("POST", `listing-requests/${(made.body as ListingRequest).id}/submit`)
      : made;
  expect(refused.status, refused.text).toBe(400);
  expect(refused.text).toMatch(/st0p|Suggested T0 Price/);
  expect(await distributor.list(`listings?eq(product.id,${product.id})&eq(status,listed)`)).toEqual([]);
});

test("a distributor sees a vendor’s list once it is listed, and never a draft", async ({ request }) => {
  const { vendor, distributor } = bothSides(request);
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  const path = `pricing/lists/${list.id}`;
  expectRefusal(await distributor.call("GET", path), 404, "NFND_000");
  await newListing(vendor, distributor, product.id, list.id);
  const draft = await vendor.create("pricing/versions", {
    base: { id: list.version },
    description: unique("Next"),
  });
  expect((await distributor.get(path)).status).toBe("active");
  expect(
    (await distributor.list(`pricing/versions?eq(pricelist.id,${list.id})`)).map(({ id }) => id),
  ).toEqual([list.version]);
  expectRefusal(await distributor.call("GET", `pricing/versions/${draft.id}`), 404, "NFND_000");
  expectRefusal(await distributor.call("GET", `pricing/versions/${draft.id}/points`), 404, "NFND_000");
  const edit = { body: { name: "Mine now" } };
  expect((await distributor.call("PUT", path, edit)).status).toBeGreaterThanOrEqual(403);
  expect((await vendor.get(path)).name).toBe(list.name);
});
