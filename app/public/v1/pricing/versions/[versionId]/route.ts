import type { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { download, sheetTypes } from "@/app/_edge/upload";
import { presentVersion } from "@/lib/connect/pricing";
import { DomainError } from "@/lib/domain/errors";
import { updateVersionInput } from "@/lib/domain/price-list";
import { deleteVersion, getVersion, updateVersion } from "@/lib/services/pricing/versions";
import { type VersionWorkbook, versionWorkbook } from "@/lib/services/pricing/workbook";
import { versionParams } from "../../params";

type Params = z.output<typeof versionParams>;
type VersionRow = Awaited<ReturnType<typeof getVersion>>;

/** The spreadsheet is asked for by `?format=`, or as on Connect by a Content-Type. */
function formatOf(request: Request, format: string | undefined): "xlsx" | "csv" | undefined {
  const type = request.headers.get("content-type") ?? "";
  if (format === undefined) return type.includes(".spreadsheetml.") ? "xlsx" : undefined;
  if (format === "xlsx" || format === "csv") return format;
  throw new DomainError("invalid", `format: “${format}” is not supported; xlsx and csv are.`, {
    reason: "query",
  });
}

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route<Params, undefined, VersionRow | VersionWorkbook>({
    params: versionParams,
    reserved: ["format"],
    run: (actor, { params: { versionId: id }, query, request }) => {
      const format = formatOf(request, query.extra.format);
      return format ? versionWorkbook(actor, { id, format }) : getVersion(actor, { id });
    },
    reply: (result, { actor }) =>
      "bytes" in result
        ? download({ ...result, type: sheetTypes[result.format] })
        : presentVersion(result, actor),
  }),
  PUT: route({
    params: versionParams,
    body: updateVersionInput,
    run: (actor, { params, body, request }) =>
      updateVersion(actor, { ...body, id: params.versionId, revision: ifMatch(request) }),
    reply: (version, { actor }) => presentVersion(version, actor),
  }),
  DELETE: route({
    params: versionParams,
    status: 204,
    run: (actor, { params, request }) =>
      deleteVersion(actor, { id: params.versionId, revision: ifMatch(request) }),
  }),
});
