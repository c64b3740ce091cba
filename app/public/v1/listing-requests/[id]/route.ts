import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentListingRequest } from "@/lib/connect/listings";
import { listingRequestAnswer } from "@/lib/connect/schemas/listings";
import { ListingRequestUpdate } from "@/lib/domain/listing";
import { getListingRequest } from "@/lib/services/listings/requests";
import { deleteListingRequest, updateListingRequest } from "@/lib/services/listings/write-request";
import { requestParams as params } from "../step";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a listing request",
    answer: listingRequestAnswer,
    params,
    run: (actor, { params: { id } }) => getListingRequest(actor, id),
    reply: presentListingRequest,
  }),
  PUT: route({
    summary: "Change a draft listing request",
    answer: listingRequestAnswer,
    ifMatch: true,
    params,
    body: ListingRequestUpdate,
    run: (actor, { params: { id }, body, request }) =>
      updateListingRequest(actor, { ...body, id, revision: ifMatch(request) }),
    reply: presentListingRequest,
  }),
  DELETE: route({
    summary: "Delete a draft listing request",
    ifMatch: true,
    params,
    status: 204,
    run: (actor, { params: { id }, request }) =>
      deleteListingRequest(actor, { id, revision: ifMatch(request) }),
  }),
});
