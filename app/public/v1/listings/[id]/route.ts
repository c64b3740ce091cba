import { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentListing } from "@/lib/connect/listings";
import { listingAnswer } from "@/lib/connect/schemas/listings";
import { ListingUpdate } from "@/lib/domain/listing";
import { getListing, updateListing } from "@/lib/services/listings/listings";

const params = z.object({ id: z.string() });

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a listing",
    answer: listingAnswer,
    params,
    run: (actor, { params: { id } }) => getListing(actor, id),
    reply: presentListing,
  }),
  PUT: route({
    summary: "Change what a listing carries",
    answer: listingAnswer,
    ifMatch: true,
    params,
    body: ListingUpdate,
    run: (actor, { params: { id }, body, request }) =>
      updateListing(actor, { id, wishes: body, revision: ifMatch(request) }),
    reply: presentListing,
  }),
});
