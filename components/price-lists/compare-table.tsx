import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { PriceDiffCells } from "@/components/ui/diff";
import { type SortDirection, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { printAmount } from "@/lib/domain/money";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import type { CompareSort, DiffRow } from "@/lib/domain/price-diff";

type CompareTableProps = {
  rows: (DiffRow & { item: { id: string; mpn: string; name: string } })[];
  columns: PriceColumn[];
  currency: string;
  /** “v3” and “v4” */
  from: string;
  to: string;
  /** Where the headers lead; without it they are no links. */
  sort?: (by: CompareSort) => { href: string; direction?: SortDirection | undefined };
  /** The address of the item's rows alone; without it an item is no link. */
  itemHref?: (itemId: string) => string;
};

/** Cell by cell, what one version says and what the other does. Each row can be linked to. */
export function CompareTable({ rows, columns, currency, from, to, sort, itemHref }: CompareTableProps) {
  const labels = new Map(columns.map((column) => [column.id, columnLabel(column)]));
  return (
    <Table label={`Prices in ${currency} that differ`} scroll="box">
      <THead>
        <Th className="left-0 z-3" sort={sort?.("item")}>
          Item
        </Th>
        <Th className="hidden sm:table-cell">MPN</Th>
        <Th>Column</Th>
        <Th numeric sort={sort?.("from")}>
          {from}
        </Th>
        <Th numeric sort={sort?.("to")}>
          {to}
        </Th>
        <Th numeric sort={sort?.("delta")}>
          Δ
        </Th>
        <Th numeric sort={sort?.("change")}>
          Δ %
        </Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr
            key={`${row.itemId} ${row.columnId}`}
            id={`${row.itemId}-${row.columnId}`}
            className="target:bg-accent-subtle"
          >
            <Td
              truncate
              title={`${row.item.name} (${row.itemId})`}
              className="sticky left-0 z-1 max-w-36 bg-surface py-2.5 font-medium sm:max-w-72"
            >
              {itemHref ? (
                <Link
                  href={itemHref(row.itemId)}
                  scroll={false}
                  className="rounded-sm outline-offset-2 hover:underline"
                >
                  {row.item.name}
                </Link>
              ) : (
                row.item.name
              )}
            </Td>
            <Td className="hidden whitespace-nowrap py-2.5 font-mono text-muted-foreground text-xs leading-5 sm:table-cell">
              {row.item.mpn}
            </Td>
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
