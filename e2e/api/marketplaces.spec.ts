import { expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { demo, unique } from "../world";
import { apiClient, expectRefusal } from "./client";

const fields = () => ({
  name: unique("Market"),
  description: "For tests",
  zone: "EU",
  currency: "EUR",
  alt_currency_1: "USD",
  countries: [{ id: "DE" }, { id: "FR" }],
  attributes: [{ id: "price" }, { id: "st0p" }],
});

test("a distributor keeps marketplaces; nobody else changes them", async ({ request }) => {
  const api = apiClient(request, tokens.distributor);
  const made = await api.create("marketplaces", fields());
  const path = `marketplaces/${made.id}`;
  expect(made).toMatchObject({
    currency: "EUR",
    alt_currency_1: "USD",
    countries: [{ id: "DE" }, { id: "FR" }],
  });
  const name = unique("Renamed");
  expect((await api.change(path, { ...fields(), name })).name).toBe(name);
  for (const token of [tokens.vendor, tokens.vendor2, tokens.distributor2]) {
    const other = apiClient(request, token);
    expectRefusal(await other.call("GET", path), 404, "NFND_000");
    expect((await other.call("PUT", path, { body: fields() })).status).toBeGreaterThanOrEqual(403);
    expect((await other.call("DELETE", path)).status).toBeGreaterThanOrEqual(403);
  }
  expect((await api.call("DELETE", path)).status).toBe(204);
  expectRefusal(await api.call("GET", path), 404, "NFND_000");
});

test("a marketplace is refused with the field, the value and what is allowed", async ({ request }) => {
  const api = apiClient(request, tokens.distributor);
  const total = async () => (await api.call("GET", "marketplaces?limit=0")).headers["content-range"];
  const before = await total();
  for (const [change, message] of [
    [{ name: "" }, /name: /],
    [{ name: "x".repeat(256) }, /name: .*255/],
    [{ zone: "XX" }, /zone: .*AF, AS, EU/],
    [{ currency: "usd" }, /currency: .*USD/],
    [{ countries: [] }, /countries: .*at least one/],
    [{ countries: [{ id: "Germany" }] }, /countries\.0.*DE/],
    [{ countries: [{ id: "DE" }, { id: "DE" }] }, /countries: .*once/],
    [{ attributes: [{ id: "v.own" }] }, /attributes\.0.*st0p/],
    [{ alt_currency_1: "EUR" }, /alt_currency_1/],
    [{ unknown: 1 }, /unknown: is not a known field/],
  ] as const) {
    const answer = await api.call("POST", "marketplaces", { body: { ...fields(), ...change } });
    expectRefusal(answer, 400, "VAL_001", message);
  }
  expect(await total()).toBe(before);
});

test("a marketplace in use is not deleted", async ({ request }) => {
  const api = apiClient(request, tokens.distributor);
  const refused = await api.call("DELETE", `marketplaces/${demo.marketplaces.us}`);
  expect([400, 409], refused.text).toContain(refused.status);
  expect((await api.get(`marketplaces/${demo.marketplaces.us}`)).id).toBe(demo.marketplaces.us);
});

test("the four parameters of flexible discounts are read and written one by one", async ({ request }) => {
  const api = apiClient(request, tokens.distributor);
  const { id } = await api.create("marketplaces", fields());
  const path = `marketplaces/${id}/parameters`;
  const names = [
    "flex_fixed_promotions_available",
    "flex_percent_promotions_available",
    "allow_auto_apply_flex_discounts",
    "flex_disc_console_available_tiers",
  ];
  expect((await api.list(path)).map((parameter) => parameter.id)).toEqual(names);
  for (const name of names.slice(0, 3)) {
    expect(await api.change(`${path}/${name}`, { value: true })).toMatchObject({ id: name, value: true });
    expect(await api.get(`${path}/${name}`)).toMatchObject({ value: true });
    for (const value of ["yes", 1, null, {}]) {
      const refused = await api.call("PUT", `${path}/${name}`, { body: { value } });
      expectRefusal(refused, 400, "VAL_001", /value: |true/);
    }
  }
  const tiers = `${path}/flex_disc_console_available_tiers`;
  expect(await api.change(tiers, { value: " TA-1000-0000-0001 , TA-1000-0000-0002" })).toMatchObject({
    value: expect.stringMatching(/^TA-1000-0000-0001, ?TA-1000-0000-0002$/),
  });
  expect(await api.change(tiers, { value: "ALL" })).toMatchObject({ value: "ALL" });
  for (const [value, message] of [
    ["TA-9999-0000-0001", /TA-9999-0000-0001/],
    ["ALL,TA-1000-0000-0001", /ALL/],
    [true, /value/],
  ] as const) {
    expectRefusal(await api.call("PUT", tiers, { body: { value } }), 400, "VAL_001", message);
  }
  expect(await api.get(tiers)).toMatchObject({ value: "ALL" });
  expect(await api.change(tiers, { value: "" })).toMatchObject({ value: "" });
  expectRefusal(await api.call("GET", `${path}/nonsense`), 404, "NFND_000", /nonsense/);
  const vendor = apiClient(request, tokens.vendor);
  const write = await vendor.call("PUT", `marketplaces/${demo.marketplaces.us}/parameters/${names[0]}`, {
    body: { value: false },
  });
  expect([403, 404], write.text).toContain(write.status);
});
