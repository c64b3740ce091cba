import { and, eq } from "drizzle-orm";
import { insertAsset } from "@/db/assets";
import { database } from "@/db/client";
import { pricePoint } from "@/db/schema/pricing";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { previewOrder } from "../../domain/checkout";
import { ItemInput } from "../../domain/item";
import { TierAccountInput } from "../../domain/tier-account";
import { previewCheckout } from "../checkout/preview";
import { clock, created, newId } from "../context";
import { createListingRequest } from "../listings/write-request";
import { setMarketplaceParameters } from "../marketplaces/parameters";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import { publishProduct } from "../products/publish";
import { createTierAccount } from "../tier-accounts/tier-accounts";
import { completed, newActiveList, newContract, newMarketplace } from "./listings";

/** Support for tests of the checkout: a shop, its customers and subscriptions, and orders as the API takes them. */

export type Shop = {
  vendor: Actor;
  distributor: Actor;
  marketplaceId: string;
  contractId: string;
  productId: string;
  /** Item ids by MPN. */
  items: Record<string, string>;
  priceListId: string;
  versionId: string;
  customerId: string;
};

export const allApps = "65304768CA";
export const photo = "65304520CA";
export const usage = "USAGE-1";

/** All four columns: cost 300.00, customer 365.00, and what resellers of the two tiers pay. */
export const chainOfPrices = { price: 30000, st0p: 36500, st1p: 34000, st2p: 32000 };

const itemTypes: Record<string, Record<string, string>> = {
  [allApps]: { type: "Reservation", period: "Yearly", precision: "Integer" },
  [photo]: { type: "Reservation", period: "Monthly", precision: "Integer" },
  [usage]: { type: "PPU", period: "Monthly", precision: "Decimal(2)" },
};

/** A yearly, a monthly and a metered item listed in USD on a marketplace where every kind of discount is on. */
export async function newShop(
  settings: Record<string, unknown> = {},
  { countries = ["US"], values = chainOfPrices }: { countries?: string[]; values?: Values } = {},
): Promise<Shop> {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const marketplace = await newMarketplace(distributor, { countries });
  const contract = await newContract(vendor, marketplace.id);
  const place = { vendor, distributor, marketplaceId: marketplace.id, contractId: contract.id };
  const listed = await listProduct(place, Object.keys(itemTypes), values);
  await configure(distributor, marketplace.id, settings);
  return { ...place, ...listed, customerId: await newCustomer(distributor) };
}

type Values = Parameters<typeof newActiveList>[1]["values"];
type Place = Pick<Shop, "vendor" | "distributor" | "marketplaceId" | "contractId">;

/** Lists a new product with these items and an active price list of all four columns. */
export async function listProduct(place: Place, mpns: string[], values: Values = chainOfPrices) {
  const { vendor, distributor, contractId } = place;
  const { id: productId } = await createProduct(vendor, { name: "Creative", description: null });
  const items: Record<string, string> = {};
  for (const mpn of mpns) {
    const wire = { name: `Item ${mpn}`, mpn, description: "All apps", unit: { id: "licenses" } };
    const item = ItemInput.parse({ ...wire, ...(itemTypes[mpn] ?? itemTypes[allApps]) });
    items[mpn] = (await createItem(vendor, { productId, item })).id;
  }
  await publishProduct(vendor, { id: productId });
  const columns = ["price", "st0p", "st1p", "st2p"];
  const list = await newActiveList(vendor, { productIds: [productId], columns, values });
  const wishes = { product_id: productId, contract_id: contractId, pricelist_id: list.id };
  const request = await createListingRequest(vendor, { type: "new", ...wishes });
  await completed(vendor, distributor, request.id);
  return { productId, items, priceListId: list.id, versionId: list.versionId };
}

/** Takes the cost of an item out of a version, as no service lets do once it left draft. */
export async function clearCost(versionId: string, itemId = ""): Promise<void> {
  const isPoint = and(eq(pricePoint.versionId, versionId), eq(pricePoint.itemId, itemId));
  await database().transaction((tx) => tx.update(pricePoint).set({ price: null }).where(isPoint));
}

/** Switches everything on, and what `settings` say otherwise. */
export async function configure(
  distributor: Actor,
  marketplaceId: string,
  settings: Record<string, unknown> = {},
): Promise<void> {
  const on = {
    flex_fixed_promotions_available: true,
    flex_percent_promotions_available: true,
    allow_auto_apply_flex_discounts: true,
  };
  const all = Object.entries({ ...on, ...settings }).map(([parameter, value]) => ({ parameter, value }));
  await setMarketplaceParameters(distributor, { id: marketplaceId, settings: all });
}

/** A customer or reseller of the distributor; answers its id. */
export async function newCustomer(distributor: Actor, fields: Record<string, unknown> = {}): Promise<string> {
  const contact = { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com" };
  const address = { address_line1: "1 Main Street", city: "Austin", postal_code: "78701", country: "US" };
  const contact_info = { ...address, contact };
  const input = TierAccountInput.parse({ type: "customer", name: "Acme", contact_info, ...fields });
  return (await createTierAccount(distributor, input)).id;
}

/** A reseller of the distributor, and somebody who signs in there. */
export async function newChainReseller(distributor: Actor, parent: string | null = null): Promise<Actor> {
  const id = await newCustomer(distributor, { type: "reseller", name: "Brightside", parent });
  return {
    type: "user",
    id: newId("user"),
    name: "Rosa",
    account: { id, kind: "reseller", name: "Brightside" },
    role: "admin",
    modules: null,
    distributorId: distributor.account.id,
  };
}

/** An active subscription of the shop's customer, sold at the shop's version. */
export async function newSubscription(
  shop: Shop,
  held: Record<string, number>,
  fields: Partial<Parameters<typeof insertAsset>[1]> = {},
): Promise<string> {
  const id = newId("asset");
  const now = clock.now();
  const { distributor, marketplaceId, productId, customerId, versionId, items } = shop;
  const row = {
    id,
    distributorId: distributor.account.id,
    marketplaceId,
    productId,
    customerId,
    currency: "USD",
    status: "active" as const,
    anniversary: "2027-06-01",
    versionId,
    params: [],
    activatedAt: now,
    ...created(distributor, now),
    ...fields,
  };
  const rows = Object.entries(held).map(([mpn, quantity]) => ({ itemId: items[mpn] ?? mpn, quantity }));
  await database().transaction((tx) => insertAsset(tx, row, rows));
  return id;
}

type Line = Record<string, unknown>;

/** The body of a purchase by the shop's customer: 10 of the yearly item unless `items` say otherwise. */
export function purchase(shop: Shop, items: Line[] = [{ mpn: allApps, quantity: 10 }], more: Line = {}) {
  const { customer, tiers, params, ...rest } = more;
  return {
    type: "purchase",
    marketplace: { id: shop.marketplaceId },
    asset: {
      tiers: { customer: { id: customer ?? shop.customerId }, ...(tiers as Line | undefined) },
      items,
      ...(params ? { params } : {}),
    },
    ...rest,
  };
}

/** `flex_discounts_selected` as the API takes it. */
export function selected(codes: Record<string, string[]>) {
  return [{ id: "flex_discounts_selected", structured_value: codes }];
}

/** Previews an order given as the body of the API. */
export function preview(actor: Actor, body: unknown) {
  return previewCheckout(actor, previewOrder.parse(body));
}

/** The one line of the answer. */
export async function previewLine(actor: Actor, body: unknown) {
  const { lines } = await preview(actor, body);
  const [line] = lines;
  if (!line || lines.length !== 1) throw new Error(`${lines.length} lines were answered`);
  return line;
}
