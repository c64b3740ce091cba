import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { LinkSelect } from "@/components/offers/link-select";
import { OfferTable } from "@/components/offers/offer-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips, Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { audienceNames, offerPresentation } from "@/lib/domain/offer";
import { eq } from "@/lib/domain/rql";
import { audiences, offerStatuses } from "@/lib/domain/states";
import { clock } from "@/lib/services/context";
import { hasProducts, listOffers, type OfferCounts, offerCounts } from "@/lib/services/offers/offers";

export const metadata: Metadata = { title: "Offers" };

const path = "/offers";
const sortable = ["name", "product.name", "owner.name", "audience", "status", "events.updated.at"];

type Params = Awaited<SearchParams>;

export default async function OffersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const own = actor.account.kind === "vendor";
  const status = own ? offerStatuses.find((known) => known === param(params, "status")) : undefined;
  const audience = audiences.find((known) => known === param(params, "audience"));
  const query = indexQuery(params, {
    filters: [status && eq("status", status), audience && eq("audience", audience)],
    sortable,
    defaultSort: "name",
  });
  const [{ rows, total }, counts, ready] = await Promise.all([
    listOffers(actor, query),
    offerCounts(actor),
    own ? hasProducts(actor) : true,
  ]);
  const filters = audience
    ? [
        {
          label: "Audience",
          value: audienceNames[audience],
          removeHref: hrefWith(path, params, { audience: undefined }),
        },
      ]
    : [];
  return (
    <Page>
      <PageHeader
        title="Offers"
        description="How a product is sold: plans side by side, what each includes, and what it costs."
        actions={own ? <NewOffer actor={actor} ready={ready} /> : undefined}
      />
      {own ? <StatusTabs params={params} counts={counts} current={status} /> : null}
      <Toolbar>
        <SearchField
          action={path}
          label="Search by name, product or id"
          defaultValue={query.search}
          keep={{ status, audience, sort: param(params, "sort") }}
        />
        <AudienceFilter params={params} counts={counts} current={audience} />
        <FilterChips items={filters} clearHref={path} />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="offers"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <OfferTable
            rows={rows}
            sort={(field) => sortLink(path, params, field, "name")}
            own={own}
            now={clock.now().getTime()}
          />
        ) : (
          <NoOffers actor={actor} ready={ready} filtered={Boolean(status || audience || query.search)} />
        )}
      </TableCard>
    </Page>
  );
}

type FilterProps = { params: Params; counts: OfferCounts; current: string | undefined };

function StatusTabs({ params, counts, current }: FilterProps) {
  const all = Object.values(counts.status).reduce((sum, count) => sum + count, 0);
  return (
    <Tabs
      label="Offers by status"
      items={[
        { label: "All", href: hrefWith(path, params, { status: undefined }), current: !current, count: all },
        ...offerStatuses.map((known) => ({
          label: offerPresentation[known].word,
          href: hrefWith(path, params, { status: known }),
          current: known === current,
          count: counts.status[known],
        })),
      ]}
    />
  );
}

function AudienceFilter({ params, counts, current }: FilterProps) {
  return (
    <LinkSelect
      label="Audience"
      className="w-44"
      value={current ?? ""}
      items={[
        { value: "", label: "Every audience", href: hrefWith(path, params, { audience: undefined }) },
        ...audiences.map((known) => ({
          value: known,
          label: `${audienceNames[known]} (${counts.audience[known] ?? 0})`,
          href: hrefWith(path, params, { audience: known }),
        })),
      ]}
    />
  );
}

const productFirst = "An offer is made for a product, and you have none yet. Create a product first.";

function NewOffer({ actor, ready }: { actor: Actor; ready: boolean }) {
  const refused = denial(actor, "offers:write") ?? (ready ? undefined : productFirst);
  if (refused)
    return (
      <Button variant="primary" disabledReason={refused}>
        New offer
      </Button>
    );
  return (
    <ButtonLink href="/offers/new" variant="primary" data-shortcut="c">
      New offer
    </ButtonLink>
  );
}

function NoOffers({ actor, ready, filtered }: { actor: Actor; ready: boolean; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No offers match"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  if (actor.account.kind !== "vendor") {
    return (
      <EmptyState title="No offers yet">
        An offer shows up here when a listing that you are party to carries one.
      </EmptyState>
    );
  }
  if (!ready) {
    return (
      <EmptyState
        title="Create a product first"
        action={
          <ButtonLink href="/products/new" variant="primary">
            New product
          </ButtonLink>
        }
      >
        Offers show how a product is sold. They become available with your first product.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No offers yet" action={<NewOffer actor={actor} ready={ready} />}>
      An offer sets the plans of a product side by side: periods, features and the items that are ordered.
    </EmptyState>
  );
}
