import { predefinedColumns } from "@/lib/domain/price-columns";

/** A listing of a distributor, with the currencies that its marketplace sells in. */
export type PricedListing = { productId: string; marketplace: string; currencies: string[] };

type OwnList = { columnIds: readonly string[]; currency: string; products: readonly string[] };

const resale: readonly string[] = ["st0p", "st1p", "st2p"];

/** “Customer price (MSRP) and direct reseller price replace the vendor’s on North America …” (DESIGN §5). */
export function affectedPrices(list: OwnList, listings: readonly PricedListing[]): string {
  const labels = predefinedColumns
    .filter(({ id }) => list.columnIds.includes(id) && resale.includes(id))
    .map(({ label }) => label);
  if (labels.length === 0) return "It replaces no price: it has none of the customer and reseller columns.";
  const places = listings.filter(
    ({ productId, currencies }) => list.products.includes(productId) && currencies.includes(list.currency),
  );
  const names = [...new Set(places.map(({ marketplace }) => marketplace))];
  if (names.length === 0) {
    return `None of your marketplaces lists one of its products in ${list.currency} yet, so it replaces no price for now.`;
  }
  return `While a version of it is in force, its ${joined(labels)} ${labels.length === 1 ? "replaces" : "replace"} the vendor’s on ${joined(names)}, wherever a cell is filled in. Your cost stays the vendor’s.`;
}

function joined(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
