import { z } from "zod";
import { discountCategories } from "../../domain/discount";
import { discountTypes, redemptions, segments } from "../../domain/states";
import { events, instantAnswer, stub } from "./common";

export const discountAnswer = z
  .object({
    id: z.uuid(),
    status: z.string().meta({ description: "As of now." }),
    name: z.string(),
    description: z.string().nullable(),
    code: z.string(),
    type: z.enum(discountTypes),
    value: z.string().nullable().meta({ description: "The percentage; null for a fixed discount." }),
    values: z.array(z.object({ country: z.string(), currency: z.string(), value: z.string() })),
    start_date: instantAnswer,
    end_date: instantAnswer.nullable(),
    segments: z.array(z.enum(segments)),
    countries: z.array(z.string()).meta({ description: "Empty: every country." }),
    items: z.array(z.string()).meta({ description: "MPNs. Empty: all products of the vendor." }),
    redemption: z.enum(redemptions),
    reusable_until: instantAnswer.nullable(),
    category: z.enum(discountCategories),
    closed: z.boolean(),
    code_expiry: instantAnswer.nullable(),
    owner: stub,
    events,
  })
  .meta({ id: "FlexibleDiscount" });
