import { expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { demo, newActiveList, newPriceList, newProduct, unique } from "../world";
import { apiClient, expectRefusal } from "./client";

test("who is not signed in is told so, on every path and method", async ({ request }) => {
  for (const authorization of [undefined, "ApiKey SU-100-000-001:wrong", "ApiKey nonsense", "Bearer x"]) {
    const api = apiClient(request, authorization);
    for (const [method, path] of [
      ["GET", "products"],
      ["GET", "pricing/versions"],
      ["POST", "pricing/lists"],
      ["PUT", `pricing/lists/${demo.northAmerica}`],
      ["DELETE", `pricing/lists/${demo.northAmerica}`],
    ] as const) {
      const answer = await api.call(method, path);
      expect(answer.body, `${method} ${path}`).toEqual({
        error_code: "AUTH_001",
        errors: ["API request is unauthorized."],
      });
      expect(answer.status).toBe(401);
      expect(answer.headers["content-type"]).toBe("application/json");
    }
  }
});

test("a path that does not exist, and a method that a path lacks, answer in JSON", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  expectRefusal(await api.call("GET", "nonsense"), 404, "NFND_000", /nonsense/);
  expectRefusal(await api.call("POST", "pricing/nonsense/x/y"), 404, "NFND_000");
  const refused = await api.call("DELETE", "pricing/lists");
  expectRefusal(refused, 405, "VAL_003", /DELETE.*GET, POST/);
  expect(refused.headers.allow).toBe("GET, POST");
  expect((await api.call("PATCH", `pricing/lists/${demo.northAmerica}`)).headers.allow).toContain("PUT");
});

test("every JSON answer has exactly one content type and a request id", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  for (const path of ["products", "pricing/lists?limit=0", `pricing/lists/${demo.northAmerica}`, "nothing"]) {
    const { headers } = await api.call("GET", path, { headers: { "x-request-id": "a-test.1" } });
    expect(headers["content-type"], path).toBe("application/json");
    expect(headers["x-request-id"], path).toBe("a-test.1");
  }
});

test("a collection says which part of it is answered", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const product = await newProduct(api, ["P-1", "P-2", "P-3"]);
  const path = `products/${product.id}/items`;
  const range = async (query: string) => (await api.call("GET", `${path}${query}`)).headers["content-range"];
  expect(await range("")).toBe("items 0-2/3");
  expect(await range("?limit=2")).toBe("items 0-1/3");
  expect(await range("?limit=2&offset=2")).toBe("items 2-2/3");
  expect(await range("?limit=0")).toBe("items 0-0/3");
  expect(await range("?limit=5&offset=7")).toBe("items 7-7/3");
  expect(await range("?eq(mpn,none)")).toBe("items 0-0/0");
  expect(await range("?limit=100000")).toBe("items 0-2/3");
  for (const query of ["?limit=0", "?offset=7", "?eq(mpn,none)"])
    expect(await api.get(path + query)).toEqual([]);
  for (const query of ["limit=-1", "limit=ten", "offset=-5", "offset=1.5", "limit="])
    expectRefusal(await api.call("GET", `${path}?${query}`), 400, "VAL_002", /limit|offset/);
});

test("filters are understood as Connect’s clients write them", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const product = await newProduct(api, ["F-1", "F-2", "G-3"]);
  const mpns = async (query: string) =>
    (await api.list<{ mpn: string }>(`products/${product.id}/items?${query}`))
      .map(({ mpn }) => mpn)
      .toSorted();
  expect(await mpns("eq(mpn,F-1)")).toEqual(["F-1"]);
  expect(await mpns("mpn=F-1")).toEqual(["F-1"]);
  expect(await mpns("mpn=eq=F-1")).toEqual(["F-1"]);
  expect(await mpns("like(mpn,F-*)")).toEqual(["F-1", "F-2"]);
  expect(await mpns("ilike(mpn,f-*)")).toEqual(["F-1", "F-2"]);
  expect(await mpns("in(mpn,(F-1,G-3))")).toEqual(["F-1", "G-3"]);
  expect(await mpns("out(mpn,(F-1,G-3))")).toEqual(["F-2"]);
  expect(await mpns("and(like(mpn,F*),ne(mpn,F-1))")).toEqual(["F-2"]);
  expect(await mpns("((mpn=F-1)%7C(like(mpn,%22*G*%22)))")).toEqual(["F-1", "G-3"]);
  expect(await mpns("not(eq(mpn,F-1))")).toEqual(["F-2", "G-3"]);
  expect(await mpns('eq(mpn,"F-1")&limit=10&offset=0&ordering(-mpn)')).toEqual(["F-1"]);
});

test("a filter that is not understood is quoted with its place", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  for (const [query, message] of [
    ["eq(status", /Bad filter query.*eq\(status/],
    ["eq(nonsense,1)", /nonsense.*supports.*name/s],
    ["ordering(nonsense)", /nonsense/],
    ["like(name,**)", /\*\*/],
    ["eq(name,a,b)", /Bad filter query/],
    ["()", /Bad filter query/],
    ["(a=1|b=2", /Bad filter query/],
    ["ordering(name)&ordering(id)", /ordering/],
    ["%ZZ", /Bad filter query|percent/i],
    ["eq(events.created.at,yesterday)", /yesterday/],
  ] as const) {
    const answer = await api.call("GET", `pricing/lists?${query}`);
    expectRefusal(answer, 400, "VAL_002", message);
  }
});

test("a body is read strictly", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  const path = `pricing/lists/${list.id}`;
  const before = await api.get(path);
  for (const [body, message] of [
    ['{"name":"a","name":"b"}', /name: the key stands twice/],
    ['{"name":', /body: is not valid JSON/],
    ['{"name":"x",}', /is not valid JSON/],
    ['{"name":"\\u0000"}', /name: .*NUL/],
    ['{"name":"\\ud800"}', /name: .*surrogate/],
    ['{"precision":0.1234567890123456}', /precision: .*16 significant digits; at most 15/],
    [`${"[".repeat(40)}${"]".repeat(40)}`, /nested deeper than 32/],
    ['"text"', /body: /],
    ["[]", /body: /],
    ['{"name":7}', /name: /],
    ['{"name":""}', /name: must not be empty/],
    [`{"name":"${"x".repeat(513)}"}`, /name: .*at most 512/],
  ] as const) {
    expectRefusal(await api.call("PUT", path, { body }), 400, "VAL_001", message);
  }
  const asText = { body: '{"name":"x"}', headers: { "content-type": "text/plain" } };
  expectRefusal(await api.call("PUT", path, asText), 415, "VAL_003", /application\/json.*text\/plain/);
  expect(await api.get(path)).toEqual(before);
});

test("a body may be large, but not too large", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const body = JSON.stringify({ name: "x".repeat(6 * 1024 * 1024) });
  expectRefusal(await api.call("POST", "products", { body }), 413, "LIM_001", /at most/);
});

test("ETags guard against lost updates", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  const path = `pricing/lists/${list.id}`;
  const read = await api.call("GET", path);
  const etag = read.headers.etag ?? "";
  expect(etag).toMatch(/^"\d+"$/);
  const first = { body: { name: unique("Mine") }, headers: { "if-match": etag } };
  const changed = await api.call("PUT", path, first);
  expect(changed.status, changed.text).toBe(200);
  expect(changed.headers.etag).not.toBe(etag);
  const second = { body: { name: unique("Theirs") }, headers: { "if-match": etag } };
  expectRefusal(await api.call("PUT", path, second), 412, "CFL_001");
  expectRefusal(await api.call("DELETE", path, { headers: { "if-match": etag } }), 412, "CFL_001");
  expect((await api.get(path)).name).toBe(first.body.name);
});

test("actions take neither a body nor a content type", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newActiveList(api, (await newProduct(api)).id);
  expect((await api.call("POST", `pricing/lists/${list.id}/terminate`)).status).toBe(200);
  expect((await api.get(`pricing/lists/${list.id}`)).status).toBe("terminated");
});

test("a price list keeps Connect’s shape", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const instant = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+00:00$/);
  expect(await api.get(`pricing/lists/${demo.northAmerica}`)).toMatchObject({
    id: demo.northAmerica,
    currency: "USD",
    precision: 0.01,
    status: "active",
    compatibility: null,
    owner: { id: "VA-100-001" },
    products: [{ id: demo.creative }, {}],
    stats: { products: 2, listings: 1, listings_alt: 0 },
    events: { created: { at: instant, by: { id: expect.stringMatching(/^UR-/) } } },
  });
  const [version] = await api.list(
    `pricing/versions?eq(pricelist.id,${demo.northAmerica})&ordering(start_at)`,
  );
  expect(version).toMatchObject({
    id: expect.stringMatching(/^PLV-667-945-709-\d{4}$/),
    pricelist: { id: demo.northAmerica, currency: "USD", precision: 0.01 },
    xlsx_file: expect.stringMatching(/^\/public\/v1\/pricing\/versions\/PLV-.*\?format=xlsx$/),
  });
  expect(
    (await api.list(`pricing/versions/PLV-667-945-709-0003/points?eq(id,${demo.allApps.id})`))[0],
  ).toEqual({
    id: demo.allApps.id,
    item: {
      global_id: demo.allApps.id,
      display_name: "Creative All Apps",
      mpn: demo.allApps.mpn,
      product: { id: demo.creative, name: "Lumen Creative" },
    },
    status: "filled",
    attributes: { price: 300, st0p: 365, st1p: 345.5, st2p: 326 },
  });
});
