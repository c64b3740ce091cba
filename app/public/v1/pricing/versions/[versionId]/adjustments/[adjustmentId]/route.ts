import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentAdjustment } from "@/lib/connect/pricing";
import { adjustmentAnswer } from "@/lib/connect/schemas/pricing";
import { discardAdjustment, getAdjustment } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read an upload of prices",
    answer: adjustmentAnswer,
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id } }) => getAdjustment(actor, { versionId, id }),
    reply: presentAdjustment,
  }),
  DELETE: route({
    summary: "Discard an upload that was not applied",
    params: adjustmentParams,
    status: 204,
    ifMatch: true,
    run: (actor, { params: { versionId, adjustmentId: id }, request }) =>
      discardAdjustment(actor, { versionId, id, revision: ifMatch(request) }),
  }),
});
