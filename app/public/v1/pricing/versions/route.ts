import { collection, resource, route } from "@/app/_edge/route";
import { presentVersion } from "@/lib/connect/pricing";
import { versionAnswer } from "@/lib/connect/schemas/pricing";
import { createVersionInput } from "@/lib/domain/price-list";
import { createVersion, listVersions } from "@/lib/services/pricing/versions";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List price list versions",
    answer: versionAnswer,
    run: (actor, { query }) => listVersions(actor, query),
    present: presentVersion,
  }),
  POST: route({
    summary: "Create a draft version",
    answer: versionAnswer,
    body: createVersionInput,
    status: 201,
    run: (actor, { body }) => createVersion(actor, body),
    reply: (version, { actor }) => presentVersion(version, actor),
  }),
});
