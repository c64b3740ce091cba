import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { DeleteMarketplace } from "@/components/marketplaces/delete-marketplace";
import { Page, PageHeader } from "@/components/ui/page";
import { Tabs } from "@/components/ui/tabs";
import { denial } from "@/lib/domain/access";
import { getMarketplace } from "@/lib/services/marketplaces/marketplaces";
import { deleteMarketplaceAction } from "../actions";
import { DiscountsTab } from "./discounts-tab";
import { GeneralTab } from "./general-tab";
import { ListingsTab } from "./listings-tab";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const marketplace = await orNotFound(getMarketplace(await requireActor(), id));
  return { title: `${marketplace.name} · Marketplaces` };
}

const tabs = [
  { id: "general", label: "General" },
  { id: "discounts", label: "Flexible discounts" },
  { id: "listings", label: "Listings" },
];

export default async function MarketplacePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const marketplace = await orNotFound(getMarketplace(actor, id));
  const isOwner = actor.account.kind === "distributor";
  const shown = tabs.filter((tab) => tab.id !== "discounts" || isOwner);
  const asked = param(await searchParams, "tab");
  const current = shown.find((tab) => tab.id === asked)?.id ?? "general";
  const refused = denial(actor, "marketplaces:write");
  return (
    <Page>
      <PageHeader
        title={marketplace.name}
        breadcrumbs={[{ label: "Marketplaces", href: "/marketplaces" }]}
        id={marketplace.id}
        description={isOwner ? undefined : `Of ${marketplace.distributorName}`}
        actions={
          isOwner ? (
            <DeleteMarketplace marketplace={marketplace} refused={refused} action={deleteMarketplaceAction} />
          ) : undefined
        }
      />
      <Tabs
        label="Parts of the marketplace"
        items={shown.map((tab) => ({
          label: tab.label,
          href: tab.id === "general" ? `/marketplaces/${id}` : `/marketplaces/${id}?tab=${tab.id}`,
          current: tab.id === current,
        }))}
      />
      {current === "general" ? <GeneralTab actor={actor} marketplace={marketplace} /> : null}
      {current === "discounts" ? <DiscountsTab actor={actor} marketplaceId={id} /> : null}
      {current === "listings" ? <ListingsTab actor={actor} marketplaceId={id} /> : null}
    </Page>
  );
}
