import { json } from "@/app/_edge/envelopes";
import { collection, resource, route } from "@/app/_edge/route";
import { flag, readUpload } from "@/app/_edge/upload";
import { presentAdjustment } from "@/lib/connect/pricing";
import { listAdjustments, uploadAdjustment } from "@/lib/services/pricing/adjustments";
import { sheetLimits } from "@/lib/services/spreadsheet/limits";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    params: versionParams,
    run: (actor, { params, query }) => listAdjustments(actor, { ...params, query }),
    present: presentAdjustment,
  }),
  /** `multipart/form-data`: `uploaded_file`, and our `dry_run` and `all_or_nothing`. */
  POST: route({
    params: versionParams,
    run: async (actor, { params, request }) => {
      const { file, name, fields } = await readUpload(request, sheetLimits.fileSize);
      const [dryRun, allOrNothing] = [flag(fields, "dry_run"), flag(fields, "all_or_nothing")];
      return uploadAdjustment(actor, { ...params, file, name, dryRun, allOrNothing });
    },
    reply: (adjustment) => json(presentAdjustment(adjustment), { status: 201 }),
  }),
});
