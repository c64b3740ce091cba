import { z } from "zod";
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
    run: (actor, { params: { versionId, adjustmentId: id }, body: { all_or_nothing: allOrNothing } }) =>
      applyAdjustment(actor, { versionId, id, allOrNothing }),
    reply: presentAdjustment,
  }),
});
