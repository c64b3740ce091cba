import { collection, resource, route } from "@/app/_edge/route";
import { presentListingRequest } from "@/lib/connect/listings";
import { listingRequestAnswer } from "@/lib/connect/schemas/listings";
import { ListingRequestInput } from "@/lib/domain/listing";
import { listListingRequests } from "@/lib/services/listings/requests";
import { createListingRequest } from "@/lib/services/listings/write-request";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List listing requests",
    answer: listingRequestAnswer,
    run: (actor, { query }) => listListingRequests(actor, query),
    present: presentListingRequest,
  }),
  POST: route({
    summary: "Create a listing request",
    answer: listingRequestAnswer,
    body: ListingRequestInput,
    status: 201,
    run: (actor, { body }) => createListingRequest(actor, body),
    reply: presentListingRequest,
  }),
});
