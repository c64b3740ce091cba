import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams, sortLink } from "@/app/_edge/page";
import { ProductTable } from "@/components/products/product-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { productPresentation } from "@/lib/domain/product";
import { eq } from "@/lib/domain/rql";
import { productStatuses } from "@/lib/domain/states";
import { clock } from "@/lib/services/context";
import { listProducts, productCounts } from "@/lib/services/products/products";

export const metadata: Metadata = { title: "Products" };

const path = "/products";
const sortable = ["name", "status", "owner.name", "updated"];

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const status = productStatuses.find((known) => known === param(params, "status"));
  const query = indexQuery(params, {
    filters: [status && eq("status", status)],
    sortable,
    defaultSort: "name",
  });
  const [{ rows, total }, counts] = await Promise.all([listProducts(actor, query), productCounts(actor)]);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Page>
      <PageHeader
        title="Products"
        description="What is sold: each product with its items, the units that prices and offers are made of."
        actions={actor.account.kind === "vendor" ? <NewProduct actor={actor} /> : undefined}
      />
      <Tabs
        label="Products by status"
        items={[
          { label: "All", href: hrefWith(path, params, { status: undefined }), current: !status, count: all },
          ...productStatuses
            .filter((known) => actor.account.kind === "vendor" || known !== "draft")
            .map((known) => ({
              label: productPresentation[known].word,
              href: hrefWith(path, params, { status: known }),
              current: known === status,
              count: counts[known] ?? 0,
            })),
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by name or id"
          defaultValue={query.search}
          keep={{ status, sort: param(params, "sort") }}
        />
      </Toolbar>
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="products"
            />
          ) : undefined
        }
      >
        {rows.length > 0 ? (
          <ProductTable
            rows={rows}
            sort={(field) => sortLink(path, params, field, "name")}
            showVendor={actor.account.kind !== "vendor"}
            now={clock.now().getTime()}
          />
        ) : (
          <NoProducts actor={actor} filtered={Boolean(status || query.search)} />
        )}
      </TableCard>
    </Page>
  );
}

function NewProduct({ actor }: { actor: Actor }) {
  const refused = denial(actor, "products:write");
  if (refused)
    return (
      <Button variant="primary" disabledReason={refused}>
        New product
      </Button>
    );
  return (
    <ButtonLink href="/products/new" variant="primary" data-shortcut="c">
      New product
    </ButtonLink>
  );
}

function NoProducts({ actor, filtered }: { actor: Actor; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No products match"
        action={<ButtonLink href={path}>Clear filters</ButtonLink>}
      />
    );
  }
  if (actor.account.kind !== "vendor") {
    const where = actor.account.kind === "reseller" ? "lists one" : "under contract publishes one";
    return (
      <EmptyState title="No products yet">
        A product shows up here when {actor.account.kind === "reseller" ? "your distributor" : "a vendor"}{" "}
        {where}.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No products yet" action={<NewProduct actor={actor} />}>
      A product holds the items that you sell. Price lists and offers are made for a product.
    </EmptyState>
  );
}
