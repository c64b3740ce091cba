import Link from "next/link";
import { Money } from "@/components/ui/money";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import type { Amount } from "@/lib/domain/money";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import { LowestPrice, type LowestPriceFacts } from "./lowest-price";

export type InstantRow = {
  item: { id: string; mpn: string; name: string };
  priceListId: string;
  /** By column id; what is empty is absent. */
  values: Record<string, Amount | null>;
  /** The version, and how long its prices hold; without it one stands above the table for all rows. */
  source?: { versionId: string; from: number; to: number | null };
  /** What the vendor suggests where the distributor's own list says something else. */
  own?: { priceListId: string; replaced: Record<string, Amount | null> } | undefined;
  /** The lowest customer price of the 30 days before; null when there was none. */
  lowest?: LowestPriceFacts | null | undefined;
};

type InstantTableProps = { rows: InstantRow[]; columns: PriceColumn[]; currency: string };

/** What items cost at an instant. Each item leads to its price over time. */
export function InstantTable({ rows, columns, currency }: InstantTableProps) {
  const hasSource = rows.some((row) => row.source);
  const hasLowest = rows.some((row) => row.lowest !== undefined);
  return (
    <Table label={`Prices in ${currency}`} scroll="box">
      <THead>
        <Th className="left-0 z-3">Item</Th>
        <Th className="hidden sm:table-cell">MPN</Th>
        {columns.map((column) => (
          <Th key={column.id} numeric title={column.id}>
            {columnLabel(column)}
          </Th>
        ))}
        {hasLowest ? (
          <Th numeric title="The lowest customer price in force in the 30 days before this instant">
            Lowest in 30 days
          </Th>
        ) : null}
        {hasSource ? <Th>Version</Th> : null}
        {hasSource ? <Th>Valid</Th> : null}
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.item.id}>
            <Td
              truncate
              title={`${row.item.name} (${row.item.id})`}
              className="sticky left-0 z-1 max-w-36 bg-surface py-2.5 font-medium sm:max-w-72"
            >
              <Link
                href={`/price-lists/${row.priceListId}/items/${row.item.id}`}
                className="rounded-sm outline-offset-2 hover:underline"
              >
                {row.item.name}
              </Link>
            </Td>
            <Td className="hidden whitespace-nowrap font-mono text-muted-foreground text-xs sm:table-cell">
              {row.item.mpn}
            </Td>
            {columns.map((column) => (
              <Td key={column.id} numeric>
                <Cell row={row} columnId={column.id} currency={currency} />
              </Td>
            ))}
            {row.lowest === undefined ? null : (
              <Td numeric>
                <LowestPrice lowest={row.lowest} currency={currency} />
              </Td>
            )}
            {row.source ? <SourceCells source={row.source} /> : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function Cell({ row, columnId, currency }: { row: InstantRow; columnId: string; currency: string }) {
  const replaced = row.own?.replaced[columnId];
  return (
    <>
      {replaced === undefined ? null : (
        <del className="mr-2 text-muted-foreground text-xs" title="What the vendor suggests">
          <span className="sr-only">The vendor suggests </span>
          <Money amount={replaced} currency={currency} display="none" />
        </del>
      )}
      <Money amount={row.values[columnId] ?? null} currency={currency} display="none" />
    </>
  );
}

function SourceCells({ source: { versionId, from, to } }: { source: NonNullable<InstantRow["source"]> }) {
  return (
    <>
      <Td className="whitespace-nowrap">
        <TextLink href={`/go/${versionId}`} className="font-mono text-xs">
          {versionId}
        </TextLink>
      </Td>
      <Td className="whitespace-nowrap text-muted-foreground">
        <Timestamp at={from} zone="utc" /> – {to === null ? "no end known" : <Timestamp at={to} zone="utc" />}
      </Td>
    </>
  );
}
