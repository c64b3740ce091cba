import { resource, route } from "@/app/_edge/route";
import { presentBulkChange } from "@/lib/connect/pricing";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    params: versionParams,
    body: bulkChangeInput,
    run: (actor, { params, body }) => changePrices(actor, { ...params, change: body }),
    reply: presentBulkChange,
  }),
});
