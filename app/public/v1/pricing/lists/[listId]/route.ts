import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentPriceList } from "@/lib/connect/pricing";
import { priceListAnswer } from "@/lib/connect/schemas/pricing";
import { updatePriceListInput } from "@/lib/domain/price-list";
import { deletePriceList, getPriceList, updatePriceList } from "@/lib/services/pricing/lists";
import { listParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a price list",
    answer: priceListAnswer,
    params: listParams,
    run: (actor, { params }) => getPriceList(actor, { id: params.listId }),
    reply: (list, { actor }) => presentPriceList(list, actor),
  }),
  PUT: route({
    summary: "Change a price list",
    answer: priceListAnswer,
    ifMatch: true,
    params: listParams,
    body: updatePriceListInput,
    run: (actor, { params, body, request }) =>
      updatePriceList(actor, { ...body, id: params.listId, revision: ifMatch(request) }),
    reply: (list, { actor }) => presentPriceList(list, actor),
  }),
  DELETE: route({
    summary: "Delete a draft price list",
    ifMatch: true,
    params: listParams,
    status: 204,
    run: (actor, { params, request }) =>
      deletePriceList(actor, { id: params.listId, revision: ifMatch(request) }),
  }),
});
