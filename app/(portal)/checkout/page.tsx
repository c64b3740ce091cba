import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { Checkout } from "@/components/checkout/checkout";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import type { DraftLine } from "@/lib/client/checkout";
import { denial } from "@/lib/domain/access";
import { eq, everything, where } from "@/lib/domain/rql";
import { listMarketplaces } from "@/lib/services/marketplaces/marketplaces";
import { findPrices } from "@/lib/services/pricing/prices";
import { listTierAccounts } from "@/lib/services/tier-accounts/tier-accounts";

export const metadata: Metadata = { title: "Checkout" };

const most = { ...everything, limit: 1000 };

export default async function CheckoutPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const refused = denial(actor, "checkout:preview");
  if (refused) {
    return (
      <Page>
        <PageHeader title="Checkout" />
        <Section>
          <EmptyState kind="forbidden" title="Checkout is for distributors and resellers">
            {refused}
          </EmptyState>
        </Section>
      </Page>
    );
  }
  const params = await searchParams;
  const { rows: marketplaces } = await listMarketplaces(actor, most);
  const marketplace = marketplaces.find(({ id }) => id === param(params, "marketplace")) ?? marketplaces[0];
  const { rows: customers } = await listTierAccounts(actor, { ...most, ...where(eq("type", "customer")) });
  const currency = param(params, "currency");
  const prices = marketplace
    ? await orNotFound(findPrices(actor, { marketplaceId: marketplace.id, currency, query: most }))
    : { rows: [] };
  return (
    <Page>
      <PageHeader
        title="Checkout"
        description="What the customer pays, what it costs you, and what became of every discount code. Nothing is ordered."
      />
      <Checkout
        key={`${marketplace?.id} ${currency}`}
        marketplaces={marketplaces.map(
          ({ id, name, currency: main, altCurrency1, altCurrency2, countries }) => ({
            id,
            name,
            countries,
            currencies: [main, altCurrency1, altCurrency2].filter((code) => code !== null),
          }),
        )}
        customers={customers.map(({ id, name, segment, country }) => ({ id, name, segment, country }))}
        items={prices.rows.map(({ item }) => ({ id: item.id, mpn: item.mpn, name: item.name }))}
        initial={{
          marketplaceId: marketplace?.id ?? "",
          customerId: param(params, "customer") ?? "",
          currency: currency ?? null,
          at: param(params, "at") ?? null,
          lines: linesOf((await searchParams).line),
        }}
        isReseller={actor.account.kind === "reseller"}
      />
    </Page>
  );
}

/** `?line=PRD-…-0001~10` or with a typed code `~10~AUTUMN_40`; what makes no sense is left out. */
function linesOf(given: string | string[] | undefined): DraftLine[] {
  return [given ?? []].flat().flatMap((text) => {
    const [itemId = "", quantity = "", code] = text.split("~");
    const isRight = /^PRD[-\d]+$/.test(itemId) && /^[1-9]\d{0,8}$/.test(quantity);
    return isRight ? [{ itemId, quantity: Number(quantity), code: code ?? null }] : [];
  });
}
