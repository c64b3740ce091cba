import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { AsOf } from "@/components/price-lists/as-of";
import { ColumnList } from "@/components/price-lists/column-list";
import { ListActions } from "@/components/price-lists/list-actions";
import { ListingLinks } from "@/components/price-lists/listing-links";
import { affectedPrices } from "@/components/price-lists/own-list-effect";
import { TimelineChart } from "@/components/price-lists/timeline-chart";
import { windowOf } from "@/components/price-lists/timeline-layout";
import { VersionTable } from "@/components/price-lists/version-table";
import { DescriptionList } from "@/components/ui/description-list";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { type Actor, denial } from "@/lib/domain/access";
import { currencyName } from "@/lib/domain/currencies";
import { priceListStates } from "@/lib/domain/price-list";
import { eq, everything, where } from "@/lib/domain/rql";
import { clock } from "@/lib/services/context";
import { getPriceList } from "@/lib/services/pricing/lists";
import { timelineLane } from "@/lib/services/pricing/timeline";
import { listVersions } from "@/lib/services/pricing/versions";
import { createVersionAction, deletePriceListAction, terminatePriceListAction } from "../actions";
import { chartLane, instantsOf } from "../chart-lanes";
import { instantParam } from "../instant-param";
import { pricedListings } from "../priced-listings";
import { historyOf, listingsOf } from "./around";

type Props = { listId: string; params: Awaited<SearchParams> };
type List = Awaited<ReturnType<typeof getPriceList>>;

/** A price list: its versions and when each is in force, its columns, where it is listed, what happened to it. */
export async function PriceListView({ listId, params }: Props) {
  const actor = await requireActor();
  const list = await orNotFound(getPriceList(actor, { id: listId }));
  const now = clock.now();
  const ofList = { ...everything, ...where(eq("pricelist.id", list.id)), limit: 1000 };
  const [{ rows: versions }, listings, activity] = await Promise.all([
    listVersions(actor, ofList),
    listingsOf(actor, list.id),
    historyOf(actor, list.id),
  ]);
  const owned = list.ownerId === actor.account.id;
  return (
    <Page>
      <PageHeader
        title={list.name}
        breadcrumbs={[{ label: "Price lists", href: "/price-lists" }]}
        badge={<StatusBadge status={priceListStates[list.status]} />}
        id={list.id}
        actions={
          owned ? (
            <ListActions
              list={list}
              versions={versions}
              writeRefused={denial(actor, "pricing:write")}
              publishRefused={denial(actor, "pricing:publish")}
              now={now.getTime()}
              newVersion={createVersionAction}
              terminate={terminatePriceListAction}
              remove={deletePriceListAction}
            />
          ) : undefined
        }
      />
      <Columns
        side={
          <>
            {owned && list.ownerKind === "distributor" ? (
              <Effect actor={actor} list={list} />
            ) : (
              <Section id="listings" title="Listings">
                <ListingLinks rows={listings} owned={owned} />
              </Section>
            )}
            {owned ? (
              <Section
                id="activity"
                title="Activity"
                footer={
                  activity.total > activity.rows.length ? (
                    <TextLink href={`/activity?view=pricing&q=${list.id}`}>All changes</TextLink>
                  ) : undefined
                }
              >
                <ActivityTimeline entries={activity.rows} now={now} />
              </Section>
            ) : null}
          </>
        }
      >
        <ListTimeline list={list} versions={versions} now={now.getTime()} />
        <Section id="versions" title="Versions" flush>
          <AsOf
            listId={list.id}
            versions={versions}
            at={instantParam(param(params, "at"))}
            now={now.getTime()}
          />
          <VersionTable listId={list.id} versions={versions} />
        </Section>
        <Details actor={actor} list={list} />
        <Section id="columns" title="Columns" description="In the order of tables and spreadsheets.">
          <ColumnList columns={list.columns} />
        </Section>
      </Columns>
    </Page>
  );
}

/** What a distributor's own list changes on its marketplaces. */
async function Effect({ actor, list }: { actor: Actor; list: List }) {
  const products = list.products.map(({ id }) => id);
  const columnIds = list.columns.map(({ id }) => id);
  const text = affectedPrices({ columnIds, currency: list.currency, products }, await pricedListings(actor));
  return (
    <Section
      id="effect"
      title="Effect on prices"
      footer={<TextLink href="/price-lists/in-force">See the prices in force</TextLink>}
    >
      <p className="text-sm">{text}</p>
    </Section>
  );
}

type ListTimelineProps = { list: List; versions: VersionRows; now: number };
type VersionRows = Awaited<ReturnType<typeof listVersions>>["rows"];

/** Which version is in force when; without any there is nothing to draw. */
function ListTimeline({ list, versions, now }: ListTimelineProps) {
  const lane = chartLane(timelineLane(list, versions));
  if (lane.spans.length === 0) return null;
  return (
    <Section id="timeline" title="Timeline" flush>
      <TimelineChart
        lanes={[lane]}
        window={windowOf("all", now, instantsOf([lane]))}
        now={now}
        showNames={false}
      />
    </Section>
  );
}

function Details({ actor, list }: { actor: Actor; list: List }) {
  return (
    <Section id="details" title="Details">
      <DescriptionList
        columns={3}
        items={[
          { term: "Description", value: list.description, wide: true },
          { term: "Currency", value: `${list.currency} · ${currencyName(list.currency)}` },
          {
            term: "Precision",
            value:
              list.decimals === 0
                ? "Whole numbers"
                : `${list.decimals} decimal${list.decimals === 1 ? "" : "s"}`,
          },
          { term: "Owner", value: list.ownerId === actor.account.id ? "You" : list.ownerName },
          {
            term: list.products.length === 1 ? "Product" : `Products (${list.stats.products})`,
            value: (
              <span className="flex flex-wrap gap-x-3">
                {list.products.map(({ id, name }) => (
                  <TextLink key={id} href={`/products/${id}`}>
                    {name}
                  </TextLink>
                ))}
              </span>
            ),
          },
          ...(list.modelId
            ? [
                {
                  term: "Modelled on",
                  value: <TextLink href={`/price-lists/${list.modelId}`}>{list.modelId}</TextLink>,
                },
              ]
            : []),
          { term: "Listings", value: list.stats.listings },
          { term: "Alternative listings", value: list.stats.listings_alt },
          { term: "Created", value: <Timestamp at={list.createdAt.getTime()} /> },
        ]}
      />
    </Section>
  );
}
