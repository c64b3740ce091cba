import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { PermittedLink } from "@/components/channel/permitted-link";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { RowLink, Table, TableCard, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { countryName } from "@/lib/domain/countries";
import { eq } from "@/lib/domain/rql";
import { tierTypes } from "@/lib/domain/states";
import { segmentNames, tierTypePresentation } from "@/lib/domain/tier-account";
import { countCustomers, listTierAccounts } from "@/lib/services/tier-accounts/tier-accounts";

export const metadata: Metadata = { title: "Customers" };

const path = "/customers";
const sortable = ["name", "type", "segment", "country"];
type Row = Awaited<ReturnType<typeof listTierAccounts>>["rows"][number];

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  if (actor.account.kind === "vendor") return <NotForVendors />;
  const params = await searchParams;
  const type = tierTypes.find((known) => known === param(params, "type"));
  const query = indexQuery(params, { filters: [type && eq("type", type)], sortable, defaultSort: "name" });
  const [{ rows, total }, counts] = await Promise.all([
    listTierAccounts(actor, query),
    countCustomers(actor),
  ]);
  const tab = (known: "customer" | "reseller", label: string) => ({
    label,
    href: hrefWith(path, params, { type: known }),
    current: known === type,
    count: counts[known],
  });
  return (
    <Page>
      <PageHeader
        title="Customers"
        description="Who buys: customers, and the resellers that sell to them."
        actions={<NewCustomer actor={actor} />}
      />
      <Tabs
        label="Customers by type"
        items={[
          {
            label: "All",
            href: hrefWith(path, params, { type: undefined }),
            current: !type,
            count: counts.customer + counts.reseller,
          },
          tab("customer", "Customers"),
          tab("reseller", "Resellers"),
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by name or id"
          defaultValue={query.search}
          keep={{ type, sort: param(params, "sort") }}
        />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="accounts"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <CustomerTable rows={rows} sort={(field) => sortLink(path, params, field, "name")} />
        ) : (
          <NoCustomers actor={actor} filtered={Boolean(type || query.search)} />
        )}
      </TableCard>
    </Page>
  );
}

function CustomerTable({
  rows,
  sort,
}: {
  rows: Row[];
  sort: (field: string) => ReturnType<typeof sortLink>;
}) {
  return (
    <Table label="Customers and resellers">
      <THead>
        <Th sort={sort("name")}>Name</Th>
        <Th>Id</Th>
        <Th sort={sort("type")}>Type</Th>
        <Th sort={sort("segment")}>Segment</Th>
        <Th sort={sort("country")}>Country</Th>
        <Th>Buys from</Th>
        <Th>Your id</Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <RowLink href={`${path}/${row.id}`}>{row.name}</RowLink>
            </Td>
            <Td className="whitespace-nowrap font-mono text-xs">{row.id}</Td>
            <Td>
              <Badge tone={tierTypePresentation[row.type].tone}>{tierTypePresentation[row.type].word}</Badge>
            </Td>
            <Td>{segmentNames[row.segment]}</Td>
            <Td>{countryName(row.country)}</Td>
            <Td muted>{row.parent?.name ?? row.distributorName}</Td>
            <Td muted>{row.externalId}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function NotForVendors() {
  return (
    <Page>
      <PageHeader title="Customers" />
      <TableCard>
        <EmptyState kind="forbidden" title="Customers belong to distributors">
          A distributor or reseller account can see its customers.
        </EmptyState>
      </TableCard>
    </Page>
  );
}

function NewCustomer({ actor }: { actor: Actor }) {
  return (
    <PermittedLink
      href="/customers/new"
      variant="primary"
      shortcut="c"
      refused={denial(actor, "customers:write")}
    >
      New customer
    </PermittedLink>
  );
}

function NoCustomers({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="Nobody matches"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState title="No customers yet" action={<NewCustomer actor={actor} />}>
      Orders are placed for a customer; its segment and country decide about its discounts.
    </EmptyState>
  );
}
