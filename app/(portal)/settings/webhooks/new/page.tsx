import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { NewWebhookForm } from "@/components/webhooks/webhook-form";
import { denial } from "@/lib/domain/access";
import { createWebhookAction } from "../actions";

export const metadata: Metadata = { title: "New webhook · Settings" };

export default async function NewWebhookPage() {
  const refused = denial(await requireActor(), "webhooks:write");
  return (
    <Page wide={false}>
      <PageHeader
        title="New webhook"
        breadcrumbs={[{ label: "Webhooks", href: "/settings/webhooks" }]}
        description="Where your system listens, and what it wants to know."
      />
      <Section>
        {refused ? (
          <EmptyState kind="forbidden" title="Only admins manage webhooks">
            {refused}
          </EmptyState>
        ) : (
          <NewWebhookForm action={createWebhookAction} />
        )}
      </Section>
    </Page>
  );
}
