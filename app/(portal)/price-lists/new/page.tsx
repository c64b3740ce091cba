import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { param, type SearchParams } from "@/app/_edge/page";
import { PriceListWizard } from "@/components/price-lists/wizard/price-list-wizard";
import type { ModelList } from "@/components/price-lists/wizard/wizard-draft";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { type Actor, denial } from "@/lib/domain/access";
import { currencyCodes, currencyName } from "@/lib/domain/currencies";
import { everything } from "@/lib/domain/rql";
import { clock } from "@/lib/services/context";
import { listPriceLists } from "@/lib/services/pricing/lists";
import { listProducts } from "@/lib/services/products/products";
import { createPriceListAction } from "../actions";
import { pricedListings } from "../priced-listings";

export const metadata: Metadata = { title: "New price list · Price lists" };

export default async function NewPriceListPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  return (
    <Page wide={false} className="max-w-172">
      <PageHeader
        title="New price list"
        breadcrumbs={[{ label: "Price lists", href: "/price-lists" }]}
        description={
          actor.account.kind === "distributor"
            ? "Its customer and reseller prices replace the vendor’s on your marketplaces while a version is in force."
            : "Nobody else sees it until a version is scheduled or active and the list is on a listing."
        }
      />
      <NewPriceList actor={actor} product={param(params, "product")} />
    </Page>
  );
}

async function NewPriceList({ actor, product }: { actor: Actor; product: string | undefined }) {
  const refused = denial(actor, "pricing:write");
  if (refused) {
    return (
      <Section>
        <EmptyState kind="forbidden" title="You cannot create price lists">
          {refused}
        </EmptyState>
      </Section>
    );
  }
  const { rows } = await listProducts(actor, { ...everything, limit: 1000 });
  if (rows.length === 0) return <NoProducts vendor={actor.account.kind === "vendor"} />;
  const isDistributor = actor.account.kind === "distributor";
  return (
    <PriceListWizard
      action={createPriceListAction}
      currencies={currencyCodes.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }))}
      products={rows.map(({ id, name }) => ({ value: id, label: name, description: id }))}
      defaultProducts={rows.some(({ id }) => id === product) && product ? [product] : []}
      models={isDistributor ? await modelsFor(actor) : undefined}
      listings={isDistributor ? await pricedListings(actor) : []}
      now={clock.now().getTime()}
    />
  );
}

function NoProducts({ vendor }: { vendor: boolean }) {
  return (
    <Section>
      <EmptyState
        title="No product to price yet"
        action={
          vendor ? (
            <ButtonLink href="/products/new" variant="primary">
              New product
            </ButtonLink>
          ) : undefined
        }
      >
        {vendor
          ? "A price list holds the prices of a product’s items. Create the product first."
          : "Products show up here when a vendor under contract publishes them."}
      </EmptyState>
    </Section>
  );
}

/** The vendors' lists that a distributor's own can take its columns and products from. */
async function modelsFor(actor: Actor): Promise<ModelList[]> {
  const { rows } = await listPriceLists(actor, { ...everything, limit: 1000 });
  return rows
    .filter((list) => list.ownerKind === "vendor")
    .map(({ id, name, currency, decimals, products, columns }) => ({
      id,
      name,
      currency,
      decimals,
      products: products.map((product) => ({ id: product.id, name: product.name })),
      columns,
    }));
}
