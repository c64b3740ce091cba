import { z } from "zod";
import { collection, resource, route } from "@/app/_edge/route";
import { flag, flagField, readUpload } from "@/app/_edge/upload";
import { presentAdjustment } from "@/lib/connect/pricing";
import { adjustmentAnswer } from "@/lib/connect/schemas/pricing";
import { listAdjustments, uploadAdjustment } from "@/lib/services/pricing/adjustments";
import { sheetLimits } from "@/lib/services/spreadsheet/limits";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List uploads of prices",
    answer: adjustmentAnswer,
    params: versionParams,
    run: (actor, { params, query }) => listAdjustments(actor, { ...params, query }),
    present: presentAdjustment,
  }),
  /** `multipart/form-data`: `uploaded_file`, and our `dry_run` and `all_or_nothing`. */
  POST: route({
    summary: "Upload prices for a draft",
    description:
      "XLSX or CSV, rows by Item ID or MPN. A formula is read as the value saved with the file; without one, or with an error, its row fails. Nothing is calculated.",
    answer: adjustmentAnswer,
    status: 201,
    params: versionParams,
    upload: z.object({ dry_run: flagField, all_or_nothing: flagField }),
    run: async (actor, { params, request }) => {
      const { file, name, fields } = await readUpload(request, sheetLimits.fileSize);
      const [dryRun, allOrNothing] = [flag(fields, "dry_run"), flag(fields, "all_or_nothing")];
      return uploadAdjustment(actor, { ...params, file, name, dryRun, allOrNothing });
    },
    reply: presentAdjustment,
  }),
});
