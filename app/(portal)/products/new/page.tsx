import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { ProductForm } from "@/components/products/product-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { createProductAction } from "../actions";

export const metadata: Metadata = { title: "New product · Products" };

export default async function NewProductPage() {
  const actor = await requireActor();
  const refused = denial(actor, "products:write");
  return (
    <Page wide={false}>
      <PageHeader
        title="New product"
        breadcrumbs={[{ label: "Products", href: "/products" }]}
        description="It starts as a draft that only you see. Add its items next, one by one or from a spreadsheet."
      />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot create products">
            {refused}
          </EmptyState>
        ) : (
          <ProductForm action={createProductAction} cancelHref="/products" />
        )}
      </Section>
    </Page>
  );
}
