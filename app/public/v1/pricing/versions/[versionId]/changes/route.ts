import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentBulkChange, presentPriceChange } from "@/lib/connect/pricing";
import { bulkChangeAnswer, priceChangeAnswer } from "@/lib/connect/schemas/pricing";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { listPriceChanges } from "@/lib/services/pricing/price-changes";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "List the bulk changes of a draft",
    answer: z.array(priceChangeAnswer),
    params: versionParams,
    run: (actor, { params }) => listPriceChanges(actor, params),
    reply: (changes) => changes.map(presentPriceChange),
  }),
  POST: route({
    summary: "Change many prices at once",
    answer: bulkChangeAnswer,
    params: versionParams,
    body: bulkChangeInput,
    run: (actor, { params, body }) => changePrices(actor, { ...params, change: body }),
    reply: presentBulkChange,
  }),
});
