import { hrefWith, type SearchParams, sortLink } from "@/app/_edge/page";
import { ItemFilesMenu } from "@/components/products/item-files-menu";
import { ItemMenu } from "@/components/products/item-menu";
import { ItemTable } from "@/components/products/item-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { type Actor, denial } from "@/lib/domain/access";
import type { ListQuery } from "@/lib/domain/rql";
import { contentOf } from "@/lib/services/products/change-item";
import type { listItems } from "@/lib/services/products/items";
import { deleteItemAction, endItemSaleAction, moveItemAction, resumeItemSaleAction } from "../actions";

type Props = {
  actor: Actor;
  product: { id: string; name: string; itemCount: number };
  items: Awaited<ReturnType<typeof listItems>>;
  query: ListQuery;
  params: Awaited<SearchParams>;
  /** Whether the rows stand in the product's own order, so that they can be moved. */
  inOrder: boolean;
};

/** The items of a product: search, table, and for its vendor adding, moving, importing. */
export function ItemSection({ actor, product, items, query, params, inOrder }: Props) {
  const path = `/products/${product.id}`;
  const refused = denial(actor, "products:write");
  const isVendor = actor.account.kind === "vendor";
  const rows = items.rows.map((row) => ({ ...row, ...contentOf(row) }));
  const hrefOf = (itemId: string) => hrefWith(`${path}/items/${itemId}`, params, {});
  return (
    <Section
      id="items"
      title="Items"
      flush
      actions={<ItemActions productId={product.id} refused={refused} isVendor={isVendor} />}
      footer={
        rows.length > 0 ? (
          <div className="w-full">
            <Pagination
              {...query}
              total={items.total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="items"
            />
          </div>
        ) : undefined
      }
    >
      {product.itemCount > 0 ? (
        <Toolbar className="px-4 pb-3">
          <SearchField action={path} label="Search by name, MPN or id" defaultValue={query.search} />
        </Toolbar>
      ) : null}
      {rows.length > 0 ? (
        <ItemTable
          rows={rows}
          sort={(field) => sortLink(path, params, field)}
          href={hrefOf}
          {...(isVendor
            ? {
                menu: (row, index) => (
                  <ItemMenu
                    productId={product.id}
                    item={row}
                    editHref={hrefOf(row.id)}
                    above={inOrder ? rows[index - 1]?.id : undefined}
                    below={inOrder ? rows[index + 1]?.id : undefined}
                    refused={refused}
                    move={moveItemAction}
                    endSale={endItemSaleAction}
                    resumeSale={resumeItemSaleAction}
                    remove={deleteItemAction}
                  />
                ),
              }
            : {})}
        />
      ) : (
        <NoItems path={path} searched={query.search !== undefined} canAdd={!refused} />
      )}
    </Section>
  );
}

type ActionsProps = { productId: string; refused: string | undefined; isVendor: boolean };

function ItemActions({ productId, refused, isVendor }: ActionsProps) {
  return (
    <>
      <ItemFilesMenu productId={productId} importing={isVendor ? { refused } : undefined} />
      {isVendor && refused ? <Button disabledReason={refused}>New item</Button> : null}
      {isVendor && !refused ? (
        <ButtonLink href={`/products/${productId}/items/new`} scroll={false} data-shortcut="c">
          New item
        </ButtonLink>
      ) : null}
    </>
  );
}

function NoItems({ path, searched, canAdd }: { path: string; searched: boolean; canAdd: boolean }) {
  if (searched) {
    return (
      <EmptyState
        kind="no-match"
        title="No items match"
        action={<ButtonLink href={path}>Clear search</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState
      title="No items yet"
      action={
        canAdd ? (
          <>
            <ButtonLink href={`${path}/items/import`}>Import from a spreadsheet</ButtonLink>
            <ButtonLink href={`${path}/items/new`} variant="primary" scroll={false}>
              New item
            </ButtonLink>
          </>
        ) : undefined
      }
    >
      An item is one thing that can be bought, with its own part number. Prices and offers are made of items.
    </EmptyState>
  );
}
