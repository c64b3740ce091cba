import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams } from "@/app/_edge/page";
import { AsOfForm } from "@/components/price-lists/as-of-form";
import { type InstantRow, InstantTable } from "@/components/price-lists/instant-table";
import { MarketplaceFields } from "@/components/price-lists/marketplace-fields";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Actor } from "@/lib/domain/access";
import type { PriceColumn } from "@/lib/domain/price-columns";
import { everything } from "@/lib/domain/rql";
import { clock } from "@/lib/services/context";
import { listMarketplaces } from "@/lib/services/marketplaces/marketplaces";
import { findPrices } from "@/lib/services/pricing/prices";
import { instantParam } from "../instant-param";
import { PriceListTabs } from "../tabs";

export const metadata: Metadata = { title: "Prices in force · Price lists" };

const path = "/price-lists/in-force";
type Search = Awaited<SearchParams>;

/** What each item costs on a marketplace at any instant, with the version that says so and how long it holds. */
export default async function PricesInForcePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const search = await searchParams;
  const { rows: marketplaces } = await listMarketplaces(actor, { ...everything, limit: 1000 });
  const marketplace = marketplaces.find(({ id }) => id === param(search, "marketplace")) ?? marketplaces[0];
  const at = instantParam(param(search, "at")) ?? clock.now();
  return (
    <Page>
      <PageHeader
        title="Price lists"
        description="What each item costs on a marketplace at any instant, past or future."
      />
      <PriceListTabs actor={actor} current="in-force" />
      {marketplace ? (
        <>
          <Section>
            <AsOfForm action={path} at={at.getTime()} submit="Show prices">
              <MarketplaceFields
                key={`${marketplace.id} ${param(search, "currency")}`}
                marketplaces={marketplaces.map(({ id, name, ...currencies }) => ({
                  value: id,
                  label: name,
                  description: id,
                  currencies: currenciesOf(currencies),
                }))}
                value={marketplace.id}
                currency={param(search, "currency")}
              />
            </AsOfForm>
          </Section>
          <Prices actor={actor} marketplace={marketplace} at={at} search={search} />
        </>
      ) : (
        <Section>
          <EmptyState title="No marketplace yet">
            Prices show up here when products are listed on a marketplace that you take part in.
          </EmptyState>
        </Section>
      )}
    </Page>
  );
}

type Currencies = { currency: string; altCurrency1: string | null; altCurrency2: string | null };

function currenciesOf({ currency, altCurrency1, altCurrency2 }: Currencies): string[] {
  return [currency, altCurrency1, altCurrency2].filter((code) => code !== null);
}

type PricesProps = { actor: Actor; marketplace: Currencies & { id: string }; at: Date; search: Search };

async function Prices({ actor, marketplace, at, search }: PricesProps) {
  const query = indexQuery(search, { pageSize: 100 });
  const known = currenciesOf(marketplace);
  const currency = known.find((code) => code === param(search, "currency")) ?? marketplace.currency;
  const { rows, total } = await findPrices(actor, {
    marketplaceId: marketplace.id,
    at,
    currency,
    query,
    lowest30Days: true,
  });
  const columns = [...new Map(rows.flatMap((row) => row.columns.map((c) => [c.id, c] as const))).values()];
  const keep = {
    at: param(search, "at"),
    marketplace: param(search, "marketplace"),
    currency: param(search, "currency"),
  };
  return (
    <>
      <Toolbar className="justify-between">
        <SearchField
          action={path}
          label="Search by item, MPN or id"
          defaultValue={query.search}
          keep={keep}
        />
        <span className="text-muted-foreground text-sm">All prices in {currency}</span>
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
          <InstantTable rows={rows.map(asRow)} columns={inOrder(columns)} currency={currency} />
        ) : (
          <EmptyState kind={query.search ? "no-match" : "nothing"} title="No item has a price there then">
            {query.search ? null : "Either nothing was listed at that instant, or no version was in force."}
          </EmptyState>
        )}
      </TableCard>
      <OwnLists rows={rows} />
    </>
  );
}

const order = ["price", "st0p", "st1p", "st2p"];

/** Predefined columns first: the rows may come from lists that order them differently. */
function inOrder(columns: PriceColumn[]): PriceColumn[] {
  const rank = ({ id }: PriceColumn) => (order.includes(id) ? order.indexOf(id) : order.length);
  return columns.toSorted((a, b) => rank(a) - rank(b));
}

type Row = Awaited<ReturnType<typeof findPrices>>["rows"][number];

function asRow({
  item,
  priceListId,
  versionId,
  values,
  validFrom,
  validTo,
  own,
  lowest30Days: lowest,
}: Row): InstantRow {
  return {
    item,
    priceListId,
    values,
    source: { versionId, from: validFrom.getTime(), to: validTo?.getTime() ?? null },
    own: own ?? undefined,
    lowest: lowest ? { amount: lowest.amount, from: lowest.from.getTime() } : null,
  };
}

/** Says whose prices are struck through, where a distributor's own list replaces some. */
function OwnLists({ rows }: { rows: Row[] }) {
  const ids = [...new Set(rows.flatMap(({ own }) => (own ? [own.priceListId] : [])))];
  if (ids.length === 0) return null;
  return (
    <p className="text-muted-foreground text-sm">
      Struck through is what the vendor suggests; your own price list takes its place:{" "}
      {ids.map((id) => (
        <TextLink key={id} href={`/price-lists/${id}`} className="mr-2 font-mono text-xs">
          {id}
        </TextLink>
      ))}
    </p>
  );
}
