import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, type SearchParams, sortLink } from "@/app/_edge/page";
import { PermittedLink } from "@/components/channel/permitted-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { RowLink, Table, TableCard, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { type Actor, denial } from "@/lib/domain/access";
import { countryName } from "@/lib/domain/countries";
import { listMarketplaces } from "@/lib/services/marketplaces/marketplaces";

export const metadata: Metadata = { title: "Marketplaces" };

const path = "/marketplaces";
const sortable = ["name", "currency", "zone"];

export default async function MarketplacesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const query = indexQuery(params, { sortable, defaultSort: "name" });
  const { rows, total } = await listMarketplaces(actor, query);
  const sort = (field: string) => sortLink(path, params, field, "name");
  return (
    <Page>
      <PageHeader
        title="Marketplaces"
        description="Where products are sold: currency, countries, and the price columns that a listed price list must have."
        actions={actor.account.kind === "distributor" ? <NewMarketplace actor={actor} /> : undefined}
      />
      <Toolbar>
        <SearchField action={path} label="Search by name or id" defaultValue={query.search} />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="marketplaces"
            />
          ) : undefined
        }
      >
        {rows.length === 0 ? <NoMarketplaces actor={actor} filtered={query.search !== undefined} /> : null}
        {rows.length > 0 ? (
          <Table label="Marketplaces">
            <THead>
              <Th sort={sort("name")}>Name</Th>
              <Th>Id</Th>
              <Th>Distributor</Th>
              <Th sort={sort("currency")}>Currencies</Th>
              <Th>Countries</Th>
              <Th numeric>Active contracts</Th>
              <Th numeric>Listings</Th>
            </THead>
            <TBody>
              {rows.map((row) => (
                <Tr key={row.id}>
                  <Td>
                    <RowLink href={`${path}/${row.id}`}>{row.name}</RowLink>
                  </Td>
                  <Td className="whitespace-nowrap font-mono text-xs">{row.id}</Td>
                  <Td muted>{row.distributorName}</Td>
                  <Td>{[row.currency, row.altCurrency1, row.altCurrency2].filter(Boolean).join(", ")}</Td>
                  <Td truncate title={row.countries.map((code) => countryName(code)).join(", ")}>
                    {row.countries.map((code) => countryName(code)).join(", ")}
                  </Td>
                  <Td numeric>{row.activeContracts}</Td>
                  <Td numeric>{row.listings}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        ) : null}
      </TableCard>
    </Page>
  );
}

function NewMarketplace({ actor }: { actor: Actor }) {
  return (
    <PermittedLink
      href="/marketplaces/new"
      variant="primary"
      shortcut="c"
      refused={denial(actor, "marketplaces:write")}
    >
      New marketplace
    </PermittedLink>
  );
}

function NoMarketplaces({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No marketplaces match"
        action={<ButtonLink href={path}>Clear search</ButtonLink>}
      />
    );
  }
  if (actor.account.kind !== "distributor") {
    return (
      <EmptyState title="No marketplaces yet">
        A marketplace shows up here once you have a contract with its distributor.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No marketplaces yet" action={<NewMarketplace actor={actor} />}>
      A marketplace is where you sell vendors’ products, in a currency and in countries of your choice.
    </EmptyState>
  );
}
