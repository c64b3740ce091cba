import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { activateInput } from "@/lib/domain/price-list";
import { activateVersion } from "@/lib/services/pricing/versions";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Activate a version now",
    ifMatch: true,
    params: versionParams,
    body: activateInput,
    run: (actor, { params, body, request }) =>
      activateVersion(actor, { ...body, id: params.versionId, revision: ifMatch(request) }),
  }),
});
