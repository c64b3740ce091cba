import { z } from "zod";
import { collection } from "@/app/_edge/route";
import { getProduct } from "@/lib/services/products/products";

export const productParams = z.object({ productId: z.string() });
export const itemParams = z.object({ productId: z.string(), itemId: z.string() });

/** A collection of Connect that Channelbook's products never have anything in; still 404 for a product that is not seen. */
export const nothing = collection({
  summary: "Always empty, for clients of Connect",
  answer: z.object({ id: z.string() }),
  params: productParams,
  run: async (actor, { params }): Promise<{ rows: { id: string }[]; total: number }> => {
    await getProduct(actor, { id: params.productId });
    return { rows: [], total: 0 };
  },
  present: (row) => row,
});
