import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentVersion } from "@/lib/connect/pricing";
import { versionAnswer } from "@/lib/connect/schemas/pricing";
import { scheduleInput } from "@/lib/domain/price-list";
import { scheduleVersion } from "@/lib/services/pricing/versions";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Schedule a version",
    answer: versionAnswer,
    ifMatch: true,
    params: versionParams,
    body: scheduleInput,
    run: (actor, { params, body, request }) =>
      scheduleVersion(actor, { ...body, id: params.versionId, revision: ifMatch(request) }),
    reply: (version, { actor }) => presentVersion(version, actor),
  }),
});
