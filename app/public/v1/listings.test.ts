import { expect, test } from "vitest";
import { apiClient } from "@/app/_edge/testing";
import { newChannel, newListing } from "@/lib/services/testing/listings";
import * as complete from "./listing-requests/[id]/complete/route";
import * as deploy from "./listing-requests/[id]/deploy/route";
import * as request from "./listing-requests/[id]/route";
import * as submit from "./listing-requests/[id]/submit/route";
import * as requests from "./listing-requests/route";
import * as listing from "./listings/[id]/route";
import * as listings from "./listings/route";
import * as parameter from "./marketplaces/[id]/parameters/[parameter]/route";
import * as parameters from "./marketplaces/[id]/parameters/route";
import * as marketplace from "./marketplaces/[id]/route";
import * as tiers from "./tier/accounts/route";

test("the read chain of price reports finds the price list of a listing in one call", async () => {
  const { distributor, marketplaceId, productId, priceListId } = await newListing();
  const call = await apiClient(distributor);
  const query = `and(eq(marketplace.id,${marketplaceId}),eq(product.id,${productId}),eq(status,listed))&limit=1&offset=0`;
  const { body, headers } = await call(listings.GET, { query });
  expect(headers.get("content-range")).toBe("items 0-0/1");
  expect(headers.get("content-type")).toBe("application/json");
  expect(body[0].pricelist).toEqual({ id: priceListId, name: "List prices", status: "active" });
  expect(body[0].contract.marketplace.id).toBe(marketplaceId);
  for (const key of ["alt_pricelist_1", "alt_pricelist_2", "offer", "pending_request"])
    expect(body[0]).not.toHaveProperty(key);
  const alias = await call(listings.GET, { query: `product__id=${productId}&limit=0` });
  expect(alias.headers.get("content-range")).toBe("items 0-0/1");
});

test("a request is made, moved and completed over the API", async () => {
  const { vendor, distributor, productId, contractId, priceListId } = await newChannel();
  const [seller, buyer] = [await apiClient(vendor), await apiClient(distributor)];
  const wish = { type: "new", product_id: productId, contract_id: contractId, note: "Please" };
  const refused = await seller(requests.POST, { method: "POST", body: { ...wish, pricelist_id: "PL-0" } });
  expect(refused).toMatchObject({ status: 400, body: { error_code: "VAL_001" } });
  expect(refused.body.errors[0]).toContain("pricelist_id: PL-0 was not found");
  const made = await seller(requests.POST, { method: "POST", body: { ...wish, pricelist_id: priceListId } });
  expect(made).toMatchObject({ status: 201, body: { state: "draft", pricelist: { id: priceListId } } });
  const params = { id: made.body.id };
  expect((await buyer(request.GET, { params })).status).toBe(404);
  const early = await seller(complete.POST, { method: "POST", params });
  expect(early).toMatchObject({ status: 403, body: { error_code: "AUTH_002" } });
  expect(await seller(submit.POST, { method: "POST", params })).toMatchObject({ status: 200, body: {} });
  const tooEarly = await buyer(complete.POST, { method: "POST", params });
  expect(tooEarly).toMatchObject({ status: 400, body: { error_code: "STA_001" } });
  const stale = await buyer(deploy.POST, { method: "POST", params, headers: { "if-match": '"1"' } });
  expect(stale).toMatchObject({ status: 412, body: { error_code: "CFL_001" } });
  await buyer(deploy.POST, { method: "POST", params });
  await buyer(complete.POST, { method: "POST", params });
  const done = await seller(request.GET, { params });
  expect(done.body).toMatchObject({ state: "completed", listing: { status: "listed" } });
  expect(done.body.events.completed.by.id).toMatch(/^SU-/);

  const listed = { id: done.body.listing.id };
  const current = await buyer(listing.GET, { params: listed });
  const changed = await buyer(listing.PUT, {
    method: "PUT",
    params: listed,
    body: { ...current.body, pricelist: null },
    headers: { "if-match": current.headers.get("etag") ?? "" },
  });
  expect(changed.status).toBe(200);
  expect(changed.body).not.toHaveProperty("pricelist");
});

test("marketplace parameters are read and written one by one and together", async () => {
  const { distributor, marketplaceId: id } = await newChannel();
  const call = await apiClient(distributor);
  const all = await call(parameters.GET, { params: { id } });
  expect(all.headers.get("content-range")).toBe("items 0-3/4");
  const params = { id, parameter: "flex_percent_promotions_available" };
  const set = await call(parameter.PUT, { method: "PUT", params, body: { value: true } });
  expect(set.body).toMatchObject({ id: params.parameter, value: true });
  const both = await call(parameters.PUT, {
    method: "PUT",
    params: { id },
    body: [
      { id: "flex_fixed_promotions_available", value: true },
      { id: "flex_disc_console_available_tiers", value: "ALL" },
    ],
  });
  expect(both.body.map((row: { value: unknown }) => row.value)).toEqual([true, "ALL"]);
  const unknown = await call(parameter.GET, { params: { id, parameter: "x" } });
  expect(unknown.status).toBe(404);
});

test("a marketplace sent back whole stays as it is", async () => {
  const { distributor, marketplaceId: id } = await newChannel();
  const call = await apiClient(distributor);
  const read = await call(marketplace.GET, { params: { id } });
  const written = await call(marketplace.PUT, { method: "PUT", params: { id }, body: read.body });
  expect(written).toMatchObject({ status: 200, body: read.body });
  expect(written.headers.get("etag")).toBe(read.headers.get("etag"));
});

test("a tier account is refused with the path of each wrong field", async () => {
  const { distributor } = await newChannel();
  const call = await apiClient(distributor);
  const body = { type: "customer", name: "Acme", contact_info: { city: "Austin" } };
  const refused = await call(tiers.POST, { method: "POST", body });
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toContain("contact_info.country: is required");
});
