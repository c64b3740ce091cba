import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { PermittedLink } from "@/components/channel/permitted-link";
import { ListingTable } from "@/components/listings/listing-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips, Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { listingPresentation } from "@/lib/domain/listing";
import { eq } from "@/lib/domain/rql";
import { listingStatuses } from "@/lib/domain/states";
import { clock } from "@/lib/services/context";
import { countListingsByStatus, listListings } from "@/lib/services/listings/listings";

export const metadata: Metadata = { title: "Listings" };

const path = "/listings";
const sortable = ["product.name", "marketplace.name", "status", "updated"];

export default async function ListingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const status = listingStatuses.find((known) => known === param(params, "status"));
  const marketplace = param(params, "marketplace");
  const query = indexQuery(params, {
    filters: [status && eq("status", status), marketplace ? eq("marketplace.id", marketplace) : undefined],
    sortable,
    defaultSort: "product.name",
  });
  const [{ rows, total }, counts] = await Promise.all([
    listListings(actor, query),
    countListingsByStatus(actor),
  ]);
  return (
    <Page>
      <PageHeader
        title="Listings"
        description="Products on marketplaces, each with the offer and the price lists that it is sold by."
        actions={actor.account.kind === "vendor" ? <NewRequest actor={actor} /> : undefined}
      />
      <Tabs
        label="Listings by status"
        items={[
          {
            label: "All",
            href: hrefWith(path, params, { status: undefined }),
            current: !status,
            count: counts.listed + counts.unlisted,
          },
          ...listingStatuses.toReversed().map((known) => ({
            label: listingPresentation[known].word,
            href: hrefWith(path, params, { status: known }),
            current: known === status,
            count: counts[known],
          })),
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by product or marketplace"
          defaultValue={query.search}
          keep={{ status, marketplace, sort: param(params, "sort") }}
        />
        <FilterChips
          items={
            marketplace
              ? [
                  {
                    label: "Marketplace",
                    value: marketplace,
                    removeHref: hrefWith(path, params, { marketplace: undefined }),
                  },
                ]
              : []
          }
          clearHref={path}
        />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="listings"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <ListingTable
            rows={rows}
            sort={(field) => sortLink(path, params, field, "product.name")}
            partner={actor.account.kind === "vendor" ? "distributor" : "vendor"}
            now={clock.now().getTime()}
          />
        ) : (
          <NoListings actor={actor} filtered={Boolean(status || marketplace || query.search)} />
        )}
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

function NoListings({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No listings match"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  const { kind } = actor.account;
  if (kind === "vendor") {
    return (
      <EmptyState title="No listings yet" action={<NewRequest actor={actor} />}>
        Ask a distributor to list one of your products with a price list and an offer.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No listings yet"
      action={kind === "distributor" ? <ButtonLink href="/requests">Open requests</ButtonLink> : undefined}
    >
      {kind === "distributor"
        ? "A listing comes about when you complete a vendor’s listing request."
        : "A product shows up here when your distributor lists it."}
    </EmptyState>
  );
}
