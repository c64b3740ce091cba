import { expect, test } from "vitest";
import { apiClient } from "@/app/_edge/testing";
import { newVendor } from "@/db/testing/factories";
import { newListing } from "@/lib/services/testing/listings";
import * as configurations from "./products/[productId]/configurations/route";
import * as item from "./products/[productId]/items/[itemId]/route";
import * as importing from "./products/[productId]/items/import/route";
import * as items from "./products/[productId]/items/route";
import * as product from "./products/[productId]/route";
import * as templates from "./products/[productId]/templates/route";
import * as versions from "./products/[productId]/versions/route";
import * as products from "./products/route";
import * as units from "./units/route";

const wire = {
  name: "Suite",
  mpn: "65304768CA",
  description: "All apps",
  ui: { visibility: true },
  commitment: { count: 3 },
  unit: { id: "licenses" },
  type: "Reservation",
  period: "Yearly",
  precision: "Integer",
};

test("a client written for Connect makes, reads, changes, publishes and deletes", async () => {
  const call = await apiClient(await newVendor());
  const made = await call(products.POST, { method: "POST", body: { name: "P" } });
  expect(made).toMatchObject({ status: 201, body: { name: "P", status: "draft", version: 0 } });
  expect(made.body).not.toHaveProperty("description");
  const params = { productId: made.body.id };
  const added = await call(items.POST, { method: "POST", params, body: wire });
  expect(added.status).toBe(201);
  const { events, ...facts } = added.body;
  expect(Object.keys(events)).toEqual(["created"]);
  expect(facts).toEqual({
    id: `${made.body.id}-0001`,
    local_id: `${made.body.id}-0001`.replaceAll("-", "_"),
    mpn: "65304768CA",
    name: "Suite",
    display_name: "Suite",
    description: "All apps",
    type: "reservation",
    period: "yearly",
    precision: "integer",
    unit: { id: "licenses", name: "Licenses", title: "Licenses", unit: "licenses" },
    commitment: { multiplier: "billing_period", count: 3 },
    status: "draft",
    position: 10_000,
    dynamic: false,
    ui: { visibility: true },
  });
  const itemParams = { ...params, itemId: facts.local_id };
  const changed = await call(item.PUT, {
    method: "PUT",
    params: itemParams,
    body: { ...added.body, name: "Suite 2" },
    headers: { "if-match": '"1"' },
  });
  expect(changed).toMatchObject({ status: 200, body: { name: "Suite 2" } });
  expect(changed.headers.get("etag")).toBe('"2"');
  const late = { method: "PUT", params: itemParams, body: { name: "X" }, headers: { "if-match": '"1"' } };
  expect(await call(item.PUT, late)).toMatchObject({ status: 412, body: { error_code: "CFL_001" } });
  const published = await call(versions.POST, { method: "POST", params, body: { public: true } });
  expect(published).toMatchObject({ status: 201, body: { version: 1, public: true } });
  const deleted = await call(item.DELETE, { method: "DELETE", params: itemParams });
  expect(deleted).toMatchObject({
    status: 400,
    body: { error_code: "PRD_038", errors: ["Only draft Item can be deleted."] },
  });
  const draft = await call(products.POST, { method: "POST", body: { name: "Draft" } });
  const gone = { productId: draft.body.id };
  expect((await call(product.DELETE, { method: "DELETE", params: gone })).status).toBe(204);
  expect(await call(product.GET, { params: gone })).toMatchObject({
    status: 404,
    body: { error_code: "NFND_000" },
  });
});

test("collections filter, page and answer files", async () => {
  const call = await apiClient(await newVendor());
  const { body: made } = await call(products.POST, { method: "POST", body: { name: "P" } });
  const params = { productId: made.id };
  await call(items.POST, { method: "POST", params, body: wire });
  const metered = { ...wire, mpn: "M", type: "PPU", period: "Monthly", precision: "Decimal(2)" };
  await call(items.POST, { method: "POST", params, body: { ...metered, commitment: { count: 1 } } });
  const ppu = await call(items.GET, { params, query: "in(type,(PPU))&ordering(-mpn)&limit=1" });
  expect(ppu.headers.get("content-range")).toBe("items 0-0/1");
  expect(ppu.body).toMatchObject([{ mpn: "M", precision: "decimal(2)" }]);
  const found = await call(products.GET, { query: "ilike(name,*p*)&limit=0" });
  expect(found.headers.get("content-range")).toBe("items 0-0/1");
  expect((await call(templates.GET, { params })).body).toEqual([]);
  expect((await call(units.GET, { query: "search=giga&limit=1" })).body).toMatchObject([{ id: "gb" }]);
  expect(await call(products.GET, { query: "eq(price,1)" })).toMatchObject({
    status: 400,
    body: { error_code: "VAL_002" },
  });
  const file = await call(items.GET, { params, query: "format=csv" });
  expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${made.id}-items.csv"`);
  expect(file.body).toContain("65304768CA");
  const form = new FormData();
  form.set("dry_run", "true");
  form.set("uploaded_file", new File([`MPN,Action,Name\nM,update,Metered\nX,delete,\n`], "i.csv"));
  const judged = await call(importing.POST, { method: "POST", params, form });
  expect(judged.body).toMatchObject({
    status: "partial",
    applied: false,
    result: { rows: 2, updated: 1, failed: 1 },
    rows: [
      { row: 2, mpn: "M", verdict: "updated", cells: [{ column: "Name" }] },
      { row: 3, mpn: "X", verdict: "failed" },
    ],
    left_out: 0,
  });
  expect(await call(importing.POST, { method: "POST", params, body: {} })).toMatchObject({ status: 415 });
});

test("the marketplace parameters are configuration values of the listed product", async () => {
  const { vendor, distributor, productId, marketplaceId } = await newListing();
  const call = await apiClient(distributor);
  const params = { productId };
  const { body } = await call(configurations.GET, { params });
  expect(body).toHaveLength(4);
  const id = "allow_auto_apply_flex_discounts";
  const wanted = { parameter: { id }, marketplace: { id: marketplaceId }, value: "true" };
  expect(await call(configurations.POST, { method: "POST", params, body: wanted })).toMatchObject({
    status: 200,
    body: { id: `${id}##${marketplaceId}`, value: true },
  });
  const asVendor = await apiClient(vendor);
  expect(await asVendor(configurations.POST, { method: "POST", params, body: wanted })).toMatchObject({
    status: 403,
  });
  const elsewhere = { ...wanted, marketplace: { id: "MP-00001" } };
  expect(await call(configurations.POST, { method: "POST", params, body: elsewhere })).toMatchObject({
    status: 404,
  });
});
