import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { findVersionsOfList } from "@/db/price-versions";
import { contract, listing, listingBinding, marketplace } from "@/db/schema/listings";
import { pricePoint } from "@/db/schema/pricing";
import type { Actor } from "../../domain/access";
import { ItemInput } from "../../domain/item";
import { createPriceListInput } from "../../domain/price-list";
import type { BindingSlot } from "../../domain/states";
import { created, newId } from "../context";
import { createPriceList } from "../pricing/lists";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import { publishProduct } from "../products/publish";

/** Support for tests: products, price lists and listings without the detour over requests. */

export function anItem(n: number): ItemInput {
  return ItemInput.parse({
    name: `Item ${n}`,
    mpn: `M-${n}`,
    description: "All apps",
    type: "Reservation",
    period: "Yearly",
    precision: "Integer",
    unit: { id: "licenses" },
  });
}

/** A published product with yearly items, MPNs `M-1`, `M-2` … */
export async function aProduct(vendor: Actor, items = 2): Promise<{ id: string; itemIds: string[] }> {
  const { id } = await createProduct(vendor, { name: "Creative", description: null });
  const itemIds: string[] = [];
  for (let n = 1; n <= items; n++) {
    itemIds.push((await createItem(vendor, { productId: id, item: anItem(n) })).id);
  }
  await publishProduct(vendor, { id });
  return { id, itemIds };
}

type ListWishes = { name?: string; currency?: string; precision?: number; attributes?: { name: string }[] };

export const twoColumns = [{ name: "Price" }, { name: "Suggested T0 Price" }];

/** A list in draft (USD, two decimals, price and st0p unless told) and the id of its first version. */
export async function aPriceList(owner: Actor, productIds: string[], wishes: ListWishes = {}) {
  const input = createPriceListInput.parse({
    name: "List",
    currency: "USD",
    attributes: twoColumns,
    products: productIds.map((id) => ({ id })),
    ...wishes,
  });
  const list = await createPriceList(owner, input);
  const [version] = await findVersionsOfList(database(), list.id);
  if (!version) throw new Error(`${list.id} has no version`);
  return { list, versionId: version.id };
}

type Units = Partial<Pick<typeof pricePoint.$inferInsert, "price" | "st0p" | "st1p" | "st2p" | "custom">>;

/** Gives every point of the version these values, in units of the list's decimals. */
export async function fill(versionId: string, units: Units = { price: 30000, st0p: 36500 }): Promise<void> {
  await database().transaction((tx) =>
    tx.update(pricePoint).set(units).where(eq(pricePoint.versionId, versionId)),
  );
}

/** A marketplace of the distributor and a contract with the vendor. */
export async function aMarketplace(vendor: Actor, distributor: Actor, currency = "USD") {
  const [marketplaceId, contractId] = [newId("marketplace"), newId("contract")];
  const tracked = created(distributor, new Date());
  await database().transaction(async (tx) => {
    await tx.insert(marketplace).values({
      id: marketplaceId,
      distributorId: distributor.account.id,
      name: "Marketplace",
      zone: "NA",
      currency,
      countries: ["US"],
      requiredColumns: [],
      ...tracked,
    });
    await tx.insert(contract).values({
      id: contractId,
      name: "Distribution",
      type: "distribution",
      vendorId: vendor.account.id,
      distributorId: distributor.account.id,
      marketplaceId,
      status: "active",
      ...tracked,
    });
  });
  return { marketplaceId, contractId };
}

/** Lists the product on the marketplace. */
export async function aListing(
  vendor: Actor,
  distributor: Actor,
  on: { marketplaceId: string; contractId: string; productId: string; priceListId?: string },
): Promise<string> {
  const id = newId("listing");
  await database().transaction((tx) =>
    tx.insert(listing).values({
      id,
      contractId: on.contractId,
      productId: on.productId,
      marketplaceId: on.marketplaceId,
      vendorId: vendor.account.id,
      distributorId: distributor.account.id,
      status: "listed",
      pricelistId: on.priceListId ?? null,
      ...created(distributor, new Date()),
    }),
  );
  return id;
}

/** What the listing is bound to over [from, to). */
export async function bind(
  listingId: string,
  targetId: string,
  from: Date,
  { to = null, slot = "pricelist" }: { to?: Date | null; slot?: BindingSlot } = {},
): Promise<void> {
  await database().transaction((tx) =>
    tx.insert(listingBinding).values({ listingId, slot, targetId, from, to }),
  );
}
