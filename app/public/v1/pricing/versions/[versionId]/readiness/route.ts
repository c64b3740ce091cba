import { resource, route } from "@/app/_edge/route";
import { readinessAnswer } from "@/lib/connect/schemas/pricing";
import { versionReadiness } from "@/lib/services/pricing/versions";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Check whether a version is ready to be published",
    answer: readinessAnswer,
    params: versionParams,
    run: (actor, { params }) => versionReadiness(actor, { id: params.versionId }),
    reply: (findings) => findings,
  }),
});
