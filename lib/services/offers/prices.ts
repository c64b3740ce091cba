import type { PriceInForce } from "@/db/prices";
import type { Actor } from "../../domain/access";
import type { PriceColumn } from "../../domain/price-columns";
import { anyOf, eq, everything, where } from "../../domain/rql";
import { listListings } from "../listings/listings";
import { findPrices } from "../pricing/prices";

export type OfferMarketplace = { id: string; name: string; currency: string; currencies: string[] };

export type OfferPrices = {
  /** Where the product is or was listed, as far as the actor sees it. */
  marketplaces: OfferMarketplace[];
  /** The one whose prices these are; null when there is none. */
  marketplace: OfferMarketplace | null;
  currency: string | null;
  /** Those that the actor may see. */
  columns: PriceColumn[];
  /** By item id; an item without a price in force is absent. */
  prices: Map<string, PriceInForce>;
};

type Question = {
  productId: string;
  itemIds: readonly string[];
  /** The first that lists the product unless given. */
  marketplaceId?: string | undefined;
  currency?: string | undefined;
  /** Now unless given. */
  at?: Date | undefined;
};

/** What the items of an offer cost on a marketplace, from the price list in force there, in the columns the actor may see. */
export async function offerPrices(actor: Actor, question: Question): Promise<OfferPrices> {
  const marketplaces = await marketplacesOf(actor, question.productId);
  const marketplace = marketplaces.find((m) => m.id === question.marketplaceId) ?? marketplaces[0] ?? null;
  const ids = [...new Set(question.itemIds)];
  const nothing = { marketplaces, marketplace, currency: marketplace?.currency ?? null };
  if (!marketplace || ids.length === 0) return { ...nothing, columns: [], prices: new Map() };
  const currency = marketplace.currencies.find((known) => known === question.currency);
  const { rows } = await findPrices(actor, {
    marketplaceId: marketplace.id,
    at: question.at,
    currency,
    query: { ...everything, ...where(anyOf("item.id", ids)), limit: ids.length },
  });
  return {
    ...nothing,
    currency: currency ?? marketplace.currency,
    columns: rows[0]?.columns ?? [],
    prices: new Map(rows.map((row) => [row.item.id, row])),
  };
}

async function marketplacesOf(actor: Actor, productId: string): Promise<OfferMarketplace[]> {
  const { rows } = await listListings(actor, {
    ...everything,
    ...where(eq("product.id", productId)),
    ordering: [
      { field: "status", descending: false },
      { field: "marketplace.name", descending: false },
    ],
  });
  return rows.map(({ marketplace: { id, name, currency, altCurrency1, altCurrency2 } }) => ({
    id,
    name,
    currency,
    currencies: [currency, altCurrency1, altCurrency2].filter((code) => code !== null),
  }));
}
