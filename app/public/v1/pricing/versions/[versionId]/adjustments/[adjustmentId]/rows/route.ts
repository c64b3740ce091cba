import { collection, resource } from "@/app/_edge/route";
import { presentVerdict } from "@/lib/connect/pricing";
import { verdictAnswer } from "@/lib/connect/schemas/pricing";
import { listVerdicts } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List the verdicts on the rows of an upload",
    answer: verdictAnswer,
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id }, query }) =>
      listVerdicts(actor, { versionId, id, query }),
    present: presentVerdict,
  }),
});
