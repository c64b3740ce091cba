import { collection, resource } from "@/app/_edge/route";
import { presentVerdict } from "@/lib/connect/pricing";
import { listVerdicts } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id }, query }) =>
      listVerdicts(actor, { versionId, id, query }),
    present: presentVerdict,
  }),
});
