import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { CustomerForm } from "@/components/customers/customer-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { listPossibleParents } from "@/lib/services/tier-accounts/tier-accounts";
import { createCustomerAction } from "../actions";

export const metadata: Metadata = { title: "New customer · Customers" };

export default async function NewCustomerPage() {
  const actor = await requireActor();
  const refused = denial(actor, "customers:write");
  return (
    <Page wide={false}>
      <PageHeader title="New customer" breadcrumbs={[{ label: "Customers", href: "/customers" }]} />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot create customers">
            {refused}
          </EmptyState>
        ) : (
          <CustomerForm
            action={createCustomerAction}
            parents={await listPossibleParents(actor)}
            isReseller={actor.account.kind === "reseller"}
            cancelHref="/customers"
          />
        )}
      </Section>
    </Page>
  );
}
