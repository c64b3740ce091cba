import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, orNotFound, type SearchParams } from "@/app/_edge/page";
import { NewPrices, PriceDifference } from "@/components/listings/request-difference";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { slotNames } from "@/lib/domain/listing";
import { requestDifference } from "@/lib/services/listings/difference";
import { listingName } from "@/lib/services/listings/listings";
import { getListingRequest } from "@/lib/services/listings/requests";

type Props = { params: Promise<{ id: string; slot: string }>; searchParams: SearchParams };

export const metadata: Metadata = { title: "Prices · Listing requests" };

/** All prices that a listing request changes in one of its lists. */
export default async function RequestPricesPage({ params, searchParams }: Props) {
  const { id, slot } = await params;
  const actor = await requireActor();
  const query = await searchParams;
  const request = await orNotFound(getListingRequest(actor, id));
  const difference = await requestDifference(actor, id);
  const changed = difference.lists.find((list) => list.slot === slot);
  const added = difference.newLists.find((list) => list.slot === slot);
  const known = changed ?? added;
  if (!known) notFound();
  const page = indexQuery(query, { pageSize: 200 });
  const part = <T,>(rows: T[]) => rows.slice(page.offset, page.offset + page.limit);
  const pages = (total: number, what: string) => (
    <Pagination
      {...page}
      total={total}
      href={(offset) => hrefWith(`/requests/${id}/prices/${slot}`, query, { offset: String(offset) })}
      what={what}
    />
  );
  return (
    <Page>
      <PageHeader
        title={slotNames[known.slot]}
        breadcrumbs={[
          { label: "Listing requests", href: "/requests" },
          { label: listingName(request), href: `/requests/${id}` },
        ]}
        id={request.id}
      />
      {changed ? (
        <PriceDifference
          difference={changed}
          rows={part(changed.rows)}
          footer={pages(changed.rows.length, "differences")}
        />
      ) : null}
      {added ? (
        <NewPrices prices={added} items={part(added.items)} footer={pages(added.items.length, "items")} />
      ) : null}
    </Page>
  );
}
