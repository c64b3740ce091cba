import { resource, route } from "@/app/_edge/route";
import { versionReadiness } from "@/lib/services/pricing/versions";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    run: (actor, { params }) => versionReadiness(actor, { id: params.versionId }),
    reply: (findings) => findings,
  }),
});
