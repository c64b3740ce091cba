import { hrefWith, param, type SearchParams } from "@/app/_edge/page";
import { ComparisonTable } from "@/components/offers/comparison-table";
import { LinkSelect } from "@/components/offers/link-select";
import { mainFirst, type TablePrices } from "@/components/offers/price-cell";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { type Actor, can } from "@/lib/domain/access";
import type { OfferContent } from "@/lib/domain/offer-content";
import { type OfferPrices, offerPrices } from "@/lib/services/offers/prices";

type Params = Awaited<SearchParams>;

type ComparisonProps = {
  actor: Actor;
  /** The page it stands on; its address holds the marketplace. */
  path: string;
  params: Params;
  productId: string;
  content: OfferContent;
  title: string;
  /** What stands where there is no plan to compare. */
  empty: React.ReactNode;
};

/** The comparison table with the prices of a marketplace that the reader chooses. */
export async function Comparison({ actor, path, params, productId, content, title, empty }: ComparisonProps) {
  if (content.plans.length === 0) return <Section>{empty}</Section>;
  const found =
    can(actor, "pricing:read") && can(actor, "listings:read")
      ? await offerPrices(actor, {
          productId,
          itemIds: content.inventory.map((row) => row.itemId),
          marketplaceId: param(params, "marketplace"),
          currency: param(params, "currency"),
        })
      : undefined;
  return (
    <Section
      id="comparison"
      title={title}
      flush
      actions={found ? <MarketplaceSelect path={path} params={params} found={found} /> : undefined}
      className="overflow-clip"
    >
      <div className="border-t">
        <ComparisonTable content={content} prices={found && tablePrices(found)} />
      </div>
    </Section>
  );
}

type MarketplaceProps = { path: string; params: Params; found: OfferPrices };

function MarketplaceSelect({ path, params, found }: MarketplaceProps) {
  if (!found.marketplace) {
    return (
      <p className="text-muted-foreground text-sm">
        Prices show once the product is listed on a marketplace.
      </p>
    );
  }
  const items = found.marketplaces.flatMap(({ id, name, currencies }) =>
    currencies.map((currency) => ({
      value: `${id}/${currency}`,
      label: `${name} · ${currency}`,
      href: hrefWith(path, params, { marketplace: id, currency }),
    })),
  );
  return (
    <div className="flex items-center gap-2 text-sm">
      <span className="text-muted-foreground">Prices on</span>
      <LinkSelect
        label="Marketplace and currency of the prices"
        className="w-56"
        value={`${found.marketplace.id}/${found.currency}`}
        items={items}
      />
    </div>
  );
}

function tablePrices({ marketplace, currency, columns, prices }: OfferPrices): TablePrices | undefined {
  if (!marketplace || currency === null) return undefined;
  const since = [...prices.values()][0];
  return {
    currency,
    columns: mainFirst(columns),
    values: Object.fromEntries([...prices].map(([itemId, row]) => [itemId, row.values])),
    caption: since ? (
      <>
        Per unit, from price list{" "}
        <TextLink href={`/price-lists/${since.priceListId}`}>{since.priceListId}</TextLink>, in force since{" "}
        <Timestamp at={since.validFrom.getTime()} zone="utc" />
      </>
    ) : (
      `No price list is in force on ${marketplace.name} in ${currency}.`
    ),
  };
}

type NoPlansProps = { offerId: string; own: boolean };

export function NoPlans({ offerId, own }: NoPlansProps) {
  if (!own) {
    return <EmptyState title="No plans">This version of the offer has no plans. Ask its vendor.</EmptyState>;
  }
  return (
    <EmptyState
      title="No plans yet"
      action={<TextLink href={`/offers/${offerId}/plans?plan=new`}>Add the first plan</TextLink>}
    >
      Plans stand side by side here, with what each includes and what it costs.
    </EmptyState>
  );
}
