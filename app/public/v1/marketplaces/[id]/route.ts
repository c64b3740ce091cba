import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentMarketplace } from "@/lib/connect/marketplaces";
import { marketplaceAnswer } from "@/lib/connect/schemas/marketplaces";
import { MarketplaceUpdate } from "@/lib/domain/marketplace";
import {
  deleteMarketplace,
  getMarketplace,
  updateMarketplace,
} from "@/lib/services/marketplaces/marketplaces";
import { marketplaceParams as params } from "../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a marketplace",
    answer: marketplaceAnswer,
    params,
    run: (actor, { params: { id } }) => getMarketplace(actor, id),
    reply: presentMarketplace,
  }),
  PUT: route({
    summary: "Change a marketplace",
    answer: marketplaceAnswer,
    ifMatch: true,
    params,
    body: MarketplaceUpdate,
    run: (actor, { params: { id }, body, request }) =>
      updateMarketplace(actor, { ...body, id, revision: ifMatch(request) }),
    reply: presentMarketplace,
  }),
  DELETE: route({
    summary: "Delete an unused marketplace",
    ifMatch: true,
    params,
    status: 204,
    run: (actor, { params: { id }, request }) => deleteMarketplace(actor, { id, revision: ifMatch(request) }),
  }),
});
