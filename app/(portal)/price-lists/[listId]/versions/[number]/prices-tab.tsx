import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { PriceGrid, SavingNote } from "@/components/price-lists/price-grid";
import { PriceTable } from "@/components/price-lists/price-table";
import type { PriceRow } from "@/components/price-lists/use-point";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { printAmount } from "@/lib/domain/money";
import { eq } from "@/lib/domain/rql";
import { listPoints } from "@/lib/services/pricing/points";
import type { Loaded } from "./load";

type Props = { loaded: Loaded; path: string; search: Awaited<SearchParams> };

const filters = { filled: "Filled in", empty: "With empty prices" } as const;
const name = "item.display_name";

function statusOf(search: Props["search"]): keyof typeof filters | undefined {
  const wanted = param(search, "status");
  return wanted === "filled" || wanted === "empty" ? wanted : undefined;
}

/** The prices of the version, a hundred items to a page; in a draft they can be typed over. */
export async function PricesTab({ loaded, path, search }: Props) {
  const { actor, list, version, editable } = loaded;
  const status = statusOf(search);
  const query = indexQuery(search, {
    filters: [status && eq("status", status)],
    sortable: [name],
    pageSize: 100,
  });
  const { rows, total } = await listPoints(actor, { versionId: version.id, query });
  const table = {
    columns: list.columns,
    rows: rows.map(asRow),
    currency: list.currency,
    decimals: list.decimals,
    showProduct: list.products.length > 1,
    itemSort: sortLink(path, search, name),
  };
  return (
    <>
      <Toolbar className="justify-between">
        <div className="flex flex-wrap items-center gap-2">
          <SearchField
            action={path}
            label="Search by item, MPN or id"
            defaultValue={query.search}
            keep={{ status, sort: param(search, "sort") }}
          />
          <StatusFilter path={path} search={search} status={status} />
        </div>
        <div className="flex items-center gap-3 text-muted-foreground text-sm">
          {editable ? <SavingNote versionId={version.id} /> : null}
          <span>All prices in {list.currency}</span>
        </div>
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
        {rows.length === 0 ? (
          <NoPrices loaded={loaded} path={path} filtered={Boolean(status || query.search)} />
        ) : null}
        {rows.length > 0 && editable ? <PriceGrid versionId={version.id} {...table} /> : null}
        {rows.length > 0 && !editable ? <PriceTable {...table} /> : null}
      </TableCard>
    </>
  );
}

type Point = Awaited<ReturnType<typeof listPoints>>["rows"][number];

function asRow({ id, item, values, decimals, revision }: Point): PriceRow {
  const given = Object.entries(values).flatMap(([column, units]) =>
    units === null ? [] : [[column, printAmount({ units, scale: decimals })] as const],
  );
  return {
    itemId: id,
    name: item.name,
    mpn: item.mpn,
    product: item.product.name,
    values: Object.fromEntries(given),
    revision,
  };
}

function StatusFilter({ path, search, status }: Omit<Props, "loaded"> & { status: string | undefined }) {
  return (
    <Tabs
      label="Items by prices"
      className="border-b-0"
      items={[
        { label: "All items", href: hrefWith(path, search, { status: undefined }), current: !status },
        ...Object.entries(filters).map(([value, label]) => ({
          label,
          href: hrefWith(path, search, { status: value }),
          current: value === status,
        })),
      ]}
    />
  );
}

function NoPrices({ loaded, path, filtered }: { loaded: Loaded; path: string; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No items match"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  const [product] = loaded.list.products;
  return (
    <EmptyState
      title="No items yet"
      action={
        loaded.editable && product ? (
          <ButtonLink href={`/products/${product.id}`} variant="primary">
            Go to {product.name}
          </ButtonLink>
        ) : undefined
      }
    >
      The items of the list’s products appear here by themselves. Add them to the product first.
    </EmptyState>
  );
}
