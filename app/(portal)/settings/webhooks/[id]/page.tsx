import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, orNotFound, type SearchParams } from "@/app/_edge/page";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { StatusBadge } from "@/components/ui/status-badge";
import { Timestamp } from "@/components/ui/timestamp";
import { DeliveryTable } from "@/components/webhooks/delivery-table";
import { WebhookActions } from "@/components/webhooks/webhook-actions";
import { EditWebhookForm } from "@/components/webhooks/webhook-form";
import { type Actor, denial } from "@/lib/domain/access";
import { webhookPresentation } from "@/lib/domain/webhook";
import {
  deliveryCounts,
  getWebhook,
  listDeliveries,
  type WebhookView,
} from "@/lib/services/webhooks/webhooks";
import { deleteWebhookAction, switchWebhookAction, testWebhookAction, updateWebhookAction } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export const metadata: Metadata = { title: "Webhook · Settings" };

export default async function WebhookPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const refused = denial(actor, "webhooks:read");
  if (refused) return <Refused>{refused}</Refused>;
  const webhook = await orNotFound(getWebhook(actor, await params));
  const counts = await deliveryCounts(actor, [webhook]);
  const { id, revision, status } = webhook;
  return (
    <Page>
      <PageHeader
        title={<span className="break-all">{webhook.url}</span>}
        breadcrumbs={[{ label: "Webhooks", href: "/settings/webhooks" }]}
        badge={<StatusBadge status={webhookPresentation[status]} />}
        id={id}
        description={webhook.description}
        actions={
          <WebhookActions
            webhook={{ id, revision, status }}
            pending={counts.get(id)?.pending ?? 0}
            test={testWebhookAction}
            switchTo={switchWebhookAction}
            remove={deleteWebhookAction}
          />
        }
      />
      <Health webhook={webhook} />
      <Columns
        side={
          <Section id="edit" title="Settings" description="The signing secret was shown when it was made.">
            <EditWebhookForm webhook={webhook} action={updateWebhookAction} />
          </Section>
        }
      >
        <Deliveries actor={actor} id={id} params={await searchParams} />
      </Columns>
    </Page>
  );
}

function Refused({ children }: { children: string }) {
  return (
    <Page>
      <PageHeader title="Webhook" breadcrumbs={[{ label: "Webhooks", href: "/settings/webhooks" }]} />
      <Section>
        <EmptyState kind="forbidden" title="Only admins manage webhooks">
          {children}
        </EmptyState>
      </Section>
    </Page>
  );
}

function Health({ webhook: { status, failingSince } }: { webhook: WebhookView }) {
  if (status === "failing") {
    return (
      <Banner tone="danger" title="Switched off after three days without success">
        {webhookPresentation.failing.explanation}
      </Banner>
    );
  }
  if (status === "disabled" || !failingSince) return null;
  return (
    <Banner
      tone="warning"
      title={
        <>
          Every call has failed since <Timestamp at={failingSince.getTime()} />
        </>
      }
    >
      Deliveries are tried again, and nothing is lost. After three days the webhook is switched off.
    </Banner>
  );
}

async function Deliveries(props: { actor: Actor; id: string; params: Awaited<SearchParams> }) {
  const { actor, id, params } = props;
  const query = indexQuery(params, { pageSize: 25 });
  const { rows, total } = await listDeliveries(actor, { webhookId: id, query });
  const href = (offset: number) => hrefWith(`/settings/webhooks/${id}`, params, { offset: String(offset) });
  return (
    <Section
      id="deliveries"
      title="Deliveries"
      flush
      footer={
        rows.length > 0 ? (
          <div className="w-full">
            <Pagination {...query} total={total} href={href} what="messages" />
          </div>
        ) : undefined
      }
    >
      {rows.length > 0 ? (
        <DeliveryTable deliveries={rows} />
      ) : (
        <EmptyState title="Nothing was sent yet">
          Send a test, or wait for one of its events. Each delivery shows here with request and answer.
        </EmptyState>
      )}
    </Section>
  );
}
