import { Badge } from "@/components/ui/badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { slotNames } from "@/lib/domain/listing";
import type { BindingSlot } from "@/lib/domain/states";

type Binding = {
  slot: BindingSlot;
  targetId: string;
  targetVersion: number | null;
  targetName: string | null;
  from: Date;
  to: Date | null;
};

/** What the listing was bound to and when: the basis of prices as of an instant. */
export function BindingTable({ rows }: { rows: Binding[] }) {
  return (
    <Table label="History of what was bound">
      <THead>
        <Th>What</Th>
        <Th>Bound to</Th>
        <Th>From</Th>
        <Th>Until</Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={`${row.slot}:${row.from.getTime()}`}>
            <Td>{slotNames[row.slot]}</Td>
            <Td>
              <TextLink href={`${row.slot === "offer" ? "/offers" : "/price-lists"}/${row.targetId}`}>
                {row.targetName ?? row.targetId}
              </TextLink>
              {row.targetVersion === null ? "" : `, version ${row.targetVersion}`}
            </Td>
            <Td>
              <Timestamp at={row.from.getTime()} />
            </Td>
            <Td>{row.to ? <Timestamp at={row.to.getTime()} /> : <Badge tone="success">Now</Badge>}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
