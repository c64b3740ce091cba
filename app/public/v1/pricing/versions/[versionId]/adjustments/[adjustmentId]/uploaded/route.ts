import { resource, route } from "@/app/_edge/route";
import { download, sheetTypes } from "@/app/_edge/upload";
import { uploadedFile } from "@/lib/services/pricing/adjustments";
import { adjustmentParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Download what was uploaded",
    file: "only",
    params: adjustmentParams,
    run: (actor, { params: { versionId, adjustmentId: id } }) => uploadedFile(actor, { versionId, id }),
    reply: (file) => download({ ...file, type: sheetTypes[file.format] }),
  }),
});
