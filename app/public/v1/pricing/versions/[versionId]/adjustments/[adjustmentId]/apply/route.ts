import { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentAdjustment } from "@/lib/connect/pricing";
import { adjustmentAnswer } from "@/lib/connect/schemas/pricing";
import { applyAdjustment } from "@/lib/services/pricing/adjustment-apply";
import { adjustmentParams } from "../../../../../params";

const body = z.object({ all_or_nothing: z.boolean().default(false) });

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Apply a checked upload",
    answer: adjustmentAnswer,
    params: adjustmentParams,
    body,
    ifMatch: true,
    run: (
      actor,
      { params: { versionId, adjustmentId: id }, body: { all_or_nothing: allOrNothing }, request },
    ) => applyAdjustment(actor, { versionId, id, allOrNothing, revision: ifMatch(request) }),
    reply: presentAdjustment,
  }),
});
