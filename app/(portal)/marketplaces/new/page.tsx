import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { MarketplaceForm } from "@/components/marketplaces/marketplace-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { createMarketplaceAction } from "../actions";

export const metadata: Metadata = { title: "New marketplace · Marketplaces" };

export default async function NewMarketplacePage() {
  const actor = await requireActor();
  const refused = denial(actor, "marketplaces:write");
  return (
    <Page wide={false}>
      <PageHeader
        title="New marketplace"
        breadcrumbs={[{ label: "Marketplaces", href: "/marketplaces" }]}
        description="Vendors under contract then ask to list their products on it."
      />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot create marketplaces">
            {refused}
          </EmptyState>
        ) : (
          <MarketplaceForm action={createMarketplaceAction} cancelHref="/marketplaces" />
        )}
      </Section>
    </Page>
  );
}
