import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams } from "@/app/_edge/page";
import { NewPriceListButton, NoPriceLists } from "@/components/price-lists/no-price-lists";
import { TimelineChart } from "@/components/price-lists/timeline-chart";
import { type Range, ranges, windowOf } from "@/components/price-lists/timeline-layout";
import { TimelineTable } from "@/components/price-lists/timeline-table";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { denial } from "@/lib/domain/access";
import { clock } from "@/lib/services/context";
import { versionTimeline } from "@/lib/services/pricing/timeline";
import { chartLane, instantsOf } from "../chart-lanes";
import { PriceListTabs } from "../tabs";

export const metadata: Metadata = { title: "Timeline · Price lists" };

const path = "/price-lists/timeline";
const rangeNames = Object.keys(ranges) as Range[];

export default async function TimelinePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const range = rangeNames.find((known) => known === param(params, "range")) ?? "year";
  const query = indexQuery(params, { defaultSort: "name", pageSize: 25 });
  const timeline = await versionTimeline(actor, query);
  const lanes = timeline.lanes.map(chartLane);
  const now = clock.now().getTime();
  const refused = denial(actor, "pricing:write");
  return (
    <Page>
      <PageHeader
        title="Price lists"
        description="Which version is in force when: past, present and planned."
        actions={actor.account.kind === "reseller" ? undefined : <NewPriceListButton refused={refused} />}
      />
      <PriceListTabs actor={actor} current="timeline" />
      <Toolbar className="justify-between">
        <SearchField
          action={path}
          label="Search by name or id"
          defaultValue={query.search}
          keep={{ range: param(params, "range") }}
        />
        <Tabs
          label="Stretch of time"
          className="border-b-0"
          items={rangeNames.map((known) => ({
            label: ranges[known].label,
            href: hrefWith(path, params, { range: known }),
            current: known === range,
          }))}
        />
      </Toolbar>
      <TableCard
        footer={
          lanes.length > 0 ? (
            <Pagination
              {...query}
              total={timeline.total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="price lists"
            />
          ) : undefined
        }
      >
        {lanes.length > 0 ? (
          <>
            <TimelineChart lanes={lanes} window={windowOf(range, now, instantsOf(lanes))} now={now} />
            <TimelineTable lanes={lanes} />
          </>
        ) : (
          <NoPriceLists kind={actor.account.kind} refused={refused} filtered={query.search !== undefined} />
        )}
      </TableCard>
    </Page>
  );
}
