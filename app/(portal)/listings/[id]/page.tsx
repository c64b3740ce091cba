import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { createRequestAction } from "@/app/(portal)/requests/actions";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { BindingTable } from "@/components/listings/binding-table";
import { CarriedFacts } from "@/components/listings/carried-facts";
import { ListingActions } from "@/components/listings/listing-actions";
import { Banner } from "@/components/ui/banner";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { denial } from "@/lib/domain/access";
import {
  listingPresentation,
  listingRequestPresentation,
  listingRequestTypeNames,
} from "@/lib/domain/listing";
import { eq, everything, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { getListing, listBindings, listingName } from "@/lib/services/listings/listings";

type Props = { params: Promise<{ id: string }> };
type Listing = Awaited<ReturnType<typeof getListing>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const listing = await orNotFound(getListing(await requireActor(), id));
  return { title: `${listingName(listing)} · Listings` };
}

export default async function ListingPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const listing = await orNotFound(getListing(actor, id));
  const history = { ...everything, limit: 20, ...where(eq("object.id", listing.id)) };
  const [bindings, activity] = await Promise.all([listBindings(actor, id), listActivity(actor, history)]);
  const { kind } = actor.account;
  return (
    <Page>
      <PageHeader
        title={listingName(listing)}
        breadcrumbs={[{ label: "Listings", href: "/listings" }]}
        badge={<StatusBadge status={listingPresentation[listing.status]} />}
        id={listing.id}
        actions={
          kind === "vendor" ? (
            <ListingActions
              listing={listing}
              refused={denial(actor, "listings:request")}
              create={createRequestAction}
            />
          ) : undefined
        }
      />
      {listing.pending ? <Pending pending={listing.pending} /> : null}
      <Columns
        side={
          <Section id="activity" title="Activity">
            <ActivityTimeline entries={activity.rows} now={clock.now()} />
          </Section>
        }
      >
        <Section id="carried" title="Sold by">
          <CarriedFacts carrying={listing} />
        </Section>
        <Section id="parties" title="Details">
          <Facts listing={listing} hasContract={kind !== "reseller"} />
        </Section>
        {kind === "reseller" ? null : (
          <Section
            id="history"
            title="History"
            description="What was bound when. Prices as of an instant follow it."
            flush
          >
            {bindings.length > 0 ? (
              <BindingTable rows={bindings} />
            ) : (
              <EmptyState title="Nothing was bound yet">
                Completing a request binds what it carries.
              </EmptyState>
            )}
          </Section>
        )}
      </Columns>
    </Page>
  );
}

function Pending({ pending }: { pending: NonNullable<Listing["pending"]> }) {
  const { word, explanation } = listingRequestPresentation[pending.state];
  return (
    <Banner title={`${listingRequestTypeNames[pending.type]}: ${word.toLowerCase()}`}>
      {explanation} <TextLink href={`/requests/${pending.id}`}>Open request {pending.id}</TextLink>
    </Banner>
  );
}

function Facts({ listing, hasContract }: { listing: Listing; hasContract: boolean }) {
  const { product, marketplace, contract } = listing;
  return (
    <DescriptionList
      items={[
        { term: "Product", value: <TextLink href={`/products/${product.id}`}>{product.name}</TextLink> },
        {
          term: "Marketplace",
          value: <TextLink href={`/marketplaces/${marketplace.id}`}>{marketplace.name}</TextLink>,
        },
        { term: "Vendor", value: listing.vendorName },
        { term: "Distributor", value: listing.distributorName },
        ...(hasContract ? [{ term: "Contract", value: `${contract.name} (${contract.id})` }] : []),
        { term: "Changed", value: <Timestamp at={listing.updatedAt.getTime()} /> },
      ]}
    />
  );
}
