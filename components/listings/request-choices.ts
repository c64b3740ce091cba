import type { Choice } from "@/components/ui/choice";
import type { MarketplaceCurrencies } from "@/lib/domain/marketplace";
import type { PriceListStatus, ProductStatus } from "@/lib/domain/states";

/** What a vendor has to choose from. */
export type Catalogue = {
  products: { id: string; name: string; status: ProductStatus }[];
  lists: { id: string; name: string; currency: string; status: PriceListStatus; productIds: string[] }[];
  offers: { id: string; name: string; productId: string }[];
  contracts: {
    id: string;
    name: string;
    distributorName: string;
    marketplace: MarketplaceCurrencies & { id: string; name: string };
  }[];
  taken: { listingId: string; productId: string; marketplaceId: string; requestId: string | null }[];
};

function choice(value: string, label: string, description: string, disabledReason?: string): Choice {
  return disabledReason ? { value, label, disabledReason } : { value, label, description };
}

export function contractChoices({ contracts }: Catalogue): Choice[] {
  return contracts.map(({ id, marketplace, distributorName }) =>
    choice(id, marketplace.name, `${distributorName} · ${marketplace.currency} · contract ${id}`),
  );
}

export function productChoices({ products, taken }: Catalogue, marketplaceId: string | undefined): Choice[] {
  return products.map(({ id, name, status }) => {
    const known = taken.find((row) => row.productId === id && row.marketplaceId === marketplaceId);
    const unpublished = status === "published" ? undefined : "Only a published product can be listed.";
    const pending = known?.requestId
      ? `There is an open request for it there: ${known.requestId}.`
      : undefined;
    const listed = known ? `It is listed there already: ${known.listingId}.` : undefined;
    return choice(id, name, id, unpublished ?? pending ?? listed);
  });
}

/** Lists of the slot's currency first; the others say why they cannot stand there. */
export function listChoices({ lists }: Catalogue, productId: string | null, currency: string): Choice[] {
  return lists
    .map(({ id, name, currency: own, status, productIds }) => {
      const foreign = own === currency ? undefined : `It is in ${own}; ${currency} is needed here.`;
      const without =
        productId && !productIds.includes(productId) ? "It does not hold the product." : undefined;
      return choice(id, name, `${own} · ${status} · ${id}`, foreign ?? without);
    })
    .sort((a, b) => Number(a.disabledReason !== undefined) - Number(b.disabledReason !== undefined));
}

export function offerChoices({ offers }: Catalogue, productId: string | null): Choice[] {
  return offers
    .filter((offer) => productId === null || offer.productId === productId)
    .map(({ id, name }) => choice(id, name, id));
}
