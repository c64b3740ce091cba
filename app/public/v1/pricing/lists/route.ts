import { z } from "zod";
import { collection, resource, route } from "@/app/_edge/route";
import { presentPriceList } from "@/lib/connect/pricing";
import { priceListAnswer } from "@/lib/connect/schemas/pricing";
import { instantText } from "@/lib/domain/instant";
import { createPriceListInput } from "@/lib/domain/price-list";
import { createPriceList, listPriceLists } from "@/lib/services/pricing/lists";

/** Beside what Connect takes: the model of a distributor's list, and the first version's description and start. */
const body = createPriceListInput.extend({
  model: z.object({ id: z.string() }).nullish(),
  version: z
    .object({ description: z.string().max(2048).optional(), start_at: instantText.nullish() })
    .optional(),
});

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List price lists",
    answer: priceListAnswer,
    run: (actor, { query }) => listPriceLists(actor, query),
    present: presentPriceList,
  }),
  POST: route({
    summary: "Create a price list with its first version",
    answer: priceListAnswer,
    body,
    status: 201,
    run: (actor, { body: { model, ...list } }) => createPriceList(actor, { ...list, modelId: model?.id }),
    reply: (list, { actor }) => presentPriceList(list, actor),
  }),
});
