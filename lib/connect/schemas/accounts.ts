import { z } from "zod";
import { accountKinds } from "../../domain/access";
import { segments, tierTypes } from "../../domain/states";
import { events, instantAnswer, stub } from "./common";

export const accountAnswer = z
  .object({
    id: z.string().meta({ examples: ["VA-100-001", "PA-200-001"] }),
    name: z.string(),
    type: z.enum(["vendor", "provider", "reseller"]).meta({ description: "A distributor is a provider." }),
    roles: z.array(z.enum(accountKinds)),
    events: z.object({ created: z.object({ at: instantAnswer }) }),
  })
  .meta({ id: "Account" });

export const tierAccountAnswer = z
  .object({
    id: z.string().meta({ examples: ["TA-1000-0000-0101"] }),
    type: z.enum(tierTypes),
    name: z.string(),
    external_id: z.string().nullable(),
    external_uid: z.string().nullable(),
    tax_id: z.string().nullable(),
    environment: z.literal("production"),
    scopes: z.array(z.string()),
    parent: stub.extend({ external_id: z.string().nullable() }).optional(),
    owner: stub,
    segment: z.enum(segments),
    country: z.string(),
    contact_info: z.record(z.string(), z.unknown()).meta({ description: "Address and contact person." }),
    version: z.int(),
    events,
  })
  .meta({ id: "TierAccount" });
