import { hrefWith, indexQuery, param, type SearchParams } from "@/app/_edge/page";
import { CompareChoice } from "@/components/price-lists/compare-choice";
import { CompareTable } from "@/components/price-lists/compare-table";
import { ButtonLink } from "@/components/ui/button-link";
import { DiffSummary, FromTo } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Pagination } from "@/components/ui/pagination";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { printAmount } from "@/lib/domain/money";
import type { DiffKind } from "@/lib/domain/price-diff";
import { versionStates } from "@/lib/domain/price-list";
import { compareVersions } from "@/lib/services/pricing/compare";
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

/** What this version changes against another: its base or the one in force unless another is chosen. */
export async function CompareTab({ loaded, path, search }: Props) {
  const { actor, version } = loaded;
  const other = otherVersion(loaded, param(search, "with"));
  if (!other) return null;
  const view = views.find(({ id }) => id === param(search, "kind")) ?? views[0];
  const query = indexQuery(search, { pageSize: 100 });
  const { rows, total, summary, columns } = await compareVersions(actor, {
    from: other.id,
    to: version.id,
    kinds: view?.kinds,
    limit: query.limit,
    offset: query.offset,
  });
  const [from, to] = [`v${other.number}`, `v${version.number}`];
  const { added, removed, changed, unchanged, medianChangePercent: median } = summary;
  return (
    <>
      <Toolbar className="justify-between">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <FromTo from={<Choice loaded={loaded} other={other.id} path={path} search={search} />} to={to} />
          <DiffSummary
            added={added}
            removed={removed}
            changed={changed}
            unchanged={unchanged}
            medianPercent={median ? printAmount(median) : null}
          />
        </div>
        <Tabs
          label="Rows of the comparison"
          className="border-b-0"
          items={views.map(({ label, id }) => ({
            label,
            href: hrefWith(path, search, { kind: id }),
            current: id === view?.id,
          }))}
        />
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
          <CompareTable rows={rows} columns={columns} currency={version.list.currency} from={from} to={to} />
        ) : (
          <NoDifference
            from={from}
            to={to}
            same={added + removed + changed === 0}
            href={hrefWith(path, search, { kind: "all" })}
          />
        )}
      </TableCard>
    </>
  );
}

/** The one asked for, else the one in force, else the base, else the newest other. */
function otherVersion({ version, versions }: Loaded, wanted: string | undefined) {
  const others = versions.filter(({ id }) => id !== version.id);
  return (
    others.find(({ number }) => String(number) === wanted) ??
    others.find(({ status }) => status === "active") ??
    others.find(({ id }) => id === version.baseId) ??
    others[0]
  );
}

function Choice({ loaded, other, path, search }: Props & { other: string }) {
  const { version, versions } = loaded;
  const choices = versions
    .filter(({ id }) => id !== version.id)
    .map(({ id, number, status }) => ({
      value: id,
      label: `Version ${number}`,
      description: `${versionStates[status].word}${id === version.baseId ? " · this version’s base" : ""}`,
      href: hrefWith(path, search, { with: String(number) }),
    }));
  return <CompareChoice choices={choices} value={other} />;
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
