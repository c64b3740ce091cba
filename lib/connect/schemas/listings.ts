import { z } from "zod";
import { listingRequestStates, listingRequestTypes, listingStatuses } from "../../domain/states";
import { events, instantAnswer, stub } from "./common";

const around = {
  contract: stub.extend({ type: z.string(), marketplace: stub }),
  marketplace: stub,
  product: stub.extend({
    icon: z.string().optional(),
    status: z.string(),
    description: z.string().nullable(),
  }),
  vendor: stub,
  provider: stub.meta({ description: "The distributor." }),
};

const listPart = stub.extend({ status: z.string() });

const carried = {
  offer: stub
    .extend({
      type: z.string(),
      version: z.int().nullable(),
      plans: z.array(z.object({ id: z.string() })),
    })
    .optional(),
  pricelist: listPart.optional().meta({ description: "Absent where the listing carries none." }),
  alt_pricelist_1: listPart.optional(),
  alt_pricelist_2: listPart.optional(),
};

const dates = { created: instantAnswer, updated: instantAnswer };

export const listingAnswer = z
  .object({
    id: z.string().meta({ examples: ["LST-212-458-762"] }),
    status: z.enum(listingStatuses),
    ...around,
    pending_request: z
      .object({ id: z.string(), type: z.enum(listingRequestTypes), status: z.enum(listingRequestStates) })
      .optional(),
    ...carried,
    ...dates,
  })
  .meta({ id: "Listing" });

export const listingRequestAnswer = z
  .object({
    id: z.string().meta({ examples: ["LSTR-212-458-762-001"] }),
    type: z.enum(listingRequestTypes),
    state: z.enum(listingRequestStates),
    note: z.string().nullable(),
    listing: z.object({ id: z.string(), status: z.enum(listingStatuses) }),
    ...around,
    ...carried,
    creator: stub,
    assignee: stub.nullable(),
    ...dates,
    events,
  })
  .meta({ id: "ListingRequest" });

export const contractAnswer = z
  .object({
    id: z.string().meta({ examples: ["CRD-87835-67303-85378"] }),
    name: z.string(),
    type: z.string(),
    status: z.string(),
    marketplace: stub,
    owner: stub,
    issuer: stub,
    signee: stub,
    vendor: stub,
    provider: stub,
    events,
  })
  .meta({ id: "Contract" });
