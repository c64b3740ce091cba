import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { WebhookStatus } from "@/lib/domain/states";
import { webhookPresentation } from "@/lib/domain/webhook";

type Row = {
  id: string;
  url: string;
  description: string;
  topics: readonly string[];
  status: WebhookStatus;
  failingSince: Date | null;
};

type Props = { webhooks: Row[]; counts: Map<string, Record<string, number>> };

export function WebhookTable({ webhooks, counts }: Props) {
  return (
    <Table label="Webhooks">
      <THead>
        <Th>Address</Th>
        <Th>State</Th>
        <Th>Failing since</Th>
        <Th numeric>Events</Th>
        <Th numeric>Pending</Th>
        <Th numeric>Delivered</Th>
        <Th numeric>Failed</Th>
      </THead>
      <TBody>
        {webhooks.map(({ id, url, description, topics, status, failingSince }) => {
          const count = (of: string) => (counts.get(id)?.[of] ?? 0).toLocaleString("en");
          return (
            <Tr key={id}>
              <Td className="max-w-96">
                <RowLink href={`/settings/webhooks/${id}`} className="block truncate" title={url}>
                  {url}
                </RowLink>
                {description ? (
                  <span className="block truncate text-muted-foreground text-xs" title={description}>
                    {description}
                  </span>
                ) : null}
              </Td>
              <Td>
                <StatusBadge status={webhookPresentation[status]} plain />
              </Td>
              <Td muted>{failingSince ? <Timestamp at={failingSince.getTime()} /> : "—"}</Td>
              <Td numeric>{topics.length}</Td>
              <Td numeric>{count("pending")}</Td>
              <Td numeric>{count("delivered")}</Td>
              <Td numeric>{count("failed")}</Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
