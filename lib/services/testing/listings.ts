import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import type { ContractRow } from "@/db/contracts";
import type { ListingRow } from "@/db/listings";
import { findVersionsOfList } from "@/db/price-versions";
import { pricePoint } from "@/db/schema/pricing";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { ItemInput } from "../../domain/item";
import type { Wishes } from "../../domain/listing";
import { createPriceListInput } from "../../domain/price-list";
import { systemActor } from "../context";
import { createContract } from "../contracts/contracts";
import { getListing } from "../listings/listings";
import { completeListingRequest, deployListingRequest, submitListingRequest } from "../listings/move-request";
import { createListingRequest } from "../listings/write-request";
import { createMarketplace } from "../marketplaces/marketplaces";
import { createPriceList } from "../pricing/lists";
import { activateVersion } from "../pricing/versions";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import { publishProduct } from "../products/publish";

/** Support for tests: a catalogue and a channel, made by the same services that people use. */

type Marketplace = Parameters<typeof createMarketplace>[1];

export function newMarketplace(distributor: Actor, change: Partial<Marketplace> = {}) {
  return createMarketplace(distributor, {
    name: "United States",
    zone: "NA",
    currency: "USD",
    countries: ["US"],
    attributes: ["price", "st0p"],
    ...change,
  });
}

/** An active distribution contract. */
export function newContract(vendor: Actor, marketplaceId: string): Promise<ContractRow> {
  return createContract(systemActor, { vendorId: vendor.account.id, marketplaceId, name: "Distribution" });
}

/** A published product with `items` yearly items, MPNs `M-1`, `M-2` … */
export async function newPublishedProduct(
  vendor: Actor,
  items = 2,
): Promise<{ id: string; itemIds: string[] }> {
  const { id } = await createProduct(vendor, { name: "Creative", description: null });
  const itemIds: string[] = [];
  for (let n = 1; n <= items; n++) {
    const wire = { name: `Item ${n}`, mpn: `M-${n}`, description: "All apps", type: "Reservation" };
    const content = ItemInput.parse({
      ...wire,
      period: "Yearly",
      precision: "Integer",
      unit: { id: "licenses" },
    });
    itemIds.push((await createItem(vendor, { productId: id, item: content })).id);
  }
  await publishProduct(vendor, { id });
  return { id, itemIds };
}

type ListOptions = {
  productIds: string[];
  currency?: string;
  columns?: string[];
  /** Units by column for every point; a column that is left out stays empty. */
  values?: Partial<Record<"price" | "st0p" | "st1p" | "st2p", number>>;
  name?: string;
};

const columnNames: Record<string, string> = {
  price: "Price",
  st0p: "Suggested T0 Price",
  st1p: "Suggested T1 Price",
  st2p: "Suggested T2 Price",
};

/** A price list whose first version is active, every point with the same values (300.00 and 365.00 unless given). */
export async function newActiveList(
  vendor: Actor,
  options: ListOptions,
): Promise<{ id: string; versionId: string }> {
  const { productIds, currency = "USD", columns = ["price", "st0p"], name = "List prices" } = options;
  const input = createPriceListInput.parse({
    name,
    description: "Prices",
    currency,
    attributes: columns.map((id) => ({ name: columnNames[id] })),
    products: productIds.map((id) => ({ id })),
  });
  const { id } = await createPriceList(vendor, input);
  const [version] = await findVersionsOfList(database(), id);
  if (!version) throw new Error(`${id} has no version`);
  const values = options.values ?? { price: 30000, st0p: 36500 };
  await database().transaction((tx) =>
    tx.update(pricePoint).set(values).where(eq(pricePoint.versionId, version.id)),
  );
  await activateVersion(vendor, { id: version.id });
  return { id, versionId: version.id };
}

/** Takes a request from its draft to its completion. */
export async function completed(vendor: Actor, distributor: Actor, requestId: string): Promise<void> {
  await submitListingRequest(vendor, { id: requestId });
  await deployListingRequest(distributor, { id: requestId });
  await completeListingRequest(distributor, { id: requestId });
}

export type Channel = {
  vendor: Actor;
  distributor: Actor;
  marketplaceId: string;
  contractId: string;
  productId: string;
  itemIds: string[];
  priceListId: string;
  versionId: string;
};

/** A vendor and a distributor with a marketplace in USD, an active contract, a published product and an active price list. */
export async function newChannel(): Promise<Channel> {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const marketplace = await newMarketplace(distributor);
  const contract = await newContract(vendor, marketplace.id);
  const product = await newPublishedProduct(vendor);
  const list = await newActiveList(vendor, { productIds: [product.id] });
  return {
    vendor,
    distributor,
    marketplaceId: marketplace.id,
    contractId: contract.id,
    productId: product.id,
    itemIds: product.itemIds,
    priceListId: list.id,
    versionId: list.versionId,
  };
}

/** A channel whose product is listed with its price list. */
export async function newListing(wishes: Wishes = {}): Promise<Channel & { listing: ListingRow }> {
  const channel = await newChannel();
  const { vendor, distributor, productId, contractId, priceListId } = channel;
  const request = await createListingRequest(vendor, {
    type: "new",
    product_id: productId,
    contract_id: contractId,
    pricelist_id: priceListId,
    ...wishes,
  });
  await completed(vendor, distributor, request.id);
  return { ...channel, listing: await getListing(distributor, request.listingId) };
}
