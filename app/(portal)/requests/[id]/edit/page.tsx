import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { RequestForm } from "@/components/listings/request-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { listingRequestTransitions } from "@/lib/domain/listing";
import { refusal } from "@/lib/domain/transitions";
import { requestChoices } from "@/lib/services/listings/choices";
import { listingName } from "@/lib/services/listings/listings";
import { getListingRequest } from "@/lib/services/listings/requests";
import { updateRequestAction } from "../../actions";
import { carriedIn } from "../../subject";

export const metadata: Metadata = { title: "Edit request · Listing requests" };

export default async function EditRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const { id } = await params;
  const request = await orNotFound(getListingRequest(actor, id));
  const refused =
    denial(actor, "listings:request") ??
    refusal(listingRequestTransitions, request.state, "update", `Request ${id}`);
  return (
    <Page wide={false}>
      <PageHeader
        title="Edit request"
        breadcrumbs={[
          { label: "Listing requests", href: "/requests" },
          { label: listingName(request), href: `/requests/${id}` },
        ]}
      />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="The request cannot be changed">
            {refused}
          </EmptyState>
        ) : (
          <RequestForm
            action={updateRequestAction}
            catalogue={await requestChoices(actor)}
            subject={{
              type: "draft",
              id,
              revision: request.revision,
              isRemoval: request.type === "remove",
              ...carriedIn(request, request.note),
            }}
            cancelHref={`/requests/${id}`}
          />
        )}
      </Section>
    </Page>
  );
}
