import { DescriptionList } from "@/components/ui/description-list";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { type PriceListSlot, priceListSlots, slotNames } from "@/lib/domain/listing";
import { slotCurrency } from "@/lib/domain/marketplace";
import { priceListStates } from "@/lib/domain/price-list";
import type { PriceListStatus } from "@/lib/domain/states";

type Carrying = {
  marketplace: { currency: string; altCurrency1: string | null; altCurrency2: string | null };
  offer: { id: string; name: string; version: number | null } | null;
  lists: Partial<
    Record<PriceListSlot, { id: string; name: string; currency: string; status: PriceListStatus }>
  >;
};

/** The offer and the price lists of a listing or of a request; slots for which the marketplace has no currency are left out. */
export function CarriedFacts({ carrying }: { carrying: Carrying }) {
  const { offer, lists, marketplace } = carrying;
  const slots = priceListSlots.filter((slot) => lists[slot] || slotCurrency(marketplace, slot));
  return (
    <DescriptionList
      items={[
        {
          term: slotNames.offer,
          value: offer ? (
            <>
              <TextLink href={`/offers/${offer.id}`}>{offer.name}</TextLink>, version {offer.version}
            </>
          ) : (
            "None"
          ),
        },
        ...slots.map((slot) => {
          const list = lists[slot];
          return {
            term: `${slotNames[slot]} (${slotCurrency(marketplace, slot) ?? list?.currency})`,
            value: list ? (
              <span className="inline-flex flex-wrap items-center gap-2">
                <TextLink href={`/price-lists/${list.id}`}>{list.name}</TextLink>
                <StatusBadge plain status={priceListStates[list.status]} />
              </span>
            ) : (
              "None"
            ),
          };
        }),
      ]}
    />
  );
}
