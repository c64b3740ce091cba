import type { PricedListing } from "@/components/price-lists/own-list-effect";
import { type Actor, can } from "@/lib/domain/access";
import { eq, everything, where } from "@/lib/domain/rql";
import { listListings } from "@/lib/services/listings/listings";
import { listMarketplaces } from "@/lib/services/marketplaces/marketplaces";

/** The distributor's listings in force, with the currencies that their marketplaces sell in. */
export async function pricedListings(actor: Actor): Promise<PricedListing[]> {
  if (!can(actor, "listings:read")) return [];
  const [listings, marketplaces] = await Promise.all([
    listListings(actor, { ...everything, ...where(eq("status", "listed")), limit: 1000 }),
    listMarketplaces(actor, { ...everything, limit: 1000 }),
  ]);
  const byId = new Map(marketplaces.rows.map((marketplace) => [marketplace.id, marketplace]));
  return listings.rows.flatMap(({ product, marketplace: { id } }) => {
    const found = byId.get(id);
    if (!found) return [];
    const { name, currency, altCurrency1, altCurrency2 } = found;
    const currencies = [currency, altCurrency1, altCurrency2].filter((code) => code !== null);
    return [{ productId: product.id, marketplace: name, currencies }];
  });
}
