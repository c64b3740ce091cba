import { database } from "@/db/client";
import { findServedMarketplaces, type ServedMarketplace } from "@/db/discount-service";

/** The distributor's marketplaces that serve a country. */
export async function marketplacesIn(distributorId: string, country: string): Promise<ServedMarketplace[]> {
  const all = await findServedMarketplaces(database(), distributorId);
  return all.filter(({ countries }) => countries.includes(country));
}

/** The vendors under contract on any of the marketplaces. */
export function vendorsOf(marketplaces: readonly ServedMarketplace[]): string[] {
  return [...new Set(marketplaces.flatMap(({ vendorIds }) => vendorIds))];
}

/**
 * The marketplace that a country and a currency pick (API.md §4): one whose main currency it is before one that has it as an
 * alternative; without a currency the first. Undefined when the distributor does not sell in that currency there.
 */
export function pickMarketplace(
  marketplaces: readonly ServedMarketplace[],
  currency: string | undefined,
): ServedMarketplace | undefined {
  if (currency === undefined) return marketplaces[0];
  return (
    marketplaces.find((one) => one.currency === currency) ??
    marketplaces.find((one) => one.altCurrency1 === currency || one.altCurrency2 === currency)
  );
}
