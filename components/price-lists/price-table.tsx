import { Money } from "@/components/ui/money";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { parseAmount } from "@/lib/domain/money";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import { ItemCells, ProductCell } from "./item-cells";
import type { PriceRow } from "./use-point";

type PriceTableProps = {
  columns: PriceColumn[];
  rows: PriceRow[];
  currency: string;
  decimals: number;
  showProduct: boolean;
  /** Sorts by the name of the item. */
  itemSort: { href: string; direction?: "asc" | "desc" | undefined };
};

/** The prices of a version that can no longer be edited, or not by this person. */
export function PriceTable({ columns, rows, currency, decimals, showProduct, itemSort }: PriceTableProps) {
  return (
    <Table label={`Prices in ${currency}`} scroll="box">
      <THead>
        <Th className="left-0 z-3" sort={itemSort}>
          Item
        </Th>
        <Th className="hidden sm:table-cell">MPN</Th>
        {showProduct ? <Th className="hidden sm:table-cell">Product</Th> : null}
        {columns.map((column) => (
          <Th key={column.id} numeric title={column.id}>
            {columnLabel(column)}
          </Th>
        ))}
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.itemId}>
            <ItemCells name={row.name} mpn={row.mpn} id={row.itemId} />
            {showProduct ? <ProductCell name={row.product} /> : null}
            {columns.map((column) => {
              const value = row.values[column.id];
              return (
                <Td key={column.id} numeric>
                  <Money
                    amount={value === undefined ? null : parseAmount(value, decimals)}
                    currency={currency}
                    display="none"
                  />
                </Td>
              );
            })}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
