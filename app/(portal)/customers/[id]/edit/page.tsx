import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { CustomerForm } from "@/components/customers/customer-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { getTierAccount, listPossibleParents } from "@/lib/services/tier-accounts/tier-accounts";
import { updateCustomerAction } from "../../actions";

export const metadata: Metadata = { title: "Edit customer · Customers" };

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const { id } = await params;
  const account = await orNotFound(getTierAccount(actor, id));
  const refused = denial(actor, "customers:write");
  return (
    <Page wide={false}>
      <PageHeader
        title={`Edit ${account.name}`}
        breadcrumbs={[
          { label: "Customers", href: "/customers" },
          { label: account.name, href: `/customers/${id}` },
        ]}
      />
      <Section className="max-w-160">
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot change customers">
            {refused}
          </EmptyState>
        ) : (
          <CustomerForm
            action={updateCustomerAction}
            account={account}
            parents={await listPossibleParents(actor)}
            isReseller={actor.account.kind === "reseller"}
            cancelHref={`/customers/${id}`}
          />
        )}
      </Section>
    </Page>
  );
}
