import { z } from "zod";
import { collection, resource } from "@/app/_edge/route";
import { presentPrice } from "@/lib/connect/pricing";
import { priceAnswer } from "@/lib/connect/schemas/pricing";
import { instantText } from "@/lib/domain/instant";
import { findPrices } from "@/lib/services/pricing/prices";

const question = z.object({
  marketplace: z.string("is required, such as marketplace=MP-20001"),
  at: instantText.optional(),
  currency: z.string().optional(),
  include: z.literal("lowest_30_days", "can be lowest_30_days").optional(),
});

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List what items cost on a marketplace at an instant",
    answer: priceAnswer,
    query: question,
    run: (actor, { query, asked: { marketplace: marketplaceId, at, currency, include } }) =>
      findPrices(actor, {
        marketplaceId,
        at,
        currency,
        query,
        lowest30Days: include === "lowest_30_days",
      }),
    present: presentPrice,
  }),
});
