import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { versionStates } from "@/lib/domain/price-list";
import type { ChartLane } from "./timeline-chart";

/** What the chart shows, to read: every version with the span in which it was, is or will be in force. */
export function TimelineTable({ lanes }: { lanes: ChartLane[] }) {
  return (
    <details className="border-t">
      <summary className="px-4 py-2.5 font-medium text-sm hover:bg-hover">Show as a table</summary>
      <Table label="Versions over time, as a table" scroll="box">
        <THead>
          <Th>Price list</Th>
          <Th>Version</Th>
          <Th>Status</Th>
          <Th>In force from</Th>
          <Th>Until</Th>
        </THead>
        <TBody>
          {lanes.flatMap(({ list, spans }) =>
            spans.map(({ number, status, from, to }) => (
              <Tr key={`${list.id} ${number}`}>
                <Td truncate title={list.name}>
                  {list.name}
                </Td>
                <Td>
                  <TextLink href={`/price-lists/${list.id}/versions/${number}`}>Version {number}</TextLink>
                </Td>
                <Td>
                  <StatusBadge status={versionStates[status]} plain />
                </Td>
                <Td>
                  <Timestamp at={from} zone="utc" />
                </Td>
                <Td>{to === null ? "open" : <Timestamp at={to} zone="utc" />}</Td>
              </Tr>
            )),
          )}
        </TBody>
      </Table>
    </details>
  );
}
