import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ItemFilesMenu } from "@/components/products/item-files-menu";
import { ItemImport } from "@/components/products/item-import";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { itemPeriodNames } from "@/lib/domain/item";
import { getProduct } from "@/lib/services/products/products";

export const metadata: Metadata = { title: "Import items · Products" };

export default async function ImportItemsPage({ params }: { params: Promise<{ productId: string }> }) {
  const actor = await requireActor();
  const product = await orNotFound(getProduct(actor, { id: (await params).productId }));
  const refused = denial(actor, "products:write");
  return (
    <Page wide={false}>
      <PageHeader
        title="Import items"
        breadcrumbs={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
        ]}
        description="Add, change and delete items from a spreadsheet. First every row gets a verdict; then all rows are applied, or none."
        actions={<ItemFilesMenu productId={product.id} importing={undefined} />}
      />
      {refused ? (
        <Section>
          <EmptyState kind="forbidden" title="You cannot import items">
            {refused}
          </EmptyState>
        </Section>
      ) : (
        <>
          <ItemImport productId={product.id} />
          <Section id="columns" title="Columns">
            <ul className="flex list-disc flex-col gap-1 pl-4">
              <li>
                <b className="font-medium">ID, MPN:</b> which item. An update or a deletion finds it by ID,
                else by MPN; a new item has no ID.
              </li>
              <li>
                <b className="font-medium">Action:</b> create, update or delete; “-” or nothing skips the row.
                Without the column, items that are there are updated and the others are created.
              </li>
              <li>
                <b className="font-medium">
                  Name, Description, Type, Precision, Unit, Billing Period, Commitment:
                </b>{" "}
                as in an export. An empty cell of an update leaves the value as it is. Periods:{" "}
                {Object.values(itemPeriodNames).join(", ")}.
              </li>
              <li>
                <b className="font-medium">Status:</b> for reading only.
              </li>
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}
