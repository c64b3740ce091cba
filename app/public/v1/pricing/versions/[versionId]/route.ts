import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentVersion } from "@/lib/connect/pricing";
import { updateVersionInput } from "@/lib/domain/price-list";
import { deleteVersion, getVersion, updateVersion } from "@/lib/services/pricing/versions";
import { versionParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    run: (actor, { params }) => getVersion(actor, { id: params.versionId }),
    reply: (version, { actor }) => presentVersion(version, actor),
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
