import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { PermittedLink } from "@/components/channel/permitted-link";
import { RequestTable } from "@/components/listings/request-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { listingRequestPresentation } from "@/lib/domain/listing";
import { eq } from "@/lib/domain/rql";
import { listingRequestStates } from "@/lib/domain/states";
import { clock } from "@/lib/services/context";
import { countRequestsByState, listListingRequests } from "@/lib/services/listings/requests";

export const metadata: Metadata = { title: "Listing requests" };

const path = "/requests";
const sortable = ["product.name", "type", "marketplace.name", "state", "updated"];

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  if (actor.account.kind === "reseller") return <NotForResellers />;
  const params = await searchParams;
  const state = listingRequestStates.find((known) => known === param(params, "state"));
  const query = indexQuery(params, {
    filters: [state && eq("state", state)],
    sortable,
    defaultSort: "-updated",
  });
  const [{ rows, total }, counts] = await Promise.all([
    listListingRequests(actor, query),
    countRequestsByState(actor),
  ]);
  return (
    <Page>
      <PageHeader
        title="Listing requests"
        description="A vendor asks, the distributor reviews, deploys and completes; completing changes the listing."
        actions={actor.account.kind === "vendor" ? <NewRequest actor={actor} /> : undefined}
      />
      <Tabs
        label="Requests by state"
        items={[
          {
            label: "All",
            href: hrefWith(path, params, { state: undefined }),
            current: !state,
            count: Object.values(counts).reduce((sum, count) => sum + count, 0),
          },
          ...listingRequestStates.map((known) => ({
            label: listingRequestPresentation[known].word,
            href: hrefWith(path, params, { state: known }),
            current: known === state,
            count: counts[known],
          })),
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by product or marketplace"
          defaultValue={query.search}
          keep={{ state, sort: param(params, "sort") }}
        />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="requests"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <RequestTable
            rows={rows}
            sort={(field) => sortLink(path, params, field, "-updated")}
            partner={actor.account.kind === "vendor" ? "distributor" : "vendor"}
            now={clock.now().getTime()}
          />
        ) : (
          <NoRequests actor={actor} filtered={Boolean(state || query.search)} />
        )}
      </TableCard>
    </Page>
  );
}

function NotForResellers() {
  return (
    <Page>
      <PageHeader title="Listing requests" />
      <TableCard>
        <EmptyState kind="forbidden" title="Requests are between vendor and distributor">
          You see what comes of them under Listings.
        </EmptyState>
      </TableCard>
    </Page>
  );
}

function NewRequest({ actor }: { actor: Actor }) {
  return (
    <PermittedLink
      href="/requests/new"
      variant="primary"
      shortcut="c"
      refused={denial(actor, "listings:request")}
    >
      New listing request
    </PermittedLink>
  );
}

function NoRequests({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No requests match"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  if (actor.account.kind === "vendor") {
    return (
      <EmptyState title="No requests yet" action={<NewRequest actor={actor} />}>
        Ask a distributor to list a product, to change a listing, or to remove it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests yet">
      Vendors’ requests to list their products on your marketplaces arrive here.
    </EmptyState>
  );
}
