import { afterEach, expect, test } from "vitest";
import type { Handler } from "@/app/_edge/route";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { clock } from "@/lib/services/context";
import { adjustmentsSettled } from "@/lib/services/pricing/adjustment-run";
import { aListing, aMarketplace, aProduct, bind } from "@/lib/services/testing/pricing";
import { createToken } from "@/lib/services/tokens";
import * as prices from "./prices/route";
import * as list from "./pricing/lists/[listId]/route";
import * as terminate from "./pricing/lists/[listId]/terminate/route";
import * as lists from "./pricing/lists/route";
import * as activate from "./pricing/versions/[versionId]/activate/route";
import * as apply from "./pricing/versions/[versionId]/adjustments/[adjustmentId]/apply/route";
import * as processed from "./pricing/versions/[versionId]/adjustments/[adjustmentId]/processed/route";
import * as adjustment from "./pricing/versions/[versionId]/adjustments/[adjustmentId]/route";
import * as verdicts from "./pricing/versions/[versionId]/adjustments/[adjustmentId]/rows/route";
import * as adjustments from "./pricing/versions/[versionId]/adjustments/route";
import * as cancel from "./pricing/versions/[versionId]/cancel/route";
import * as point from "./pricing/versions/[versionId]/points/[itemId]/route";
import * as points from "./pricing/versions/[versionId]/points/route";
import * as readiness from "./pricing/versions/[versionId]/readiness/route";
import * as version from "./pricing/versions/[versionId]/route";
import * as schedule from "./pricing/versions/[versionId]/schedule/route";
import * as versions from "./pricing/versions/route";

afterEach(() => clock.set(null));

type Options = {
  method?: string;
  query?: string;
  params?: Record<string, string>;
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
};

/** Calls handlers as the holder of a token of the actor's account. */
async function client(actor: Actor) {
  const input = { name: "test", role: "admin" as const, modules: null, expires_at: null };
  const { header } = await createToken(actor, input);
  return async (handler: Handler, options: Options = {}) => {
    const { method = "GET", query = "", params = {}, body, form, headers = {} } = options;
    const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const content = form ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`http://localhost/public/v1/x?${query}`, {
      method,
      headers: { authorization: header, ...json, ...headers },
      ...(content === undefined ? {} : { body: content }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    const isJson = response.headers.get("content-type") === "application/json";
    const bytes = await response.clone().arrayBuffer();
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      body: isJson ? await response.json() : null,
    };
  };
}

async function aVendor() {
  clock.set(new Date("2027-03-01T12:00:00Z"));
  const vendor = await newVendor();
  const product = await aProduct(vendor, 2);
  const call = await client(vendor);
  const body = {
    name: "EU list",
    description: "Prices",
    currency: "EUR",
    precision: 0.01,
    attributes: [{ name: "Price", description: "Net" }, { name: "Suggested T0 Price" }, { name: "v.floor" }],
    products: [{ id: product.id }],
  };
  const made = await call(lists.POST, { method: "POST", body });
  const [first] = (await call(versions.GET, { query: `eq(pricelist.id,${made.body.id})` })).body;
  const [itemId = "", secondId = ""] = product.itemIds;
  return { vendor, call, product, made, listId: made.body.id, versionId: first.id, first, itemId, secondId };
}

test("a list and its first version have exactly the platform's shape", async () => {
  const { vendor, made, listId, versionId, first, product, call } = await aVendor();
  expect(made.status).toBe(201);
  expect(made.headers.get("etag")).toBe('"1"');
  const created = {
    at: "2027-03-01T12:00:00+00:00",
    by: { id: expect.stringMatching(/^SU-/), name: "test" },
  };
  const owner = { id: vendor.account.id, name: vendor.account.name };
  const stub = {
    id: listId,
    name: "EU list",
    currency: "EUR",
    precision: 0.01,
    status: "draft",
    owner,
    attributes: [
      { id: "price", name: "Price", description: "Net" },
      { id: "st0p", name: "Suggested T0 Price" },
      { id: "v.floor", name: "v.floor" },
    ],
    stats: { products: 1, listings: 0, listings_alt: 0 },
  };
  expect(made.body).toEqual({
    ...stub,
    description: "Prices",
    compatibility: null,
    products: [{ id: product.id, name: "Creative" }],
    events: { created },
  });
  expect(first).toEqual({
    id: versionId,
    description: "",
    base: null,
    start_at: null,
    status: "draft",
    pricelist: stub,
    xlsx_file: `/public/v1/pricing/versions/${versionId}?format=xlsx`,
    events: { created },
  });
  expect((await call(list.GET, { params: { listId } })).body).toEqual(made.body);
});

test("points are written one by one or many at once, as numbers or text, and read as exact numbers", async () => {
  const { call, product, versionId, itemId, secondId } = await aVendor();
  const params = { versionId, itemId };
  const put = await call(point.PUT, {
    method: "PUT",
    params,
    body: { attributes: { price: 99.5, st0p: "100" } },
    headers: { "if-match": '"1"' },
  });
  expect(put).toMatchObject({ status: 200 });
  expect(put.headers.get("etag")).toBe('"2"');
  expect(put.body).toEqual({
    id: itemId,
    item: {
      global_id: itemId,
      display_name: "Item 1",
      mpn: "M-1",
      product: { id: product.id, name: "Creative" },
    },
    status: "filled",
    attributes: { price: 99.5, st0p: 100 },
  });
  const body = { attributes: { price: null } };
  const stale = await call(point.PUT, { method: "PUT", params, body, headers: { "if-match": '"1"' } });
  expect(stale).toMatchObject({ status: 412, body: { error_code: "CFL_001" } });
  const many = [
    { id: itemId, attributes: { price: null } },
    { id: secondId, attributes: { price: 1, st0p: 2, "v.floor": 0 } },
  ];
  const all = await call(points.PUT, { method: "PUT", params, body: many });
  expect(all.body.map((row: { attributes: object }) => row.attributes)).toEqual([
    { st0p: 100 },
    { price: 1, st0p: 2, "v.floor": 0 },
  ]);
  const filled = await call(points.GET, { params, query: "eq(status,filled)" });
  expect(filled.headers.get("content-range")).toBe("items 0-0/1");
  const one = await call(points.GET, { params, query: `in(item.global_id,(${itemId}))` });
  expect(one.body).toMatchObject([{ id: itemId, status: "empty" }]);
  const bad = await call(point.PUT, { method: "PUT", params, body: { attributes: { price: "1.234" } } });
  expect(bad).toMatchObject({
    status: 400,
    body: {
      error_code: "VAL_001",
      errors: ["attributes.price: “1.234” has 3 decimals; at most 2 are allowed"],
      details: [{ path: "attributes.price", rule: "decimals", value: "1.234" }],
    },
  });
});

test("schedule answers the version, cancel and activate answer {}, and the list is terminated", async () => {
  const { call, listId, versionId, itemId } = await aVendor();
  const params = { versionId, itemId, listId };
  const early = await call(activate.POST, { method: "POST", params });
  expect(early).toMatchObject({ status: 400, body: { error_code: "RDY_001" } });
  expect(early.body.details).toMatchObject([{ severity: "blocking", code: "no_values", count: 2 }]);
  await call(point.PUT, { method: "PUT", params, body: { attributes: { price: 1 } } });
  const found = await call(readiness.GET, { params });
  expect(found.body).toMatchObject([{ severity: "warning", code: "empty_cells", count: 2 }]);
  const strict = await call(activate.POST, { method: "POST", params, body: { strict: true } });
  expect(strict).toMatchObject({ status: 400, body: { error_code: "RDY_001" } });
  const start_at = "2027-04-01T02:00:00+02:00";
  const scheduled = await call(schedule.POST, { method: "POST", params, body: { start_at } });
  expect(scheduled).toMatchObject({
    status: 200,
    body: { status: "scheduled", start_at: "2027-04-01T00:00:00+00:00", pricelist: { status: "scheduled" } },
  });
  expect(await call(cancel.POST, { method: "POST", params })).toMatchObject({ status: 200, body: {} });
  const wrong = await call(cancel.POST, { method: "POST", params });
  expect(wrong).toMatchObject({ status: 400, body: { error_code: "STA_001" } });
  const active = await call(activate.POST, { method: "POST", params });
  expect([active.status, active.body]).toEqual([200, {}]);
  const next = await call(versions.POST, {
    method: "POST",
    body: { base: { id: versionId }, description: "Next", start_at },
  });
  expect(next).toMatchObject({
    status: 201,
    body: { base: { id: versionId, start_at: null }, start_at: "2027-04-01T00:00:00+00:00" },
  });
  const nextParams = { versionId: next.body.id };
  const renamed = await call(version.PUT, {
    method: "PUT",
    params: nextParams,
    body: { description: "Spring" },
  });
  expect(renamed.body).toMatchObject({ description: "Spring" });
  expect((await call(version.DELETE, { method: "DELETE", params: nextParams })).status).toBe(204);
  const ended = await call(terminate.POST, { method: "POST", params });
  expect([ended.status, ended.body]).toEqual([200, {}]);
  expect((await call(list.GET, { params })).body).toMatchObject({
    status: "terminated",
    events: { terminated: { at: "2027-03-01T12:00:00+00:00" } },
  });
  expect((await call(list.DELETE, { method: "DELETE", params })).body).toMatchObject({
    error_code: "STA_001",
  });
});

test("the read chain of platform clients ends in prices, for a distributor too; ours needs one call", async () => {
  const { vendor, call, product, listId, versionId, itemId } = await aVendor();
  const params = { versionId, itemId };
  await call(point.PUT, { method: "PUT", params, body: { attributes: { price: 99, st0p: 109.9 } } });
  await call(activate.POST, { method: "POST", params });
  const distributor = await newDistributor();
  const market = await aMarketplace(vendor, distributor, "EUR");
  const on = { ...market, productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, clock.now());
  const theirs = await client(distributor);
  const active = await theirs(versions.GET, { query: `and(eq(pricelist.id,${listId}),eq(status,active))` });
  expect(active.body).toMatchObject([{ id: versionId, pricelist: { currency: "EUR" } }]);
  expect(active.body[0].pricelist.stats).toEqual({ products: 1 });
  const filled = await theirs(points.GET, { params, query: "eq(status,filled)&limit=100&offset=0" });
  expect(filled.body).toMatchObject([{ attributes: { price: 99, st0p: 109.9 } }]);
  const direct = await theirs(prices.GET, {
    query: `marketplace=${market.marketplaceId}&at=2027-03-01T12:00:00%2B00:00&item.mpn=M-1`,
  });
  expect(direct.headers.get("content-range")).toBe("items 0-0/1");
  expect(direct.body).toMatchObject([
    {
      item: { id: itemId, mpn: "M-1", name: "Item 1" },
      product: { id: product.id },
      pricelist: { id: listId },
      version: { id: versionId, start_at: null },
      currency: "EUR",
      decimals: 2,
      attributes: { price: "99.00", st0p: "109.90" },
      valid_from: "2027-03-01T12:00:00+00:00",
      valid_to: null,
    },
  ]);
  const nowhere = await theirs(prices.GET);
  expect(nowhere).toMatchObject({ status: 400, body: { error_code: "VAL_002" } });
  const refused = await theirs(point.PUT, { method: "PUT", params, body: { attributes: { price: 1 } } });
  expect(refused).toMatchObject({ status: 404, body: { error_code: "NFND_000" } });
});

test("the workbook goes out, comes back changed, and is applied after its verdicts were read", async () => {
  const { call, versionId, itemId } = await aVendor();
  const params = { versionId, itemId };
  await call(point.PUT, { method: "PUT", params, body: { attributes: { price: 5 } } });
  const csv = await call(version.GET, { params, query: "format=csv" });
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const template = "application/vnd.openxmlformats-officedocument.spreadsheetml.template";
  const xlsx = await call(version.GET, { params, headers: { "content-type": template } });
  expect(xlsx.headers.get("content-disposition")).toContain(`${versionId}.xlsx`);
  const unknown = await call(version.GET, { params, query: "format=pdf" });
  expect(unknown).toMatchObject({ status: 400, body: { error_code: "VAL_002" } });
  const text = new TextDecoder().decode(csv.bytes).replace(/(M-1.*?)5(\.00)?/, "$16");
  const form = new FormData();
  form.set("uploaded_file", new File([text], "prices.csv"));
  form.set("dry_run", "true");
  const posted = await call(adjustments.POST, { method: "POST", params, form });
  expect(posted).toMatchObject({ status: 201, body: { status: "processing", processed_file: null } });
  await adjustmentsSettled();
  const at = { ...params, adjustmentId: posted.body.id };
  const done = await call(adjustment.GET, { params: at });
  expect(done.body).toMatchObject({
    status: "success",
    error_detail: null,
    applied: false,
    result: { rows: 2, changed: 1, unchanged: 1, cleared: 0, failed: 0 },
    uploaded_file: `/public/v1/pricing/versions/${versionId}/adjustments/${at.adjustmentId}/uploaded`,
    processed_file: `/public/v1/pricing/versions/${versionId}/adjustments/${at.adjustmentId}/processed`,
  });
  const rows = await call(verdicts.GET, { params: at, query: "eq(verdict,changed)" });
  expect(rows.body).toMatchObject([
    { row: 2, item: { id: itemId, name: "Item 1" }, verdict: "changed", cells: [{ column: "Price" }] },
  ]);
  const report = await call(processed.GET, { params: at });
  expect(new TextDecoder().decode(report.bytes)).toContain("Verdict");
  const applied = await call(apply.POST, { method: "POST", params: at });
  expect(applied.body).toMatchObject({ applied: true });
  expect((await call(point.GET, { params })).body.attributes).toEqual({ price: 6 });
  const all = await call(adjustments.GET, { params, query: "ordering(-events.created.at)" });
  expect(all.headers.get("content-range")).toBe("items 0-0/1");
});
