import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { DiscountForm } from "@/components/flexible-discounts/discount-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { createDiscountAction } from "../actions";
import { itemChoices } from "../items";

export const metadata: Metadata = { title: "New flexible discount · Flexible discounts" };

export default async function NewDiscountPage() {
  const actor = await requireActor();
  const refused = denial(actor, "discounts:write");
  return (
    <Page wide={false}>
      <PageHeader
        title="New flexible discount"
        breadcrumbs={[{ label: "Flexible discounts", href: "/flexible-discounts" }]}
        description="Once it is live, only its name, description and end can change."
      />
      <Section>
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot create flexible discounts">
            {refused}
          </EmptyState>
        ) : (
          <DiscountForm
            action={createDiscountAction}
            items={await itemChoices(actor)}
            cancelHref="/flexible-discounts"
          />
        )}
      </Section>
    </Page>
  );
}
