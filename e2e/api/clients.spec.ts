import { createRequire } from "node:module";
import { expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { demo, newActiveList, newListing, newProduct, unique } from "../world";
import { apiClient } from "./client";

/** Existing clients of Connect, unchanged but for address and token (API.md, reference connect.md §10). */

type Row = Record<string, unknown> & { id: string };
type GenericResource = {
  search(filters?: object): Promise<Row[]>;
  get(id: string): Promise<Row>;
  create(body: object): Promise<Row>;
  update(id: string, body: object): Promise<Row>;
  delete(id: string): Promise<void>;
};
type Product = GenericResource & {
  versions(id: string): GenericResource;
  configurations(id: string): GenericResource;
};
type ListingRequests = GenericResource &
  Record<"submit" | "deploy" | "complete" | "cancel" | "refine", (id: string) => Promise<void>>;
type ConnectClient = { products: Product; listingRequests: ListingRequests; accounts: GenericResource };
type Sdk = { ConnectClient: new (endpoint: string, apiKey: string) => ConnectClient };

const load = createRequire(import.meta.url);
const sdk = "@cloudblueconnect/connect-javascript-sdk";
const { ConnectClient }: Sdk = load(sdk);
const Resource: new (client: ConnectClient, path: string) => GenericResource = load(
  `${sdk}/lib/connect/api/base`,
);

function connect(baseURL: string | undefined, token: string): ConnectClient {
  return new ConnectClient(`${baseURL}/public/v1`, token);
}

test.describe("the JavaScript SDK", () => {
  test("keeps products: makes, finds, reads, sends back whole, deletes", async ({ baseURL }) => {
    const client = connect(baseURL, tokens.vendor);
    const name = unique("Made by the SDK");
    const made = await client.products.create({ name, description: "For tests" });
    const found = await client.products.search({
      name: { $ilike: name.slice(0, 20) },
      status: { $in: ["draft", "published"] },
      $ordering: ["-name"],
      limit: 10,
      offset: 0,
    });
    expect(found.map(({ id }) => id)).toContain(made.id);
    const read = await client.products.get(made.id);
    const renamed = await client.products.update(made.id, { ...read, name: `${name} 2` });
    expect(renamed).toMatchObject({ id: made.id, name: `${name} 2`, description: "For tests" });
    await client.products.delete(made.id);
    await expect(client.products.get(made.id)).rejects.toMatchObject({ status: 404, errorCode: "NFND_000" });
  });

  test("is told what is wrong as an API error with code and messages", async ({ baseURL }) => {
    const client = connect(baseURL, tokens.vendor);
    const refused = { status: 400, errorCode: "VAL_001", errors: [expect.stringMatching(/^name: /)] };
    await expect(client.products.create({ description: "no name" })).rejects.toMatchObject(refused);
    const stranger = connect(baseURL, "ApiKey SU-000-000-000:none");
    await expect(stranger.products.search({})).rejects.toMatchObject({ status: 401, errorCode: "AUTH_001" });
  });

  test("moves a listing request to completed", async ({ baseURL, request }) => {
    const [vendor, distributor] = [tokens.vendor, tokens.distributor].map((t) => connect(baseURL, t));
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api);
    const list = await newActiveList(api, product.id);
    const { id } = (await vendor?.listingRequests.create({
      type: "new",
      product_id: product.id,
      contract_id: demo.usContract,
      pricelist_id: list.id,
    })) ?? { id: "" };
    await vendor?.listingRequests.submit(id);
    await distributor?.listingRequests.deploy(id);
    await distributor?.listingRequests.complete(id);
    expect(await vendor?.listingRequests.get(id)).toMatchObject({ state: "completed" });
  });

  test("reads prices with its generic resource, as reports do", async ({ baseURL, request }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api);
    const list = await newActiveList(api, product.id);
    await newListing(api, apiClient(request, tokens.distributor), product.id, list.id);
    const client = connect(baseURL, tokens.distributor);
    const [listing] = await new Resource(client, "/listings").search({
      "product.id": product.id,
      "marketplace.id": demo.marketplaces.us,
      status: "listed",
      limit: 1,
    });
    expect(listing).toMatchObject({ pricelist: { id: list.id } });
    const [version] = await new Resource(client, "/pricing/versions").search({
      "pricelist.id": list.id,
      status: "active",
    });
    expect(version).toMatchObject({ pricelist: { currency: "USD" } });
    const points = await new Resource(client, `/pricing/versions/${version?.id}/points`).search({
      "item.global_id": { $in: product.items.map(({ id }) => id) },
      $ordering: "id",
    });
    expect(points.map(({ id, attributes }) => ({ id, attributes }))).toEqual(
      product.items.map(({ id }) => ({ id, attributes: { price: 300, st0p: 365, st1p: 345.5 } })),
    );
  });
});

test("the three steps of the price reports, as they write their queries", async ({ request }) => {
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor, ["C-1", "C-2", "C-3"]);
  const list = await newActiveList(vendor, product.id);
  await newListing(vendor, apiClient(request, tokens.distributor), product.id, list.id);
  const reader = apiClient(request, tokens.distributor);
  const place = `eq(marketplace.id,${demo.marketplaces.us})`;
  type Listing = { id: string; pricelist: { id: string } };
  for (const query of [
    `and(${place},eq(product.id,${product.id}),eq(status,listed))&limit=1&offset=0`,
    `and(in(product.id,(${product.id})),in(marketplace.id,(${demo.marketplaces.us})))`,
    `product__id=${product.id}&marketplace__id=${demo.marketplaces.us}`,
  ]) {
    const listings = await reader.list<Listing>(`listings?${query}`);
    expect(
      listings.map(({ pricelist }) => pricelist.id),
      query,
    ).toEqual([list.id]);
  }
  const [version] = await reader.list<{ id: string; pricelist: { currency: string } }>(
    `pricing/versions?and(eq(pricelist.id,${list.id}),eq(status,active))`,
  );
  expect(version?.pricelist.currency).toBe("USD");
  const [first] = product.items;
  const points = `pricing/versions/${version?.id}/points`;
  type Point = { item: { global_id: string }; attributes: Record<string, number> };
  for (const [query, count] of [
    ["eq(status,filled)", 3],
    ["", 3],
    [`in(item.global_id,(${first?.id}))`, 1],
    [`eq(item.global_id,${first?.id})`, 1],
  ] as const) {
    const rows = await reader.list<Point>(query === "" ? points : `${points}?${query}`);
    expect(rows, query).toHaveLength(count);
    expect(rows[0]?.attributes.price, query).toBe(300);
  }
  // All pages, as the Python client walks them: a hundred at a time until the total is reached.
  const seen: string[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 2) {
    const { headers, body } = await reader.call("GET", `${points}?limit=2&offset=${offset}`);
    const [unit, range = ""] = (headers["content-range"] ?? "").split(/\s+/);
    expect(unit).toBe("items");
    total = Number(range.split("/")[1]);
    seen.push(...(body as Point[]).map(({ item }) => item.global_id));
  }
  expect(seen).toEqual(product.items.map(({ id }) => id));
});
