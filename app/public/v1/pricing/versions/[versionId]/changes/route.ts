import { resource, route } from "@/app/_edge/route";
import { presentBulkChange, presentPriceChange } from "@/lib/connect/pricing";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { listPriceChanges } from "@/lib/services/pricing/price-changes";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    run: (actor, { params }) => listPriceChanges(actor, params),
    reply: (changes) => changes.map(presentPriceChange),
  }),
  POST: route({
    params: versionParams,
    body: bulkChangeInput,
    run: (actor, { params, body }) => changePrices(actor, { ...params, change: body }),
    reply: presentBulkChange,
  }),
});
