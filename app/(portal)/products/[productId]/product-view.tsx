import { requireActor } from "@/app/_edge/actor";
import { indexQuery, orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { PriceListLinks } from "@/components/products/price-list-links";
import { ProductActions } from "@/components/products/product-actions";
import { DescriptionList } from "@/components/ui/description-list";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { can, denial } from "@/lib/domain/access";
import { productPresentation } from "@/lib/domain/product";
import { eq, everything, like, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { listItems } from "@/lib/services/products/items";
import { getProduct, listProductPriceLists } from "@/lib/services/products/products";
import {
  deleteProductAction,
  endProductSaleAction,
  publishProductAction,
  resumeProductSaleAction,
} from "../actions";
import { ItemSection } from "./item-section";

const sortable = ["name", "mpn", "type", "period", "status"];

type Props = { productId: string; params: Awaited<SearchParams> };

/** A product with its items, the price lists that hold it and what happened to it. */
export async function ProductView({ productId, params }: Props) {
  const actor = await requireActor();
  const product = await orNotFound(getProduct(actor, { id: productId }));
  const query = indexQuery(params, { sortable });
  const drafts = { ...everything, limit: 0, ...where(eq("status", "draft")) };
  const history = { ...everything, limit: 20, ...where(like("object.id", `${productId}*`)) };
  const [items, draftItems, priceLists, activity] = await Promise.all([
    listItems(actor, { productId, query }),
    listItems(actor, { productId, query: drafts }),
    can(actor, "pricing:read") ? listProductPriceLists(actor, { productId }) : [],
    can(actor, "activity:read") ? listActivity(actor, history) : { rows: [], total: 0 },
  ]);
  const isVendor = actor.account.kind === "vendor";
  return (
    <Page>
      <PageHeader
        title={product.name}
        breadcrumbs={[{ label: "Products", href: "/products" }]}
        badge={<StatusBadge status={productPresentation[product.status]} />}
        id={product.id}
        actions={
          isVendor ? (
            <ProductActions
              product={product}
              draftItems={draftItems.total}
              refused={denial(actor, "products:write")}
              pricingRefused={denial(actor, "pricing:write")}
              publish={publishProductAction}
              endSale={endProductSaleAction}
              resumeSale={resumeProductSaleAction}
              remove={deleteProductAction}
            />
          ) : undefined
        }
      />
      <Columns
        side={
          <>
            {actor.account.kind === "reseller" ? null : (
              <Section id="price-lists" title="Price lists">
                <PriceListLinks rows={priceLists} owner={isVendor ? "vendor" : "distributor"} />
              </Section>
            )}
            {isVendor ? (
              <Section
                id="activity"
                title="Activity"
                footer={
                  activity.total > 20 ? (
                    <TextLink href={`/activity?q=${product.id}`}>All {activity.total} changes</TextLink>
                  ) : undefined
                }
              >
                <ActivityTimeline entries={activity.rows} now={clock.now()} />
              </Section>
            ) : null}
          </>
        }
      >
        <Section id="details" title="Details">
          <DescriptionList
            columns={3}
            items={[
              { term: "Description", value: product.description, wide: true },
              { term: "Vendor", value: product.vendorName },
              { term: "Version", value: product.version === 0 ? "Not published yet" : product.version },
              { term: "Changed", value: <Timestamp at={product.updatedAt.getTime()} /> },
            ]}
          />
        </Section>
        <ItemSection
          actor={actor}
          product={product}
          items={items}
          query={query}
          params={params}
          inOrder={query.ordering.length === 0 && !query.search && param(params, "offset") === undefined}
        />
      </Columns>
    </Page>
  );
}
