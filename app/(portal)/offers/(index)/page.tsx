import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TableCard, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/domain/access";
import { audienceNames, offerPresentation } from "@/lib/domain/offer";
import { eq } from "@/lib/domain/rql";
import { offerStatuses } from "@/lib/domain/states";
import { hasProducts, listOffers, offerCounts } from "@/lib/services/offers/offers";

export const metadata: Metadata = { title: "Offers" };

const path = "/offers";

export default async function OffersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const isVendor = actor.account.kind === "vendor";
  const status = offerStatuses.find((one) => one === param(params, "status"));
  const query = indexQuery(params, {
    filters: [status ? eq("status", status) : undefined],
    sortable: ["name", "status", "product.name"],
  });
  const [{ rows, total }, counts] = await Promise.all([listOffers(actor, query), offerCounts(actor)]);
  const isEmpty = rows.length === 0;
  const needsProduct = isVendor && isEmpty && !(await hasProducts(actor));
  return (
    <Page>
      <PageHeader
        title="Offers"
        description="Plans, what is in them, and what sets them apart."
        actions={
          can(actor, "offers:write") ? (
            <ButtonLink variant="primary" href="/offers/new" data-shortcut="c">
              New offer
            </ButtonLink>
          ) : null
        }
      />
      {isVendor ? (
        <Tabs
          label="Views"
          items={[
            { label: "All", href: hrefWith(path, params, { status: undefined }), current: !status },
            ...offerStatuses.map((one) => ({
              label: offerPresentation[one].word,
              href: hrefWith(path, params, { status: one }),
              current: one === status,
              count: counts.status[one],
            })),
          ]}
        />
      ) : null}
      <Toolbar>
        <SearchField action={path} label="Search by name" defaultValue={query.search} keep={{ status }} />
      </Toolbar>
      {isEmpty ? (
        <NoOffers isFiltered={Boolean(status || query.search)} needsProduct={needsProduct} />
      ) : (
        <TableCard
          footer={
            <Pagination
              offset={query.offset}
              limit={query.limit}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="offers"
            />
          }
        >
          <Table label="Offers">
            <THead>
              <Th sort={sortLink(path, params, "name")}>Name</Th>
              <Th sort={sortLink(path, params, "status")}>Status</Th>
              <Th sort={sortLink(path, params, "product.name")}>Product</Th>
              <Th>Audience</Th>
              <Th numeric>Listings</Th>
            </THead>
            <TBody>
              {rows.map((offer) => (
                <Tr key={offer.id}>
                  <Td>
                    <RowLink href={`/offers/${offer.id}`}>{offer.name}</RowLink>
                  </Td>
                  <Td>
                    <StatusBadge status={offerPresentation[offer.status]} plain />
                  </Td>
                  <Td>{offer.product.name}</Td>
                  <Td muted>{offer.audience ? audienceNames[offer.audience] : "—"}</Td>
                  <Td numeric>{offer.listings}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        </TableCard>
      )}
    </Page>
  );
}

function NoOffers({ isFiltered, needsProduct }: { isFiltered: boolean; needsProduct: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        kind="no-match"
        title="No offer matches"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  if (needsProduct) {
    return (
      <EmptyState
        title="An offer needs a product"
        action={<ButtonLink href="/products/new">New product</ButtonLink>}
      >
        Create the product first; its offers describe the plans in which it is sold.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No offers yet">
      Offers group the plans of a product and compare what is in them.
    </EmptyState>
  );
}
