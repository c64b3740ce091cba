import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { NewPriceListButton, NoPriceLists } from "@/components/price-lists/no-price-lists";
import { PriceListTable } from "@/components/price-lists/price-list-table";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { type Actor, denial } from "@/lib/domain/access";
import { anyOf, eq, everything, where } from "@/lib/domain/rql";
import { priceListStatuses } from "@/lib/domain/states";
import { clock } from "@/lib/services/context";
import { listPriceLists } from "@/lib/services/pricing/lists";
import { listVersions } from "@/lib/services/pricing/versions";
import { PriceListTabs, indexPath as path } from "../tabs";

export const metadata: Metadata = { title: "Price lists" };

const sortable = ["name", "status", "currency", "owner.name", "events.updated.at"];

export default async function PriceListsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const status = priceListStatuses.find((known) => known === param(params, "status"));
  const query = indexQuery(params, {
    filters: [status && eq("status", status)],
    sortable,
    defaultSort: "name",
  });
  const { rows, total } = await listPriceLists(actor, query);
  const versions = await versionsAtWork(
    actor,
    rows.map((row) => row.id),
  );
  const owns = actor.account.kind !== "reseller";
  const refused = denial(actor, "pricing:write");
  return (
    <Page>
      <PageHeader
        title="Price lists"
        description="What each item costs, in one currency, version by version."
        actions={owns ? <NewPriceListButton refused={refused} /> : undefined}
      />
      <PriceListTabs actor={actor} current={status ?? "all"} params={params} />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by name or id"
          defaultValue={query.search}
          keep={{ status, sort: param(params, "sort") }}
        />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="price lists"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <PriceListTable
            rows={rows}
            versions={versions}
            sort={(field) => sortLink(path, params, field, "name")}
            showOwner={actor.account.kind !== "vendor"}
            now={clock.now().getTime()}
          />
        ) : (
          <NoPriceLists
            kind={actor.account.kind}
            refused={refused}
            filtered={Boolean(status || query.search)}
          />
        )}
      </TableCard>
    </Page>
  );
}

/** The versions in force and to come of these lists: at most one and a few per list. */
async function versionsAtWork(actor: Actor, listIds: string[]) {
  if (listIds.length === 0) return [];
  const filter = where(anyOf("pricelist.id", listIds), anyOf("status", ["active", "scheduled"]));
  const { rows } = await listVersions(actor, { ...everything, ...filter, limit: 1000 });
  return rows.map(({ priceListId, number, status, startAt }) => ({ priceListId, number, status, startAt }));
}
