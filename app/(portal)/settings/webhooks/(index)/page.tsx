import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, type SearchParams } from "@/app/_edge/page";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { TableCard } from "@/components/ui/table";
import { Verifying } from "@/components/webhooks/verifying";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { type Actor, denial } from "@/lib/domain/access";
import { deliveryCounts, listWebhooks } from "@/lib/services/webhooks/webhooks";

export const metadata: Metadata = { title: "Webhooks · Settings" };

const path = "/settings/webhooks";

function NewWebhook() {
  return (
    <ButtonLink href={`${path}/new`} variant="primary" data-shortcut="c">
      New webhook
    </ButtonLink>
  );
}

export default async function WebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const refused = denial(actor, "webhooks:read");
  return (
    <Page>
      <PageHeader
        title="Webhooks"
        description="Your systems are called when prices on your listings are scheduled, take effect or end."
        actions={refused ? undefined : <NewWebhook />}
      />
      {refused ? (
        <Section>
          <EmptyState kind="forbidden" title="Only admins manage webhooks">
            {refused}
          </EmptyState>
        </Section>
      ) : (
        <>
          <Webhooks actor={actor} params={await searchParams} />
          <Verifying />
        </>
      )}
    </Page>
  );
}

async function Webhooks({ actor, params }: { actor: Actor; params: Awaited<SearchParams> }) {
  const query = indexQuery(params);
  const { rows, total } = await listWebhooks(actor, query);
  const counts = await deliveryCounts(actor, rows);
  if (rows.length === 0) {
    return (
      <TableCard>
        <EmptyState title="No webhooks yet" action={<NewWebhook />}>
          A webhook tells a system of yours, such as an ERP or a price catalogue, the moment something
          changes.
        </EmptyState>
      </TableCard>
    );
  }
  return (
    <TableCard
      footer={
        <Pagination
          {...query}
          total={total}
          href={(offset) => hrefWith(path, params, { offset: String(offset) })}
          what="webhooks"
        />
      }
    >
      <WebhookTable webhooks={rows} counts={counts} />
    </TableCard>
  );
}
