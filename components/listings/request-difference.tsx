import { DiffSummary, FieldDiffTable, FromTo, PriceDiffCells } from "@/components/ui/diff";
import { Section } from "@/components/ui/page";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { printDecimal } from "@/lib/domain/decimal";
import { type PriceListSlot, slotNames } from "@/lib/domain/listing";
import { columnLabel } from "@/lib/domain/price-columns";
import type { DiffRow, DiffSummary as Summary } from "@/lib/domain/price-diff";

type Side = { id: string; name: string; versionNumber: number; currency: string };

type ListDifference = {
  slot: PriceListSlot;
  from: Side;
  to: Side;
  summary: Summary;
  columns: { id: string; name: string }[];
  rows: (DiffRow & { mpn: string; name: string })[];
};

/** What the listing carries now and what it would carry. */
export function CarriedDifference({
  fields,
}: {
  fields: { field: string; before: string | null; after: string | null }[];
}) {
  const changed = fields.filter((row) => row.before !== row.after);
  if (changed.length === 0) return <p className="text-muted-foreground">The listing stays as it is.</p>;
  return <FieldDiffTable rows={changed} />;
}

/** The prices of two lists, each in its version in force now: summary first, then the largest moves. */
export function PriceDifference({ difference }: { difference: ListDifference }) {
  const { slot, from, to, summary, columns, rows } = difference;
  const { medianChangePercent: median } = summary;
  const moved = summary.added + summary.removed + summary.changed;
  const label = `${slotNames[slot]}: prices in ${to.currency}`;
  return (
    <Section
      id={`prices-${slot}`}
      title={label}
      description={
        <FromTo from={`${from.name} v${from.versionNumber}`} to={`${to.name} v${to.versionNumber}`} />
      }
      flush
      footer={
        rows.length < moved ? `The ${rows.length} largest of ${moved} differences are shown.` : undefined
      }
    >
      <div className="px-4 pb-3">
        <DiffSummary {...summary} medianPercent={median ? printDecimal(median.units, median.scale) : null} />
      </div>
      {rows.length > 0 ? (
        <Table label={label} className="border-t">
          <THead>
            <Th>Item</Th>
            <Th>Column</Th>
            <Th numeric>Now</Th>
            <Th numeric>Then</Th>
            <Th numeric>Δ</Th>
            <Th numeric>Δ %</Th>
          </THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={`${row.itemId}:${row.columnId}`}>
                <Td truncate title={row.name}>
                  {row.name} <span className="text-muted-foreground text-xs">{row.mpn}</span>
                </Td>
                <Td muted>
                  {columnLabel(
                    columns.find(({ id }) => id === row.columnId) ?? { id: row.columnId, name: row.columnId },
                  )}
                </Td>
                <PriceDiffCells
                  before={row.from}
                  after={row.to}
                  currency={to.currency}
                  percent={
                    row.deltaPercent ? printDecimal(row.deltaPercent.units, row.deltaPercent.scale) : null
                  }
                />
              </Tr>
            ))}
          </TBody>
        </Table>
      ) : null}
    </Section>
  );
}
