import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { apiClient, type Resource } from "./api/client";
import { tokens } from "./fixtures";
import { demo, newActiveList, newProduct } from "./world";

export type Role = "vendor" | "distributor" | "reseller";

/** A page of the portal: its folder below `app/(portal)`, and an address of it for each role whose work it is. */
type Place = { page: string } & Partial<Record<Role, string | string[]>>;

const version = "price-lists/PL-667-945-709/versions";

/**
 * Every page of the portal. A page that is missing here fails `pages.spec.ts`: give it a row with an address for each role that
 * works with it, and viewers are tried on it and, where it has an id, neighbours.
 * Words in braces are ids that `idsOf` finds.
 */
export const places: Place[] = [
  { page: "", vendor: "/", distributor: "/", reseller: "/" },
  { page: "activity", vendor: "/activity", distributor: "/activity", reseller: "/activity" },
  {
    page: "checkout",
    distributor: `/checkout?marketplace=MP-20001&customer=${demo.riverbank}&line=${demo.allApps.id}~10`,
    reseller: `/checkout?marketplace=MP-20001&customer=${demo.acme}&line=${demo.allApps.id}~10`,
  },
  { page: "customers", distributor: "/customers", reseller: "/customers" },
  { page: "customers/new", distributor: "/customers/new", reseller: "/customers/new" },
  {
    page: "customers/[id]",
    distributor: `/customers/${demo.riverbank}`,
    reseller: `/customers/${demo.acme}`,
  },
  {
    page: "customers/[id]/edit",
    distributor: `/customers/${demo.riverbank}/edit`,
    reseller: `/customers/${demo.acme}/edit`,
  },
  {
    page: "flexible-discounts",
    vendor: ["/flexible-discounts", "/flexible-discounts?q=nothing-is-called-so"],
    distributor: "/flexible-discounts",
  },
  { page: "flexible-discounts/new", vendor: "/flexible-discounts/new" },
  {
    page: "flexible-discounts/[id]",
    vendor: "/flexible-discounts/{discount}",
    distributor: "/flexible-discounts/{discount}",
  },
  { page: "go/[id]", vendor: "/go/PLV-667-945-709-0001", distributor: "/go/MP-20001" },
  { page: "listings", vendor: "/listings", distributor: "/listings" },
  { page: "listings/[id]", vendor: "/listings/{listing}", distributor: "/listings/{listing}" },
  { page: "marketplaces", vendor: "/marketplaces", distributor: "/marketplaces" },
  { page: "marketplaces/new", distributor: "/marketplaces/new" },
  {
    page: "marketplaces/[id]",
    vendor: "/marketplaces/MP-20002",
    distributor: [
      "/marketplaces/MP-20001",
      "/marketplaces/MP-20001?tab=discounts",
      "/marketplaces/MP-20001?tab=listings",
    ],
  },
  { page: "offers", vendor: "/offers", distributor: "/offers", reseller: "/offers" },
  { page: "offers/new", vendor: "/offers/new" },
  {
    page: "offers/[offerId]",
    vendor: "/offers/{offer}",
    distributor: "/offers/{offer}",
    reseller: "/offers/{offer}",
  },
  { page: "offers/[offerId]/plans", vendor: "/offers/{offer}/plans" },
  { page: "offers/[offerId]/features", vendor: "/offers/{offer}/features" },
  { page: "offers/[offerId]/items", vendor: "/offers/{offer}/items" },
  { page: "offers/[offerId]/versions", vendor: "/offers/{offer}/versions" },
  { page: "offers/[offerId]/versions/new", vendor: "/offers/{offer}/versions/new" },
  { page: "offers/[offerId]/versions/[number]", vendor: "/offers/{offer}/versions/2" },
  { page: "notices", vendor: "/notices", distributor: "/notices", reseller: "/notices" },
  { page: "price-lists", vendor: "/price-lists", distributor: "/price-lists" },
  { page: "price-lists/new", vendor: "/price-lists/new", distributor: "/price-lists/new" },
  {
    page: "price-lists/[listId]",
    vendor: "/price-lists/PL-667-945-709",
    distributor: ["/price-lists/PL-667-945-709", "/price-lists/PL-880-310-442"],
  },
  {
    page: "price-lists/[listId]/as-of",
    vendor: "/price-lists/PL-667-945-709/as-of",
    distributor: "/price-lists/PL-667-945-709/as-of",
  },
  {
    page: "price-lists/[listId]/items/[itemId]",
    vendor: `/price-lists/PL-667-945-709/items/${demo.allApps.id}`,
  },
  { page: "price-lists/in-force", vendor: "/price-lists/in-force", distributor: "/price-lists/in-force" },
  { page: "price-lists/timeline", vendor: "/price-lists/timeline", distributor: "/price-lists/timeline" },
  { page: "price-lists/[listId]/edit", vendor: "/price-lists/PL-667-945-709/edit" },
  {
    page: "price-lists/[listId]/versions/[number]",
    vendor: [
      `/${version}/3`,
      `/${version}/5`,
      `/${version}/5?tab=import`,
      `/${version}/5?tab=readiness`,
      `/${version}/3?tab=compare`,
      `/${version}/3?tab=activity`,
    ],
    distributor: [`/${version}/3`, `/${version}/3?tab=compare`],
  },
  { page: "products", vendor: "/products", distributor: "/products" },
  { page: "products/new", vendor: "/products/new" },
  {
    page: "products/[productId]",
    vendor: `/products/${demo.creative}`,
    distributor: `/products/${demo.creative}`,
  },
  { page: "products/[productId]/edit", vendor: `/products/${demo.creative}/edit` },
  { page: "products/[productId]/items/new", vendor: `/products/${demo.creative}/items/new` },
  { page: "products/[productId]/items/import", vendor: `/products/${demo.creative}/items/import` },
  {
    page: "products/[productId]/items/[itemId]",
    vendor: `/products/${demo.creative}/items/${demo.allApps.id}`,
  },
  { page: "requests", vendor: "/requests", distributor: "/requests" },
  { page: "requests/new", vendor: "/requests/new" },
  { page: "requests/[id]", vendor: "/requests/{reviewing}", distributor: "/requests/{reviewing}" },
  { page: "requests/[id]/prices/[slot]", distributor: "/requests/{reviewing}/prices/pricelist" },
  { page: "requests/[id]/edit", vendor: "/requests/{draft}/edit" },
  { page: "settings", vendor: "/settings" },
  { page: "settings/members", vendor: "/settings/members", reseller: "/settings/members" },
  { page: "settings/profile", vendor: "/settings/profile" },
  { page: "settings/sessions", vendor: "/settings/sessions" },
  { page: "settings/webhooks", vendor: "/settings/webhooks", distributor: "/settings/webhooks" },
  { page: "settings/webhooks/new", vendor: "/settings/webhooks/new" },
  { page: "settings/webhooks/[id]", vendor: "/settings/webhooks/{webhook}" },
  {
    page: "settings/webhooks/[id]/deliveries/[deliveryId]",
    vendor: "/settings/webhooks/{webhook}/deliveries/{delivery}",
  },
  { page: "settings/tokens", vendor: "/settings/tokens", distributor: "/settings/tokens" },
];

/** The folders of all pages: groups in parentheses and slots do not show in an address. */
export function pagesOfPortal(): string[] {
  const root = join(import.meta.dirname, "../app/(portal)");
  const pages = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.split(sep).at(-1) === "page.tsx")
    .map((file) => file.split(sep).slice(0, -1))
    // A slot's root and what it catches elsewhere show nothing.
    .filter((parts) => !parts.includes("[...rest]") && parts.at(-1) !== "@drawer")
    .map((parts) => parts.filter((part) => !/^\(.*\)$|^@/.test(part)).join("/"));
  return [...new Set(pages)].sort();
}

export type Ids = Record<
  "offer" | "listing" | "discount" | "reviewing" | "draft" | "webhook" | "delivery",
  string
>;

let found: Promise<Ids> | undefined;

/** The ids that each worker's demo data made by chance, and a request in draft. */
export function idsOf(request: APIRequestContext): Promise<Ids> {
  found ??= findIds(request);
  return found;
}

async function findIds(request: APIRequestContext): Promise<Ids> {
  const vendor = apiClient(request, tokens.vendor);
  const [listing] = await vendor.list<Resource & { offer?: { id: string } }>(
    `listings?contract.marketplace.id=${demo.marketplaces.us}&status=listed&product.id=${demo.creative}`,
  );
  const [discount] = await vendor.list("flexible-discounts?code=AUTUMN_40");
  const [reviewing] = await vendor.list("listing-requests?state=reviewing");
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  const draft = await vendor.create("listing-requests", {
    type: "new",
    product_id: product.id,
    contract_id: demo.usContract,
    pricelist_id: list.id,
  });
  const webhook = await vendor.create("webhooks", {
    url: "http://127.0.0.1:9/prices",
    topics: ["price_version.activated"],
  });
  await vendor.act(`webhooks/${webhook.id}/test`);
  const [delivery] = await vendor.list(`webhooks/${webhook.id}/deliveries`);
  if (!listing?.offer || !discount || !reviewing || !delivery)
    throw new Error("The demo data lacks what the pages show");
  return {
    offer: listing.offer.id,
    listing: listing.id,
    discount: discount.id,
    reviewing: reviewing.id,
    draft: draft.id,
    webhook: webhook.id,
    delivery: delivery.id,
  };
}

export function filled(path: string, ids: Ids): string {
  return path.replace(/\{(\w+)\}/g, (_, name: keyof Ids) => ids[name]);
}

/** The addresses of a role, each with its page. */
export function addressesOf(role: Role): { page: string; path: string }[] {
  return places.flatMap((place) => [place[role] ?? []].flat().map((path) => ({ page: place.page, path })));
}
