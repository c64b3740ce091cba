import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { type ApiClient, bodyAs, type Resource } from "./api/client";

/** What the demo data always holds (API.md §5). */
export const demo = {
  creative: "PRD-207-752-513",
  allApps: { id: "PRD-207-752-513-0001", mpn: "65304768CA" },
  marketplaces: { us: "MP-20001", europe: "MP-20002", japan: "MP-20003" },
  usContract: "CRD-87835-67303-85378",
  northAmerica: "PL-667-945-709",
  europe: "PL-118-204-552",
  acme: "TA-1000-0000-0101",
  riverbank: "TA-1000-0000-0104",
  kogane: "TA-2000-0000-0101",
};

/** A name that no other test and no earlier run has used. */
export function unique(name: string): string {
  return `${name} ${randomUUID().slice(0, 8)}`;
}

export type Product = Resource & { description: string; items: { id: string; mpn: string }[] };

/** A published product of the vendor with yearly items of these MPNs. */
export async function newProduct(vendor: ApiClient, mpns = ["A-1", "A-2"]): Promise<Product> {
  const product = await vendor.create<Resource & { description: string }>("products", {
    name: unique("Suite"),
    description: "For tests",
  });
  const items: Product["items"] = [];
  for (const mpn of mpns) {
    items.push(
      await vendor.create(`products/${product.id}/items`, {
        name: `Item ${mpn}`,
        mpn,
        description: "Sold by the year",
        type: "reservation",
        period: "yearly",
        precision: "integer",
        unit: { id: "licenses" },
      }),
    );
  }
  await vendor.create(`products/${product.id}/versions`, { public: true });
  return { ...product, items };
}

export type PriceList = Resource & { version: string };

/** A draft price list over the product with its first version; the columns a US marketplace wants, and a custom one. */
export async function newPriceList(
  vendor: ApiClient,
  productId: string,
  fields: Record<string, unknown> = {},
): Promise<PriceList> {
  const list = await vendor.create("pricing/lists", {
    name: unique("List"),
    currency: "USD",
    precision: 0.01,
    attributes: [
      { name: "Price" },
      { name: "Suggested T0 Price" },
      { name: "Suggested T1 Price" },
      { name: "v.floor" },
    ],
    products: [{ id: productId }],
    ...fields,
  });
  const [version] = await vendor.list(`pricing/versions?eq(pricelist.id,${list.id})`);
  if (!version) throw new Error(`${list.id} came without its first version`);
  return { ...list, version: version.id };
}

/** Gives every item the same prices. */
export async function fillPrices(
  vendor: ApiClient,
  version: string,
  attributes: Record<string, unknown> = { price: "300.00", st0p: "365.00", st1p: "345.50" },
): Promise<void> {
  const points = await vendor.list(`pricing/versions/${version}/points?limit=1000`);
  await vendor.change(
    `pricing/versions/${version}/points`,
    points.map(({ id }) => ({ id, attributes })),
  );
}

/** An active price list over the product. */
export async function newActiveList(vendor: ApiClient, productId: string): Promise<PriceList> {
  const list = await newPriceList(vendor, productId);
  await fillPrices(vendor, list.version);
  await vendor.act(`pricing/versions/${list.version}/activate`);
  return list;
}

/** Lists the product with the price list on the United States marketplace. Answers the listing's id. */
export async function newListing(
  vendor: ApiClient,
  distributor: ApiClient,
  productId: string,
  pricelistId: string,
): Promise<string> {
  const request = await vendor.create<Resource & { listing: { id: string } }>("listing-requests", {
    type: "new",
    product_id: productId,
    contract_id: demo.usContract,
    pricelist_id: pricelistId,
    note: "For tests",
  });
  await vendor.act(`listing-requests/${request.id}/submit`);
  await distributor.act(`listing-requests/${request.id}/deploy`);
  await distributor.act(`listing-requests/${request.id}/complete`);
  return request.listing.id;
}

/** The resource as it is now, to show that a refused call changed nothing. */
export async function snapshot(api: ApiClient, path: string): Promise<unknown> {
  const answer = await api.call("GET", path);
  expect(answer.status, path).toBe(200);
  return bodyAs<unknown>(answer);
}
