import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { AsOfAnswer } from "@/components/price-lists/as-of";
import { AsOfForm } from "@/components/price-lists/as-of-form";
import { InstantTable } from "@/components/price-lists/instant-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import type { Actor } from "@/lib/domain/access";
import { inForceAt } from "@/lib/domain/price-settlement";
import { eq, everything, where } from "@/lib/domain/rql";
import { clock } from "@/lib/services/context";
import { getPriceList } from "@/lib/services/pricing/lists";
import { listPoints } from "@/lib/services/pricing/points";
import { listVersions } from "@/lib/services/pricing/versions";
import { instantParam } from "../../instant-param";

type Props = { params: Promise<{ listId: string }>; searchParams: SearchParams };

export const metadata: Metadata = { title: "Prices at an instant · Price lists" };

/** The prices of the list as of any instant, past or future, with the version they come from and how long it holds. */
export default async function AsOfPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const list = await orNotFound(getPriceList(actor, { id: (await params).listId }));
  const search = await searchParams;
  const now = clock.now();
  const at = instantParam(param(search, "at")) ?? now;
  const ofList = { ...everything, ...where(eq("pricelist.id", list.id)), limit: 1000 };
  const { rows: versions } = await listVersions(actor, ofList);
  const found = inForceAt(versions, at);
  const path = `/price-lists/${list.id}/as-of`;
  return (
    <Page>
      <PageHeader
        title="Prices at an instant"
        breadcrumbs={[
          { label: "Price lists", href: "/price-lists" },
          { label: list.name, href: `/price-lists/${list.id}` },
        ]}
        description="What items cost at any instant, past or future, as things are planned now."
      />
      <Section>
        <AsOfForm action={path} at={at.getTime()} />
        <p role="status">
          <AsOfAnswer listId={list.id} versions={versions} at={at} now={now.getTime()} />
        </p>
      </Section>
      {found ? (
        <Prices actor={actor} versionId={found.version.id} list={list} path={path} search={search} />
      ) : null}
    </Page>
  );
}

type PricesProps = {
  actor: Actor;
  versionId: string;
  list: Awaited<ReturnType<typeof getPriceList>>;
  path: string;
  search: Awaited<SearchParams>;
};

async function Prices({ actor, versionId, list, path, search }: PricesProps) {
  const query = indexQuery(search, { pageSize: 100 });
  const { rows, total } = await listPoints(actor, { versionId, query });
  const shown = rows.map(({ item, values, decimals }) => ({
    item,
    priceListId: list.id,
    values: Object.fromEntries(
      Object.entries(values).map(([id, units]) => [id, units === null ? null : { units, scale: decimals }]),
    ),
  }));
  return (
    <>
      <Toolbar className="justify-between">
        <SearchField
          action={path}
          label="Search by item, MPN or id"
          defaultValue={query.search}
          keep={{ at: param(search, "at") }}
        />
        <span className="text-muted-foreground text-sm">All prices in {list.currency}</span>
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, search, { offset: String(offset) })}
              what="items"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <InstantTable rows={shown} columns={list.columns} currency={list.currency} />
        ) : (
          <EmptyState kind="no-match" title="No items match" />
        )}
      </TableCard>
    </>
  );
}
