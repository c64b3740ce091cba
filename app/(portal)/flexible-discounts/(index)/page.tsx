import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { DiscountTable } from "@/components/flexible-discounts/discount-table";
import { NewDiscountLink, NoDiscounts } from "@/components/flexible-discounts/no-discounts";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { discountStates } from "@/lib/domain/discount";
import { clock } from "@/lib/services/context";
import { discountCounts, listDiscounts } from "@/lib/services/flexible-discounts/discounts";

export const metadata: Metadata = { title: "Flexible discounts" };

const path = "/flexible-discounts";
const sortable = ["code", "name", "owner.name", "start_date", "end_date"];
const usualSort = "-start_date";
const statuses = ["live", "scheduled", "ended"] as const;

export default async function DiscountsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const isVendor = actor.account.kind === "vendor";
  const hidden = denial(actor, "discounts:read");
  return (
    <Page>
      <PageHeader
        title="Flexible discounts"
        description="What you take off your prices for a time, by code or by itself at checkout."
        actions={isVendor ? <NewDiscountLink refused={denial(actor, "discounts:write")} /> : undefined}
      />
      {hidden ? (
        <EmptyState kind="forbidden" title="You cannot see flexible discounts">
          {hidden}
        </EmptyState>
      ) : (
        <Discounts actor={actor} params={await searchParams} />
      )}
    </Page>
  );
}

async function Discounts({ actor, params }: { actor: Actor; params: Awaited<SearchParams> }) {
  const asked = param(params, "status");
  const status = asked === "all" ? undefined : (statuses.find((one) => one === asked) ?? "live");
  const query = indexQuery(params, { sortable, defaultSort: usualSort });
  const [{ rows, total }, counts] = await Promise.all([
    listDiscounts(actor, query, status),
    discountCounts(actor),
  ]);
  const all = counts.live + counts.scheduled + counts.ended;
  const isVendor = actor.account.kind === "vendor";
  const footer = (
    <Pagination
      {...query}
      total={total}
      href={(offset) => hrefWith(path, params, { offset: String(offset) })}
      what="flexible discounts"
    />
  );
  return (
    <>
      <Tabs
        label="Flexible discounts by status"
        items={[
          ...statuses.map((one) => ({
            label: discountStates[one].word,
            href: hrefWith(path, params, { status: one === "live" ? undefined : one }),
            current: one === status,
            count: counts[one],
          })),
          {
            label: "All",
            href: hrefWith(path, params, { status: "all" }),
            current: status === undefined,
            count: all,
          },
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by code or name"
          defaultValue={query.search}
          keep={{ status: asked, sort: param(params, "sort") }}
        />
      </Toolbar>
      <TableCard footer={rows.length > 0 ? footer : undefined}>
        {rows.length > 0 ? (
          <DiscountTable
            rows={rows}
            sort={(field) => sortLink(path, params, field, usualSort)}
            showVendor={!isVendor}
            now={clock.now()}
          />
        ) : (
          <NoDiscounts
            all={all}
            searched={Boolean(query.search)}
            isVendor={isVendor}
            refused={denial(actor, "discounts:write")}
          />
        )}
      </TableCard>
    </>
  );
}
