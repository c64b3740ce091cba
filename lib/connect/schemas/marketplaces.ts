import { z } from "zod";
import { events, stub } from "./common";

export const marketplaceAnswer = z
  .object({
    id: z.string().meta({ examples: ["MP-20001"] }),
    name: z.string(),
    description: z.string().nullable(),
    owner: stub,
    zone: z.string(),
    hubs: z.array(z.unknown()),
    countries: z.array(z.object({ id: z.string() })),
    currency: z.string(),
    alt_currency_1: z.string().nullable(),
    alt_currency_2: z.string().nullable(),
    attributes: z
      .array(stub.extend({ description: z.string().nullable() }))
      .meta({ description: "The columns that a price list needs to be listed here." }),
    active_contracts: z.int(),
    stats: z.object({ hubs: z.int(), contracts: z.int() }),
    events,
  })
  .meta({ id: "Marketplace" });

export const parameterAnswer = z
  .object({
    id: z.string().meta({ examples: ["allow_auto_apply_flex_discounts"] }),
    value: z.union([z.boolean(), z.string()]),
    title: z.string(),
    description: z.string(),
  })
  .meta({ id: "MarketplaceParameter" });
