import { resource, route } from "@/app/_edge/route";
import { download, sheetTypes } from "@/app/_edge/upload";
import { processedFile } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Download the report of an upload",
    file: "only",
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id } }) => processedFile(actor, { versionId, id }),
    reply: (file) => download({ ...file, type: sheetTypes[file.format] }),
  }),
});
