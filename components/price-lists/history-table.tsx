import { Money } from "@/components/ui/money";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { Amount } from "@/lib/domain/money";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import { versionStates } from "@/lib/domain/price-list";
import type { VersionStatus } from "@/lib/domain/states";

type Step = {
  version: { id: string; number: number; status: VersionStatus };
  from: Date;
  to: Date | null;
  values: Record<string, Amount | null> | undefined;
};

type HistoryTableProps = { listId: string; steps: Step[]; columns: PriceColumn[]; currency: string };

/** An item's prices version by version, the newest first. */
export function HistoryTable({ listId, steps, columns, currency }: HistoryTableProps) {
  return (
    <Table label={`Prices over time in ${currency}`} scroll="box">
      <THead>
        <Th>Version</Th>
        <Th>Status</Th>
        <Th>In force from</Th>
        <Th>Until</Th>
        {columns.map((column) => (
          <Th key={column.id} numeric>
            {columnLabel(column)}
          </Th>
        ))}
      </THead>
      <TBody>
        {steps.toReversed().map(({ version, from, to, values }) => (
          <Tr key={version.id}>
            <Td>
              <RowLink href={`/price-lists/${listId}/versions/${version.number}`}>
                Version {version.number}
              </RowLink>
            </Td>
            <Td>
              <StatusBadge status={versionStates[version.status]} plain />
            </Td>
            <Td>
              <Timestamp at={from.getTime()} zone="utc" />
            </Td>
            <Td>{to ? <Timestamp at={to.getTime()} zone="utc" /> : "open"}</Td>
            {columns.map((column) => (
              <Td key={column.id} numeric>
                {values ? (
                  <Money amount={values[column.id] ?? null} currency={currency} display="none" />
                ) : (
                  <span className="text-muted-foreground">not yet an item</span>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
