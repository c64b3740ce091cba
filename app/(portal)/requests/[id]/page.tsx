import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { CarriedFacts } from "@/components/listings/carried-facts";
import { RequestActions } from "@/components/listings/request-actions";
import {
  CarriedDifference,
  NewPrices,
  OfferChange,
  PriceDifference,
  restOf,
} from "@/components/listings/request-difference";
import { RequestStepper } from "@/components/listings/request-stepper";
import { ComparisonTable } from "@/components/offers/comparison-table";
import { mainFirst, type TablePrices } from "@/components/offers/price-cell";
import { Banner } from "@/components/ui/banner";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { type Actor, denial } from "@/lib/domain/access";
import { listingRequestPresentation, listingRequestTypeNames } from "@/lib/domain/listing";
import type { Finding } from "@/lib/domain/listing-findings";
import { eq, everything, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { type RequestDifference, requestDifference } from "@/lib/services/listings/difference";
import { listingName } from "@/lib/services/listings/listings";
import { getListingRequest } from "@/lib/services/listings/requests";
import { deleteRequestAction, moveRequestAction } from "../actions";

type Props = { params: Promise<{ id: string }> };
type Request = Awaited<ReturnType<typeof getListingRequest>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const request = await orNotFound(getListingRequest(await requireActor(), id));
  return { title: `${listingName(request)} · Listing requests` };
}

export default async function RequestPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const request = await orNotFound(getListingRequest(actor, id));
  const history = { ...everything, limit: 30, ...where(eq("object.id", id)) };
  const [difference, activity] = await Promise.all([
    requestDifference(actor, id),
    listActivity(actor, history),
  ]);
  const isOpen = difference.fields.length > 0;
  return (
    <Page>
      <PageHeader
        title={listingName(request)}
        breadcrumbs={[{ label: "Listing requests", href: "/requests" }]}
        badge={<StatusBadge status={listingRequestPresentation[request.state]} />}
        id={request.id}
        description={listingRequestTypeNames[request.type]}
        actions={<Actions actor={actor} request={request} findings={difference.findings} />}
      />
      <Findings findings={difference.findings} />
      <Columns
        side={
          <Section id="activity" title="Activity">
            <ActivityTimeline entries={activity.rows} now={clock.now()} />
          </Section>
        }
      >
        <Section id="progress">
          <RequestStepper state={request.state} events={request.events} />
        </Section>
        {isOpen ? (
          <Section id="difference" title="What completing it changes">
            <CarriedDifference fields={difference.fields} />
          </Section>
        ) : null}
        <Differences id={id} difference={difference} />
        <Section id="carried" title={request.type === "remove" ? "Removal" : "Asked for"}>
          {request.type === "remove" ? (
            <p className="text-muted-foreground">The listing is to end; it carries nothing afterwards.</p>
          ) : (
            <CarriedFacts carrying={request} />
          )}
        </Section>
        <Section id="details" title="Details">
          <Facts request={request} />
        </Section>
      </Columns>
    </Page>
  );
}

const shownRows = 50;

type DifferencesProps = { id: string; difference: RequestDifference };

/** The offer's difference, the price lists' difference; what is new on the listing as a whole. */
function Differences({ id, difference: { offer, lists, newLists } }: DifferencesProps) {
  const all = (slot: string) => `/requests/${id}/prices/${slot}`;
  return (
    <>
      {offer?.kind === "changed" ? <OfferChange {...offer} /> : null}
      {lists.map((list) => {
        const rows = list.rows.slice(0, shownRows);
        const rest = { shown: rows.length, total: list.rows.length, what: "differences" };
        return (
          <PriceDifference
            key={list.slot}
            difference={list}
            rows={rows}
            footer={restOf({ ...rest, href: all(list.slot) })}
          />
        );
      })}
      {newLists.map((list) => {
        const items = list.items.slice(0, shownRows);
        const rest = { shown: items.length, total: list.items.length, what: "items" };
        return (
          <NewPrices
            key={list.slot}
            prices={list}
            items={items}
            footer={restOf({ ...rest, href: all(list.slot) })}
          />
        );
      })}
      {offer?.kind === "new" ? (
        <Section
          id="offer"
          title={`Offer: ${offer.to.name}`}
          description={`Version ${offer.to.version}, new on this listing`}
          flush
          className="overflow-clip"
        >
          <div className="border-t">
            {offer.content.plans.length > 0 ? (
              <ComparisonTable content={offer.content} prices={pricesOf(newLists)} />
            ) : (
              <EmptyState title="This version of the offer has no plans" />
            )}
          </div>
        </Section>
      ) : null}
    </>
  );
}

/** The prices of the main list that comes with the offer. */
function pricesOf(newLists: RequestDifference["newLists"]): TablePrices | undefined {
  const main = newLists.find(({ slot }) => slot === "pricelist");
  return (
    main && {
      caption: `Per unit, from ${main.list.name}`,
      currency: main.list.currency,
      columns: mainFirst(main.columns),
      values: Object.fromEntries(main.items.map(({ id, values }) => [id, values])),
    }
  );
}

function Actions({ actor, request, findings }: { actor: Actor; request: Request; findings: Finding[] }) {
  const side = actor.account.kind === "vendor" ? "vendor" : "distributor";
  const blocking = findings.filter((finding) => finding.severity === "blocking");
  return (
    <RequestActions
      request={request}
      side={side}
      refused={denial(actor, side === "vendor" ? "listings:request" : "listings:review")}
      blocked={
        blocking.length > 0 ? blocking.map((finding) => sentence(finding.message)).join(" ") : undefined
      }
      move={moveRequestAction}
      remove={deleteRequestAction}
    />
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function Findings({ findings }: { findings: Finding[] }) {
  return (["blocking", "warning"] as const).map((severity) => {
    const rows = findings.filter((finding) => finding.severity === severity);
    if (rows.length === 0) return null;
    return (
      <Banner
        key={severity}
        tone={severity === "blocking" ? "danger" : "warning"}
        title={severity === "blocking" ? "The request cannot go on" : "Before it is completed"}
      >
        <ul className="list-disc pl-4">
          {rows.map((finding) => (
            <li key={`${finding.field}:${finding.code}:${finding.message}`}>{sentence(finding.message)}</li>
          ))}
        </ul>
      </Banner>
    );
  });
}

function Facts({ request }: { request: Request }) {
  const { product, marketplace, contract } = request;
  return (
    <DescriptionList
      items={[
        { term: "Note", value: request.note, wide: true },
        { term: "Product", value: <TextLink href={`/products/${product.id}`}>{product.name}</TextLink> },
        {
          term: "Marketplace",
          value: <TextLink href={`/marketplaces/${marketplace.id}`}>{marketplace.name}</TextLink>,
        },
        { term: "Vendor", value: request.vendorName },
        { term: "Distributor", value: request.distributorName },
        { term: "Contract", value: `${contract.name} (${contract.id})` },
        {
          term: "Listing",
          value: <TextLink href={`/listings/${request.listingId}`}>{request.listingId}</TextLink>,
        },
        { term: "Created by", value: request.creator.name },
        { term: "Assignee", value: request.assignee?.name },
      ]}
    />
  );
}
