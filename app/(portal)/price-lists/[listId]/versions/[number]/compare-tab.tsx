import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { CompareChoice } from "@/components/price-lists/compare-choice";
import { CompareFilesMenu } from "@/components/price-lists/compare-files-menu";
import { CompareTable } from "@/components/price-lists/compare-table";
import { ButtonLink } from "@/components/ui/button-link";
import { DiffSummary, FromTo } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips, Toolbar } from "@/components/ui/filter-chips";
import { Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { printAmount } from "@/lib/domain/money";
import { compareSorts, type DiffKind } from "@/lib/domain/price-diff";
import { type Comparison, compareVersions } from "@/lib/services/pricing/compare";
import { compareChoices } from "./compare-choices";
import type { Loaded } from "./load";

type Props = { loaded: Loaded; path: string; search: Awaited<SearchParams> };

const changes: DiffKind[] = ["changed", "added", "removed"];
const views: { label: string; id: string | undefined; kinds: DiffKind[] | undefined }[] = [
  { label: "Only changes", id: undefined, kinds: changes },
  { label: "Changed", id: "changed", kinds: ["changed"] },
  { label: "Added", id: "added", kinds: ["added"] },
  { label: "Removed", id: "removed", kinds: ["removed"] },
  { label: "Everything", id: "all", kinds: undefined },
];
const defaultSort = "-change";

/** What this version changes against another: the one in force or its base unless another is chosen. */
export async function CompareTab({ loaded, path, search }: Props) {
  const { actor, version } = loaded;
  const { other, choices, isForeign } = await compareChoices(loaded, param(search, "with"), { path, search });
  if (!other) return <NothingToCompare currency={version.list.currency} />;
  const view = views.find(({ id }) => id === param(search, "kind")) ?? views[0];
  const query = indexQuery(search, { pageSize: 100, sortable: compareSorts, defaultSort });
  const [ordering] = query.ordering;
  const itemId = param(search, "item");
  const comparison = await compareVersions(actor, {
    from: other.id,
    to: version.id,
    // One item is looked at whole.
    kinds: itemId ? undefined : view?.kinds,
    itemId,
    sort: compareSorts.find((sort) => sort === ordering?.field),
    descending: ordering?.descending,
    limit: query.limit,
    offset: query.offset,
  });
  const { rows, total } = comparison;
  const names = {
    from: isForeign ? `${comparison.from.list.name} v${other.number}` : `v${other.number}`,
    to: `v${version.number}`,
  };
  return (
    <>
      <Toolbar className="justify-between">
        <FromTo from={<CompareChoice choices={choices} value={other.id} />} to={names.to} />
        <CompareFilesMenu from={other.id} to={version.id} kind={view?.kinds?.join(",")} />
      </Toolbar>
      <Toolbar className="justify-between">
        <Summary summary={comparison.summary} />
        {itemId ? (
          <ItemFilter loaded={loaded} comparison={comparison} path={path} search={search} itemId={itemId} />
        ) : (
          <Tabs
            label="Rows of the comparison"
            className="border-b-0"
            items={views.map(({ label, id }) => ({
              label,
              href: hrefWith(path, search, { kind: id }),
              current: id === view?.id,
            }))}
          />
        )}
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, search, { offset: String(offset) })}
              what="prices"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <CompareTable
            rows={rows}
            columns={comparison.columns}
            currency={version.list.currency}
            {...names}
            sort={(by) => sortLink(path, search, by, defaultSort)}
            itemHref={(id) => hrefWith(path, search, { item: id })}
          />
        ) : (
          <NoDifference
            {...names}
            same={isSame(comparison)}
            href={hrefWith(path, search, { kind: "all", item: undefined })}
          />
        )}
      </TableCard>
    </>
  );
}

function isSame({ summary: { added, removed, changed } }: Comparison): boolean {
  return added + removed + changed === 0;
}

function Summary({ summary }: Pick<Comparison, "summary">) {
  const { medianChangePercent: median, ...counts } = summary;
  return <DiffSummary {...counts} medianPercent={median ? printAmount(median) : null} />;
}

type ItemFilterProps = Props & { comparison: Comparison; itemId: string };

function ItemFilter({ loaded, comparison, path, search, itemId }: ItemFilterProps) {
  const name = comparison.rows[0]?.item.name ?? itemId;
  const removeHref = hrefWith(path, search, { item: undefined });
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <FilterChips items={[{ label: "Item", value: name, removeHref }]} clearHref={removeHref} />
      <TextLink href={`/price-lists/${loaded.list.id}/items/${itemId}`}>Price history</TextLink>
    </div>
  );
}

function NothingToCompare({ currency }: { currency: string }) {
  return (
    <Section>
      <EmptyState title="Nothing to compare with yet">
        This is the only version in {currency}. Create another, or another price list in {currency}.
      </EmptyState>
    </Section>
  );
}

function NoDifference({ from, to, same, href }: { from: string; to: string; same: boolean; href: string }) {
  if (same) return <EmptyState title={`${from} and ${to} have the same prices`} />;
  return (
    <EmptyState
      kind="no-match"
      title="No price of this kind"
      action={<ButtonLink href={href}>Show everything</ButtonLink>}
    />
  );
}
