import { z } from "zod";
import { collection } from "@/app/_edge/route";
import { filterRows, type RowField, type RowFields } from "@/lib/domain/rql-rows";
import { getProduct } from "@/lib/services/products/products";

export const productParams = z.object({ productId: z.string() });
export const itemParams = z.object({ productId: z.string(), itemId: z.string() });

type Row = { id: string };

/**
 * A collection of Connect that Channelbook's products never have anything in; still 404 for a product that is not seen,
 * and 400 for a filter that Connect's collection does not know.
 * @param names the fields, beside `id`, that Connect's clients ask by
 */
export function nothing(...names: string[]) {
  const known: RowFields<Row> = Object.fromEntries(["id", ...names].map((name) => [name, absent]));
  return collection({
    summary: "Always empty, for clients of Connect",
    answer: z.object({ id: z.string() }),
    params: productParams,
    run: async (actor, { params, query }) => {
      await getProduct(actor, { id: params.productId });
      return filterRows(query, [], known);
    },
    present: (row) => row,
  });
}

const absent: RowField<Row> = {
  of: () => null,
  ...{ type: "text", orderable: true, searchable: true, nullable: true },
};
