import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { RequestForm, type Subject } from "@/components/listings/request-form";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { type Actor, denial } from "@/lib/domain/access";
import { requestChoices } from "@/lib/services/listings/choices";
import { getListing, listingName } from "@/lib/services/listings/listings";
import { createRequestAction } from "../actions";
import { carriedIn } from "../subject";

export const metadata: Metadata = { title: "New listing request · Listing requests" };

export default async function NewRequestPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const refused = denial(actor, "listings:request");
  const params = await searchParams;
  const listingId = param(params, "listing");
  const listing = listingId && !refused ? await orNotFound(getListing(actor, listingId)) : undefined;
  const subject: Subject = listing
    ? { type: "update", listingId: listing.id, ...carriedIn(listing, null) }
    : { type: "new", productId: param(params, "product") ?? null };
  return (
    <Page wide={false}>
      <PageHeader
        title={listing ? `Update ${listingName(listing)}` : "New listing request"}
        breadcrumbs={[{ label: "Listing requests", href: "/requests" }]}
        description="It starts as a draft. Nothing is sent before you submit it."
      />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot make listing requests">
            {refused}
          </EmptyState>
        ) : (
          <Body
            actor={actor}
            subject={subject}
            cancelHref={listing ? `/listings/${listing.id}` : "/requests"}
          />
        )}
      </Section>
    </Page>
  );
}

async function Body({ actor, subject, cancelHref }: { actor: Actor; subject: Subject; cancelHref: string }) {
  const catalogue = await requestChoices(actor);
  if (catalogue.products.length === 0) {
    return (
      <EmptyState
        title="No product to list yet"
        action={<ButtonLink href="/products/new">New product</ButtonLink>}
      >
        Create and publish a product first; then give it a price list.
      </EmptyState>
    );
  }
  if (catalogue.contracts.length === 0) {
    return (
      <EmptyState title="No active contract yet">
        A product can be listed on a marketplace once you have an active distribution contract for it.
      </EmptyState>
    );
  }
  return (
    <RequestForm
      action={createRequestAction}
      catalogue={catalogue}
      subject={subject}
      cancelHref={cancelHref}
    />
  );
}
