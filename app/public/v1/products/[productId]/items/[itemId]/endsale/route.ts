import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentItem } from "@/lib/connect/products";
import { itemAnswer } from "@/lib/connect/schemas/products";
import { endItemSale } from "@/lib/services/products/change-item";
import { itemParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "End the sale of an item",
    answer: itemAnswer,
    ifMatch: true,
    params: itemParams,
    run: (actor, { params, request }) => endItemSale(actor, { ...params, revision: ifMatch(request) }),
    reply: presentItem,
  }),
});
