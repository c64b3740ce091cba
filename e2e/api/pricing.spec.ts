import { expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { demo, fillPrices, newActiveList, newListing, newPriceList, newProduct, unique } from "../world";
import { type ApiClient, apiClient, expectRefusal, type Resource } from "./client";

const hour = 60 * 60 * 1000;
const ahead = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const statusOf = async (api: ApiClient, path: string) => (await api.get(path)).status;

test("a version goes from draft over scheduled to active, on request or by the clock", async ({
  request,
  setClock,
}) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  const first = `pricing/versions/${list.version}`;
  expectRefusal(await api.call("POST", `${first}/activate`), 400, "RDY_001", /price|value/i);
  await fillPrices(api, list.version);

  await api.act(`${first}/schedule`, { start_at: ahead(2 * hour) });
  expect([await statusOf(api, first), await statusOf(api, `pricing/lists/${list.id}`)]).toEqual([
    "scheduled",
    "scheduled",
  ]);
  await api.act(`${first}/cancel`);
  expect([await statusOf(api, first), await statusOf(api, `pricing/lists/${list.id}`)]).toEqual([
    "draft",
    "draft",
  ]);
  await api.act(`${first}/activate`);
  expect([await statusOf(api, first), await statusOf(api, `pricing/lists/${list.id}`)]).toEqual([
    "active",
    "active",
  ]);

  const next = await api.create("pricing/versions", { base: { id: list.version }, description: "More" });
  const second = `pricing/versions/${next.id}`;
  const start = new Date(Math.ceil(Date.now() / hour) * hour + hour);
  await api.act(`${second}/schedule`, { start_at: start.toISOString() });
  await setClock(new Date(start.getTime() - 1).toISOString());
  expect([await statusOf(api, first), await statusOf(api, second)]).toEqual(["active", "scheduled"]);
  await setClock(start.toISOString());
  expect([await statusOf(api, first), await statusOf(api, second)]).toEqual(["expired", "active"]);
  const at = start.toISOString().replace(".000Z", "+00:00");
  expect(await api.get(second)).toMatchObject({ start_at: at, events: { activated: { at } } });
  expect(await api.get(first)).toMatchObject({ events: { expired: { at } } });

  await api.act(`pricing/lists/${list.id}/terminate`);
  expect([await statusOf(api, second), await statusOf(api, `pricing/lists/${list.id}`)]).toEqual([
    "expired",
    "terminated",
  ]);
});

test("what a state does not allow is refused with what it does", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newActiveList(api, (await newProduct(api)).id);
  const active = `pricing/versions/${list.version}`;
  const before = await api.get(active);
  for (const [method, path, body] of [
    ["POST", `${active}/activate`, undefined],
    ["POST", `${active}/schedule`, { start_at: ahead(hour) }],
    ["POST", `${active}/cancel`, undefined],
    ["DELETE", active, undefined],
    ["DELETE", `pricing/lists/${list.id}`, undefined],
  ] as const) {
    const answer = await api.call(method, path, body ? { body } : {});
    expectRefusal(answer, 400, "STA_001", /active/);
  }
  const [point] = await api.list(`${active}/points`);
  const edit = { body: { attributes: { price: 1 } } };
  expectRefusal(await api.call("PUT", `${active}/points/${point?.id}`, edit), 400, "STA_001", /draft/);
  expect(await api.get(active)).toEqual(before);
  await api.act(`pricing/lists/${list.id}/terminate`);
  expectRefusal(await api.call("POST", `pricing/lists/${list.id}/terminate`), 400, "STA_001", /terminated/);
  const more = { body: { pricelist: { id: list.id }, description: "More" } };
  expectRefusal(await api.call("POST", "pricing/versions", more), 400, "STA_001", /terminated/);
});

test("a start must lie ahead, and two versions of a list never start together", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newActiveList(api, (await newProduct(api)).id);
  const [one, other] = [
    await api.create("pricing/versions", { base: { id: list.version }, description: "One" }),
    await api.create("pricing/versions", { base: { id: list.version }, description: "Other" }),
  ];
  const path = `pricing/versions/${one.id}/schedule`;
  expectRefusal(
    await api.call("POST", path, { body: { start_at: ahead(-1) } }),
    400,
    "VAL_001",
    /start_at: /,
  );
  expectRefusal(await api.call("POST", path, { body: { start_at: "soon" } }), 400, "VAL_001", /start_at: /);
  expectRefusal(
    await api.call("POST", path, { body: { start_at: "2030-01-01T00:00:00" } }),
    400,
    "VAL_001",
    /start_at: .*zone/,
  );
  const body = { start_at: ahead(5 * hour) };
  await api.act(path, body);
  const clash = await api.call("POST", `pricing/versions/${other.id}/schedule`, { body });
  expect(clash.status, clash.text).toBeGreaterThanOrEqual(400);
  expect(clash.text).toContain(one.id);
  expect(await statusOf(api, `pricing/versions/${other.id}`)).toBe("draft");
  await api.act(`pricing/versions/${one.id}/schedule`, { start_at: ahead(6 * hour) });
});

test("points take any subset of the columns, as numbers or text, exactly", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  const [point] = await api.list(`pricing/versions/${list.version}/points`);
  const path = `pricing/versions/${list.version}/points/${point?.id}`;
  const set = (attributes: Record<string, unknown>) =>
    api.change<{ status: string; attributes: unknown }>(path, { attributes });
  expect(await set({ price: 300, st0p: "365.5" })).toMatchObject({
    status: "empty",
    attributes: { price: 300, st0p: 365.5 },
  });
  expect(await set({ st1p: "0" })).toMatchObject({
    status: "filled",
    attributes: { price: 300, st0p: 365.5, st1p: 0 },
  });
  expect((await set({ st0p: null, "v.floor": 9_999_999_999_999.99 })).attributes).toEqual({
    price: 300,
    st1p: 0,
    "v.floor": 9_999_999_999_999.99,
  });
  const before = await api.get(path);
  for (const [body, message] of [
    ['{"attributes":{"price":-1}}', /price: /],
    ['{"attributes":{"price":1.005}}', /price: .*2/],
    ['{"attributes":{"price":"1,234"}}', /price: /],
    ['{"attributes":{"price":"twelve"}}', /price: .*twelve/],
    ['{"attributes":{"price":"NaN"}}', /price: /],
    ['{"attributes":{"price":1234567890123456}}', /price: .*16 significant digits; at most 15/],
    ['{"attributes":{"price":"12345678901234.56"}}', /price: .*15/],
    ['{"attributes":{"price":true}}', /price: /],
    ['{"attributes":{"price":[1]}}', /price: /],
    ['{"attributes":{"cost":1}}', /cost: .*price, st0p/],
    ['{"attributes":{"price":1,"price":2}}', /price: the key stands twice/],
    ['{"attributes":{"__proto__":1}}', /__proto__/],
    ["{}", /attributes: /],
  ] as const) {
    expectRefusal(await api.call("PUT", path, { body }), 400, "VAL_001", message);
  }
  expect(await api.get(path)).toEqual(before);
});

test("many points change together or not at all", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const product = await newProduct(api, ["M-1", "M-2"]);
  const list = await newPriceList(api, product.id);
  const path = `pricing/versions/${list.version}/points`;
  const [one, two] = product.items.map(({ id }) => id);
  const half = [
    { id: one, attributes: { price: 1 } },
    { id: two, attributes: { price: "x" } },
  ];
  expectRefusal(await api.call("PUT", path, { body: half }), 400, "VAL_001", /1\.attributes\.price|price/);
  const unknown = [
    { id: one, attributes: { price: 1 } },
    { id: demo.allApps.id, attributes: { price: 1 } },
  ];
  const refused = await api.call("PUT", path, { body: unknown });
  expect(refused.status, refused.text).toBeGreaterThanOrEqual(400);
  expect(refused.text).toContain(demo.allApps.id);
  expect(await api.list(`${path}?eq(status,filled)`)).toEqual([]);
  expect((await api.list<{ attributes: unknown }>(path)).map(({ attributes }) => attributes)).toEqual([
    {},
    {},
  ]);
});

test("a strict caller is stopped by warnings as well", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  await fillPrices(api, list.version, { price: 300, st0p: 200 });
  const path = `pricing/versions/${list.version}`;
  const findings = await api.get<{ severity: string; code: string }[]>(`${path}/readiness`);
  expect(findings.map(({ severity }) => severity)).toEqual(findings.map(() => "warning"));
  expect(findings.length).toBeGreaterThanOrEqual(2);
  const refused = await api.call("POST", `${path}/activate`, { body: { strict: true } });
  expectRefusal(refused, 400, "RDY_001");
  expect(refused.body).toHaveProperty("details");
  await api.act(`${path}/activate`);
});

test("currency, precision and products stay as they were made", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const product = await newProduct(api);
  const list = await newPriceList(api, product.id);
  const path = `pricing/lists/${list.id}`;
  for (const [body, message] of [
    [{ currency: "EUR" }, /currency: is fixed.*USD/],
    [{ precision: 0.1 }, /precision: is fixed.*0\.01/],
    [{ products: [{ id: demo.creative }] }, /products: is fixed/],
    [{ attributes: [] }, /attributes: /],
    [{ attributes: [{ name: "Nonsense" }] }, /attributes.*v\./],
    [{ attributes: [{ name: "Price" }, { name: "Price" }] }, /attributes/],
  ] as const) {
    expectRefusal(await api.call("PUT", path, { body }), 400, "VAL_001", message);
  }
  for (const [fields, message] of [
    [{ currency: "XXY" }, /currency: .*XXY.*USD/],
    [{ currency: undefined }, /currency: /],
    [{ precision: 0.03 }, /precision: 0\.03.*0\.01/],
    [{ products: [] }, /products: /],
    [{ products: [{ id: "PRD-000-000-000" }] }, /PRD-000-000-000/],
    [{ name: "" }, /name: /],
  ] as const) {
    const body = {
      name: unique("List"),
      currency: "USD",
      attributes: [{ name: "Price" }],
      products: [{ id: product.id }],
      ...fields,
    };
    const answer = await api.call("POST", "pricing/lists", { body });
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.text).toMatch(message);
  }
});

test("prices can be asked for at any instant, in the reader’s columns", async ({ request }) => {
  const [vendor, distributor, reseller] = [tokens.vendor, tokens.distributor, tokens.reseller].map((token) =>
    apiClient(request, token),
  ) as [ApiClient, ApiClient, ApiClient];
  const question = `prices?marketplace=${demo.marketplaces.us}&item.mpn=${demo.allApps.mpn}`;
  const expected = {
    item: { id: demo.allApps.id, mpn: demo.allApps.mpn },
    product: { id: demo.creative },
    pricelist: { id: demo.northAmerica },
    currency: "USD",
    decimals: 2,
  };
  const inForce = { price: "300.00", st0p: "365.00", st1p: "345.50", st2p: "326.00" };
  expect(await distributor.list(question)).toMatchObject([{ ...expected, attributes: inForce }]);
  expect(await vendor.list(question)).toMatchObject([{ ...expected, attributes: inForce }]);
  const [seen] = await reseller.list<{ attributes: object }>(question);
  expect(Object.keys(seen?.attributes ?? {}).toSorted()).toEqual(["st0p", "st1p"]);
  const daysAhead = (days: number) => encodeURIComponent(ahead(days * 24 * hour));
  const [earlier] = await distributor.list(`${question}&at=${daysAhead(-100)}`);
  expect(earlier).toMatchObject({ ...expected, attributes: { price: "285.00", st0p: "346.75" } });
  const [later] = await distributor.list(`${question}&at=${daysAhead(60)}`);
  expect(later).toMatchObject({ ...expected, attributes: { price: "312.00", st0p: "379.60" } });
  expect(await distributor.list(`${question}&at=2001-01-01T00:00:00Z`)).toEqual([]);

  expectRefusal(await distributor.call("GET", "prices"), 400, "VAL_002", /marketplace/);
  expectRefusal(await distributor.call("GET", `${question}&at=now`), 400, "VAL_002", /at: /);
  expectRefusal(await distributor.call("GET", `${question}&currency=EUR`), 400, "VAL_002", /EUR.*USD/);
  expectRefusal(await distributor.call("GET", "prices?marketplace=MP-20003"), 404, "NFND_000", /MP-20003/);
});

test("clients that read prices step by step find them", async ({ request }) => {
  const distributor = apiClient(request, tokens.distributor);
  const [listing] = await distributor.list<Resource & { pricelist: { id: string } }>(
    `listings?and(eq(marketplace.id,${demo.marketplaces.us}),eq(product.id,${demo.creative}),eq(status,listed))&limit=1&offset=0`,
  );
  const list = listing?.pricelist.id;
  const [version] = await distributor.list<Resource & { pricelist: { id: string; currency: string } }>(
    `pricing/versions?and(eq(pricelist.id,${list}),eq(status,active))`,
  );
  expect(version?.pricelist).toMatchObject({ id: demo.northAmerica, currency: "USD" });
  for (const filter of [
    "eq(status,filled)&limit=100&offset=0",
    "limit=1000",
    `in(item.global_id,(${demo.allApps.id}))`,
    `eq(item.global_id,${demo.allApps.id})`,
  ]) {
    const points = await distributor.list<{ item: { global_id: string }; attributes: object }>(
      `pricing/versions/${version?.id}/points?${filter}`,
    );
    const point = points.find(({ item }) => item.global_id === demo.allApps.id);
    expect(point?.attributes, filter).toMatchObject({ price: 300, st0p: 365, st1p: 345.5 });
  }
});

test("a reseller sees the columns of its tier in every answer", async ({ request }) => {
  const [vendor, distributor, reseller] = [tokens.vendor, tokens.distributor, tokens.reseller].map((token) =>
    apiClient(request, token),
  ) as [ApiClient, ApiClient, ApiClient];
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  await newListing(vendor, distributor, product.id, list.id);
  const [point] = await reseller.list<{ attributes: object }>(`pricing/versions/${list.version}/points`);
  expect(Object.keys(point?.attributes ?? {}).toSorted()).toEqual(["st0p", "st1p"]);
  const read = await reseller.get<{ attributes: { id: string }[] }>(`pricing/lists/${list.id}`);
  expect(read.attributes.map(({ id }) => id)).toEqual(["st0p", "st1p"]);
  const file = await reseller.call("GET", `pricing/versions/${list.version}?format=csv`);
  expect(file.status, file.text).toBe(200);
  expect(file.text).not.toContain("300");
  expect(file.text).toContain("345.50");
});
