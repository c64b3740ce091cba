import { resource, route } from "@/app/_edge/route";
import { presentAdjustment } from "@/lib/connect/pricing";
import { discardAdjustment, getAdjustment } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id } }) => getAdjustment(actor, { versionId, id }),
    reply: presentAdjustment,
  }),
  DELETE: route({
    params: adjustmentParams,
    status: 204,
    run: (actor, { params: { versionId, adjustmentId: id } }) => discardAdjustment(actor, { versionId, id }),
  }),
});
