import { Badge } from "@/components/ui/badge";
import { PriceDiffCells } from "@/components/ui/diff";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { printAmount } from "@/lib/domain/money";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import type { DiffRow } from "@/lib/domain/price-diff";
import { ItemCells } from "./item-cells";

type CompareTableProps = {
  rows: (DiffRow & { item: { id: string; mpn: string; name: string } })[];
  columns: PriceColumn[];
  currency: string;
  /** “v3” and “v4” */
  from: string;
  to: string;
};

/** Cell by cell, what one version says and what the other does. Each row can be linked to. */
export function CompareTable({ rows, columns, currency, from, to }: CompareTableProps) {
  const labels = new Map(columns.map((column) => [column.id, columnLabel(column)]));
  return (
    <Table label={`Prices in ${currency} that differ`} scroll="box">
      <THead>
        <Th className="left-0 z-3">Item</Th>
        <Th className="hidden sm:table-cell">MPN</Th>
        <Th>Column</Th>
        <Th numeric>{from}</Th>
        <Th numeric>{to}</Th>
        <Th numeric>Δ</Th>
        <Th numeric>Δ %</Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr
            key={`${row.itemId} ${row.columnId}`}
            id={`${row.itemId}-${row.columnId}`}
            className="target:bg-accent-subtle"
          >
            <ItemCells name={row.item.name} mpn={row.item.mpn} id={row.itemId} />
            <Td className="whitespace-nowrap">
              {labels.get(row.columnId) ?? row.columnId}
              {row.kind === "unchanged" ? <Badge className="ml-2">Unchanged</Badge> : null}
            </Td>
            <PriceDiffCells
              before={row.from}
              after={row.to}
              currency={currency}
              percent={row.deltaPercent ? printAmount(row.deltaPercent) : null}
            />
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
