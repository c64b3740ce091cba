import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { DescriptionList } from "@/components/ui/description-list";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { Timestamp } from "@/components/ui/timestamp";
import { AttemptLog, Text } from "@/components/webhooks/attempt-log";
import { SendButton } from "@/components/webhooks/webhook-actions";
import { denial } from "@/lib/domain/access";
import { deliveryPresentation, testEvent } from "@/lib/domain/webhook";
import { getDelivery, getWebhook } from "@/lib/services/webhooks/webhooks";
import { resendDeliveryAction } from "../../../actions";

type Props = { params: Promise<{ id: string; deliveryId: string }> };

export const metadata: Metadata = { title: "Delivery · Webhooks" };

export default async function DeliveryPage({ params }: Props) {
  const actor = await requireActor();
  if (denial(actor, "webhooks:read")) notFound();
  const { id, deliveryId } = await params;
  const webhook = await orNotFound(getWebhook(actor, { id }));
  const delivery = await orNotFound(getDelivery(actor, { webhookId: id, id: deliveryId }));
  const off = `The webhook is ${webhook.status}: enable it to send deliveries again.`;
  return (
    <Page>
      <PageHeader
        title={delivery.event}
        breadcrumbs={[
          { label: "Webhooks", href: "/settings/webhooks" },
          { label: webhook.url, href: `/settings/webhooks/${id}` },
        ]}
        badge={<StatusBadge status={deliveryPresentation[delivery.status]} />}
        id={delivery.id}
        actions={
          delivery.event === testEvent ? undefined : (
            <SendButton
              action={resendDeliveryAction}
              fields={{ webhookId: id, id: deliveryId }}
              disabledReason={webhook.status === "enabled" ? undefined : off}
            >
              Send again
            </SendButton>
          )
        }
      />
      <Section id="message" title="Message">
        <DescriptionList columns={3} items={facts(delivery)} />
        <div className="mt-4">
          <Text title="Request body" text={readable(delivery.body)} />
        </div>
      </Section>
      <AttemptLog attempts={delivery.log} />
    </Page>
  );
}

function facts(delivery: Awaited<ReturnType<typeof getDelivery>>) {
  const { createdAt, attempts, status, nextAttemptAt, settledAt } = delivery;
  return [
    { term: "Happened", value: <Timestamp at={createdAt.getTime()} /> },
    { term: "Attempts", value: attempts },
    status === "pending"
      ? { term: "Next attempt", value: <Timestamp at={nextAttemptAt.getTime()} /> }
      : { term: "Settled", value: settledAt ? <Timestamp at={settledAt.getTime()} /> : null },
  ];
}

/** What was sent is one line; people read it with line ends. */
function readable(body: string | null): string {
  return body === null ? "" : JSON.stringify(JSON.parse(body), null, 2);
}
