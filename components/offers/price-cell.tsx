import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { Amount } from "@/lib/domain/money";
import { type InventoryContent, quantityRange } from "@/lib/domain/offer-content";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";

export type TablePrices = {
  /** Where and in which currency these prices hold. */
  caption: ReactNode;
  currency: string;
  /** Those that the reader may see, the first of them shown largest. */
  columns: PriceColumn[];
  /** By item id, then column id; an empty cell is absent. */
  values: Record<string, Record<string, Amount>>;
};

/** What customers pay is what plans are compared by; who does not see it sees the first column large. */
export function mainFirst(columns: readonly PriceColumn[]): PriceColumn[] {
  return columns.toSorted((a, b) => Number(b.id === "st0p") - Number(a.id === "st0p"));
}

type PriceCellProps = { row: InventoryContent | undefined; prices: TablePrices | undefined };

/** The prices of what an item line is in a plan, with its SKU and how many can be ordered. */
export function PriceCell({ row, prices }: PriceCellProps) {
  if (!row) {
    return (
      <span className="text-subtle-foreground">
        <span aria-hidden>—</span>
        <span className="sr-only">Not in this plan</span>
      </span>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      {prices ? <Prices itemId={row.itemId} prices={prices} /> : null}
      <span className="text-muted-foreground text-xs" title={row.itemName}>
        <span className="break-all font-mono">{row.mpn}</span> · {quantityRange(row)}
      </span>
    </div>
  );
}

function Prices({ itemId, prices }: { itemId: string; prices: TablePrices }) {
  const values = prices.values[itemId] ?? {};
  const [main, ...others] = mainFirst(prices.columns);
  if (!main || Object.keys(values).length === 0) {
    return <span className="text-muted-foreground">No price in force</span>;
  }
  return (
    <dl className="flex flex-col gap-0.5">
      <div>
        <dt className="text-muted-foreground text-xs">{columnLabel(main)}</dt>
        <dd className="font-semibold text-base">
          <Money amount={values[main.id] ?? null} currency={prices.currency} display="code" />
        </dd>
      </div>
      {others.map((column) => (
        <div key={column.id} className="flex items-baseline justify-between gap-3 text-xs">
          <dt className="min-w-0 truncate text-muted-foreground" title={columnLabel(column)}>
            {columnLabel(column)}
          </dt>
          <dd>
            <Money amount={values[column.id] ?? null} currency={prices.currency} display="none" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
