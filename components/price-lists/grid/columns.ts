import { columnLabel, columnMeaning, type PriceColumn } from "@/lib/domain/price-columns";

/** A column of the grid: what names the item, and its prices. */
export type GridColumn = {
  id: string;
  label: string;
  /** More about the column, shown when it is pointed at. */
  title: string;
  width: number;
  isPrice: boolean;
  /** What the points are sorted by. */
  field: string;
};

export const nameColumn = "item";

type Wishes = { showProduct: boolean; narrow: boolean; fieldOf: (columnId: string) => string };

/** On narrow screens the MPN stands below the item's name, and the product is left to the filter. */
export function gridColumns(columns: readonly PriceColumn[], wishes: Wishes): GridColumn[] {
  const { showProduct, narrow, fieldOf } = wishes;
  const text = (id: string, label: string, width: number, field: string): GridColumn => ({
    id,
    label,
    title: label,
    width,
    isPrice: false,
    field,
  });
  const prices = columns.map((column): GridColumn => {
    const label = columnLabel(column);
    return {
      id: column.id,
      label,
      title: `${column.id}: ${columnMeaning(column) ?? label}`,
      width: Math.max(narrow ? 112 : 128, label.length * 7 + 48),
      isPrice: true,
      field: fieldOf(column.id),
    };
  });
  return [
    text(nameColumn, "Item", narrow ? 148 : 280, "item.display_name"),
    ...(narrow ? [] : [text("mpn", "MPN", 150, "item.mpn")]),
    ...(narrow || !showProduct ? [] : [text("product", "Product", 170, "item.product.name")]),
    ...prices,
  ];
}

type Named = { name: string; mpn: string; product: { name: string } };

/** The text of a column that names the item. */
export function textOf(row: Named, columnId: string): string {
  if (columnId === "mpn") return row.mpn;
  return columnId === "product" ? row.product.name : row.name;
}
