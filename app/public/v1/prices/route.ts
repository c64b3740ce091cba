import { z } from "zod";
import { parsed } from "@/app/_edge/body";
import { collection, resource } from "@/app/_edge/route";
import { presentPrice } from "@/lib/connect/pricing";
import { instantText } from "@/lib/domain/instant";
import { findPrices } from "@/lib/services/pricing/prices";

const question = z.object({
  marketplace: z.string({ error: "marketplace: is required, such as marketplace=MP-20001" }),
  at: instantText.optional(),
  currency: z.string().optional(),
});

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    reserved: ["marketplace", "at", "currency"],
    run: (actor, { query }) => {
      const { marketplace: marketplaceId, at, currency } = parsed(question, query.extra, "query");
      return findPrices(actor, { marketplaceId, at, currency, query });
    },
    present: presentPrice,
  }),
});
