import { and, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { pointField } from "../lib/domain/point-query";
import { isPredefined, type PriceColumn } from "../lib/domain/price-columns";
import type { FilterFields } from "./filter";
import { jsonValue } from "./filter-sql";
import { cell } from "./price-points";
import { pricePoint } from "./schema/pricing";
import { item, product } from "./schema/products";

/** A version that the caller has found in the reader's scope, with what the reader sees of it. */
export type PointSource = {
  id: string;
  columns: readonly PriceColumn[];
  decimals: number;
  /** The version it was copied from, where the reader may compare with it. */
  baseId: string | null;
};

/** As `pointStatus` of lib/domain/price-columns.ts decides it. */
function statusOf(columns: readonly PriceColumn[]): SQL {
  const predefined = columns.filter((column) => isPredefined(column.id));
  const asked = predefined.length > 0 ? predefined : columns;
  const given = and(...asked.map((column) => isNotNull(cell(column.id)))) ?? sql`true`;
  return sql`case when ${given} then 'filled' else 'empty' end`;
}

function baseCell(columnId: string): SQL {
  if (isPredefined(columnId)) return sql.raw(`base."${pricePoint[columnId].name}"`);
  return sql`cast(${jsonValue(sql`base.custom`, columnId)} as bigint)`;
}

/** Does any cell differ from the base? An item that is new since then has changed once it has a price. */
function changedSince(baseId: string, columns: readonly PriceColumn[]): SQL {
  const inBase = sql`from ${pricePoint} as base where base.version_id = ${baseId} and base.item_id = ${pricePoint.itemId}`;
  const equal = and(...columns.map(({ id }) => sql`${cell(id)} is not distinct from ${baseCell(id)}`));
  const given = or(...columns.map(({ id }) => isNotNull(cell(id))));
  return sql`(not exists (select 1 ${inBase} and ${equal}) and (${given} or exists (select 1 ${inBase})))`;
}

/**
 * What points are filtered and ordered by. A column's prices are compared as the decimals that people read, and a filter
 * by `changed` is there only where there is a base.
 */
export function pointFields({ columns, decimals, baseId }: PointSource): FilterFields {
  const scale = 10 ** decimals;
  const prices = columns.map(({ id }) => {
    // One decimal makes the division one of fractions on both engines.
    const column = sql`${cell(id)} * 1.0 / ${sql.raw(String(scale))}`;
    return [pointField(columns, id), { column, type: "number", orderable: true, nullable: true }] as const;
  });
  const changed: FilterFields = baseId
    ? { changed: { column: changedSince(baseId, columns), type: "boolean", nullable: false } }
    : {};
  return {
    id: { column: pricePoint.itemId, type: "text", orderable: true, searchable: true },
    "item.global_id": { column: pricePoint.itemId, type: "text", orderable: true },
    "item.display_name": { column: item.name, type: "text", orderable: true, searchable: true },
    "item.mpn": { column: item.mpn, type: "text", orderable: true, searchable: true },
    "item.product.id": { column: item.productId, type: "text", orderable: true },
    "item.product.name": { column: product.name, type: "text", orderable: true },
    status: { column: statusOf(columns), type: "text", orderable: true },
    ...Object.fromEntries(prices),
    ...changed,
  };
}
