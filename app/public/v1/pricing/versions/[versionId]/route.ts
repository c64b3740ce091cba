import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { download, formatQuery, sheetTypes } from "@/app/_edge/upload";
import { presentVersion } from "@/lib/connect/pricing";
import { versionAnswer } from "@/lib/connect/schemas/pricing";
import { updateVersionInput } from "@/lib/domain/price-list";
import { deleteVersion, getVersion, updateVersion } from "@/lib/services/pricing/versions";
import { versionWorkbook } from "@/lib/services/pricing/workbook";
import { versionParams } from "../../params";

/** The spreadsheet is asked for by `?format=`, or as on Connect by a Content-Type. */
function formatOf(request: Request, format: "xlsx" | "csv" | undefined): "xlsx" | "csv" | undefined {
  const type = request.headers.get("content-type") ?? "";
  return format ?? (type.includes(".spreadsheetml.") ? "xlsx" : undefined);
}

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a version, or its spreadsheet",
    answer: versionAnswer,
    file: "format",
    params: versionParams,
    query: formatQuery,
    run: async (actor, { params: { versionId: id }, asked, request }) => {
      const format = formatOf(request, asked.format);
      return format ? versionWorkbook(actor, { id, format }) : getVersion(actor, { id });
    },
    reply: (result, { actor }) =>
      "bytes" in result
        ? download({ ...result, type: sheetTypes[result.format] })
        : presentVersion(result, actor),
  }),
  PUT: route({
    summary: "Change a draft version",
    answer: versionAnswer,
    ifMatch: true,
    params: versionParams,
    body: updateVersionInput,
    run: (actor, { params, body, request }) =>
      updateVersion(actor, { ...body, id: params.versionId, revision: ifMatch(request) }),
    reply: (version, { actor }) => presentVersion(version, actor),
  }),
  DELETE: route({
    summary: "Delete a draft version",
    ifMatch: true,
    params: versionParams,
    status: 204,
    run: (actor, { params, request }) =>
      deleteVersion(actor, { id: params.versionId, revision: ifMatch(request) }),
  }),
});
