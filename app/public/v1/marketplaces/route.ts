import { collection, resource, route } from "@/app/_edge/route";
import { presentMarketplace } from "@/lib/connect/marketplaces";
import { marketplaceAnswer } from "@/lib/connect/schemas/marketplaces";
import { MarketplaceInput } from "@/lib/domain/marketplace";
import { createMarketplace, listMarketplaces } from "@/lib/services/marketplaces/marketplaces";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List marketplaces",
    answer: marketplaceAnswer,
    run: (actor, { query }) => listMarketplaces(actor, query),
    present: presentMarketplace,
  }),
  POST: route({
    summary: "Create a marketplace",
    answer: marketplaceAnswer,
    body: MarketplaceInput,
    status: 201,
    run: (actor, { body }) => createMarketplace(actor, body),
    reply: presentMarketplace,
  }),
});
