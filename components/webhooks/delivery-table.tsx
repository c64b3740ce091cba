import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { DeliveryStatus } from "@/lib/domain/states";
import { deliveryPresentation } from "@/lib/domain/webhook";

type Row = {
  id: string;
  webhookId: string;
  event: string;
  status: DeliveryStatus;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
};

/** What was sent to a webhook, or waits to be sent. */
export function DeliveryTable({ deliveries }: { deliveries: Row[] }) {
  return (
    <Table label="Deliveries" scroll="box">
      <THead>
        <Th>Event</Th>
        <Th>State</Th>
        <Th numeric>Attempts</Th>
        <Th>Happened</Th>
        <Th>Next attempt</Th>
      </THead>
      <TBody>
        {deliveries.map((delivery) => (
          <Tr key={delivery.id}>
            <Td>
              <RowLink href={`/settings/webhooks/${delivery.webhookId}/deliveries/${delivery.id}`}>
                {delivery.event}
              </RowLink>
            </Td>
            <Td>
              <StatusBadge status={deliveryPresentation[delivery.status]} plain />
            </Td>
            <Td numeric>{delivery.attempts}</Td>
            <Td muted>
              <Timestamp at={delivery.createdAt.getTime()} />
            </Td>
            <Td muted>
              {delivery.status === "pending" ? <Timestamp at={delivery.nextAttemptAt.getTime()} /> : "—"}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
