import { param, type SearchParams } from "@/app/_edge/page";
import { PriceGrid } from "@/components/price-lists/grid/price-grid";
import { queryOf, readFilters } from "@/components/price-lists/grid/view";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { presentGrid } from "@/lib/connect/pricing";
import { pointField } from "@/lib/domain/point-query";
import { everything } from "@/lib/domain/rql";
import { openGrid } from "@/lib/services/pricing/grid";
import type { Loaded } from "./load";

type Props = { loaded: Loaded; search: Awaited<SearchParams> };

/** A window of the grid, as the browser asks for them too. */
const firstWindow = 200;

/** The prices of the version in a grid; in a draft they can be changed there. */
export async function PricesTab({ loaded, search }: Props) {
  const { actor, list, version, owned, readOnly } = loaded;
  const hasBase = owned && version.baseId !== null;
  const products = list.products.map(({ id, name }) => ({ id, name }));
  const filters = readFilters((name) => param(search, name), {
    products: products.map(({ id }) => id),
    fields: [
      "item.display_name",
      "item.mpn",
      "item.product.name",
      ...list.columns.map(({ id }) => pointField(list.columns, id)),
    ],
    hasBase,
  });
  const query = { ...everything, ...queryOf(filters), limit: firstWindow };
  const window = await openGrid(actor, { versionId: version.id, query });
  return (
    <PriceGrid
      key={version.id}
      versionId={version.id}
      columns={list.columns}
      currency={list.currency}
      decimals={list.decimals}
      products={products}
      hasBase={hasBase}
      readOnly={readOnly}
      initial={presentGrid(window)}
      filters={filters}
      whenEmpty={<NoItems loaded={loaded} />}
    />
  );
}

function NoItems({ loaded: { list, editable } }: { loaded: Loaded }) {
  const [product] = list.products;
  return (
    <EmptyState
      title="No items yet"
      action={
        editable && product ? (
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
