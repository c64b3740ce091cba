import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { HistoryChart } from "@/components/price-lists/history-chart";
import type { HistoryPoint } from "@/components/price-lists/history-plot";
import { HistoryTable } from "@/components/price-lists/history-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { printAmount } from "@/lib/domain/money";
import { columnLabel, isPredefined } from "@/lib/domain/price-columns";
import { clock } from "@/lib/services/context";
import { type HistoryStep, type ItemHistory, itemPriceHistory } from "@/lib/services/pricing/history";

type Props = { params: Promise<{ listId: string; itemId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { item } = await orNotFound(itemPriceHistory(await requireActor(), await params));
  return { title: `${item.name} · Price history` };
}

/** What one item costs on the list over time, across its versions. */
export default async function ItemHistoryPage({ params }: Props) {
  const history = await orNotFound(itemPriceHistory(await requireActor(), await params));
  const { list, item, steps } = history;
  return (
    <Page>
      <PageHeader
        title={item.name}
        breadcrumbs={[
          { label: "Price lists", href: "/price-lists" },
          { label: list.name, href: `/price-lists/${list.id}` },
        ]}
        id={item.id}
        description={`MPN ${item.mpn}. What it costs on this list over time, version by version.`}
      />
      {steps.length === 0 ? (
        <Section>
          <EmptyState title="No price over time yet">
            Prices show up here when a version with this item is scheduled or active.
          </EmptyState>
        </Section>
      ) : (
        <>
          <Section id="plot" title="Price over time">
            <Plot history={history} now={clock.now().getTime()} />
          </Section>
          <Section id="versions" title="By version" flush>
            <HistoryTable listId={list.id} steps={steps} columns={list.columns} currency={list.currency} />
          </Section>
        </>
      )}
    </Page>
  );
}

const margin = 30 * 86_400_000;

function Plot({ history: { list, steps }, now }: { history: ItemHistory; now: number }) {
  const predefined = list.columns.filter((column) => isPredefined(column.id));
  const columns = predefined.length > 0 ? predefined : list.columns.slice(0, 4);
  const points = steps.flatMap((step, index) => pointsOf(step, steps[index + 1]));
  const instants = points.map(({ at }) => at);
  return (
    <HistoryChart
      points={points}
      columns={columns.map((column) => ({ id: column.id, label: columnLabel(column) }))}
      currency={list.currency}
      decimals={list.decimals}
      now={now}
      from={Math.min(now, ...instants) - margin}
      to={Math.max(now, ...instants) + margin}
    />
  );
}

/** The step's prices from its start, and nothing from its end unless the next takes its place. */
function pointsOf(
  { version, from, to, values = {} }: HistoryStep,
  next: HistoryStep | undefined,
): HistoryPoint[] {
  const given = Object.entries(values).flatMap(([id, amount]) =>
    amount ? [[id, printAmount(amount)] as const] : [],
  );
  const point = { at: from.getTime(), number: version.number, values: Object.fromEntries(given) };
  if (to === null || next?.from.getTime() === to.getTime()) return [point];
  return [point, { at: to.getTime(), number: null, values: {} }];
}
