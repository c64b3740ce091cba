import type { PriceColumn } from "./price-columns";

/** What a query may call a field: letters, digits, single underscores and dots. */
const plainName = /^[A-Za-z](?:[A-Za-z0-9.]|_(?!_))*$/;

/**
 * The field by which a column's prices are filtered and sorted in queries of points: `attributes.price`. A custom column
 * whose id is no plain name goes by its place from 1 on: `attributes.5`.
 */
export function pointField(columns: readonly Pick<PriceColumn, "id">[], columnId: string): string {
  if (plainName.test(columnId)) return `attributes.${columnId}`;
  return `attributes.${columns.findIndex(({ id }) => id === columnId) + 1}`;
}
