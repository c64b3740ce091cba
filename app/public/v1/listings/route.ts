import { collection, resource } from "@/app/_edge/route";
import { presentListing } from "@/lib/connect/listings";
import { listingAnswer } from "@/lib/connect/schemas/listings";
import { listListings } from "@/lib/services/listings/listings";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List listings",
    answer: listingAnswer,
    run: (actor, { query }) => listListings(actor, query),
    present: presentListing,
  }),
});
