import type { ReactNode } from "react";
import { OfferDifference } from "@/components/offers/offer-difference";
import { CompareTable } from "@/components/price-lists/compare-table";
import { ItemCells } from "@/components/price-lists/item-cells";
import { DiffSummary, FieldDiffTable, FromTo } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Section } from "@/components/ui/page";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { type PriceListSlot, slotNames } from "@/lib/domain/listing";
import { type Amount, printAmount } from "@/lib/domain/money";
import type { OfferDiff } from "@/lib/domain/offer-diff";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import type { DiffRow, DiffSummary as Summary } from "@/lib/domain/price-diff";

type Side = { id: string; name: string; versionNumber: number; currency: string };
type Item = { id: string; mpn: string; name: string };

export type ListDifference = {
  slot: PriceListSlot;
  from: Side;
  to: Side;
  summary: Summary;
  columns: PriceColumn[];
  rows: (DiffRow & { item: Item })[];
};

export type NewListPrices = {
  slot: PriceListSlot;
  list: Side;
  columns: (PriceColumn & { isRequired: boolean; filled: number })[];
  items: (Item & { values: Record<string, Amount> })[];
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

type OfferSide = { name: string; version: number };

/** Another version of the offer: counts first, then only what differs. */
export function OfferChange({ from, to, diff }: { from: OfferSide; to: OfferSide; diff: OfferDiff }) {
  return (
    <Section
      id="offer-difference"
      title={`Offer: ${to.name}`}
      description={<FromTo from={`Version ${from.version}`} to={`Version ${to.version}`} />}
      flush
      className="overflow-clip"
    >
      {diff.changes.length > 0 ? (
        <OfferDifference
          diff={diff}
          label={`Changes from version ${from.version} to version ${to.version}`}
        />
      ) : (
        <EmptyState title={`Version ${to.version} says the same as version ${from.version}`} />
      )}
    </Section>
  );
}

function nameOf({ name, versionNumber }: Side): string {
  return `${name} v${versionNumber}`;
}

type PriceDifferenceProps = {
  difference: ListDifference;
  /** The rows that are shown; all unless given. */
  rows?: ListDifference["rows"];
  footer?: ReactNode;
};

/** The prices of two lists, each in its version in force now: summary first, then what differs, the largest moves first. */
export function PriceDifference({ difference, rows = difference.rows, footer }: PriceDifferenceProps) {
  const { slot, from, to, summary, columns } = difference;
  const { medianChangePercent: median, ...counts } = summary;
  return (
    <Section
      id={`prices-${slot}`}
      title={`${slotNames[slot]}: prices in ${to.currency}`}
      description={<FromTo from={nameOf(from)} to={nameOf(to)} />}
      flush
      footer={footer}
      className="overflow-clip"
    >
      <div className="px-4 pb-3">
        <DiffSummary {...counts} medianPercent={median ? printAmount(median) : null} />
      </div>
      {rows.length > 0 ? (
        <div className="border-t">
          <CompareTable rows={rows} columns={columns} currency={to.currency} from="Now" to="Then" />
        </div>
      ) : (
        <EmptyState title="Both lists have the same prices" />
      )}
    </Section>
  );
}

type NewPricesProps = {
  prices: NewListPrices;
  /** The items that are shown; all unless given. */
  items?: NewListPrices["items"];
  footer?: ReactNode;
};

/** The prices of a list that is not carried yet: how many items have one in each column, then the prices. */
export function NewPrices({ prices, items = prices.items, footer }: NewPricesProps) {
  const { slot, list, columns, items: all } = prices;
  return (
    <Section
      id={`prices-${slot}`}
      title={`${slotNames[slot]}: prices in ${list.currency}`}
      description={`${nameOf(list)}, new on this listing`}
      flush
      footer={footer}
      className="overflow-clip"
    >
      <ul className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-3 text-sm tabular-nums">
        {columns.map((column) => (
          <li key={column.id}>
            <span className="text-muted-foreground">{columnLabel(column)}</span>{" "}
            <span className="font-medium">
              {column.filled} of {all.length}
            </span>
            {column.isRequired ? <span className="text-muted-foreground text-xs"> required</span> : null}
          </li>
        ))}
      </ul>
      {items.length > 0 ? (
        <div className="border-t">
          <Table label={`Prices in ${list.currency}`} scroll="box">
            <THead>
              <Th className="left-0 z-3">Item</Th>
              <Th className="hidden sm:table-cell">MPN</Th>
              {columns.map((column) => (
                <Th key={column.id} numeric title={column.id}>
                  {columnLabel(column)}
                </Th>
              ))}
            </THead>
            <TBody>
              {items.map((item) => (
                <Tr key={item.id}>
                  <ItemCells name={item.name} mpn={item.mpn} id={item.id} />
                  {columns.map(({ id }) => (
                    <Td key={id} numeric>
                      <Money amount={item.values[id] ?? null} currency={list.currency} display="none" />
                    </Td>
                  ))}
                </Tr>
              ))}
            </TBody>
          </Table>
        </div>
      ) : (
        <EmptyState title="The product has no items" />
      )}
    </Section>
  );
}

type MoreProps = { shown: number; total: number; what: string; href: string };

/** “The first 50 of 1,200 prices. Show all” below a table, or undefined where all are shown. */
export function restOf({ shown, total, what, href }: MoreProps): ReactNode {
  if (shown >= total) return undefined;
  return (
    <>
      <span>
        The first {shown} of {total.toLocaleString("en")} {what}.
      </span>
      <TextLink href={href}>Show all</TextLink>
    </>
  );
}
