import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { unscheduleVersion } from "@/lib/services/pricing/versions";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Unschedule a version",
    ifMatch: true,
    params: versionParams,
    run: (actor, { params, request }) =>
      unscheduleVersion(actor, { id: params.versionId, revision: ifMatch(request) }),
  }),
});
