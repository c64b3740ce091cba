import { collection, resource, route } from "@/app/_edge/route";
import { presentVersion } from "@/lib/connect/pricing";
import { createVersionInput } from "@/lib/domain/price-list";
import { createVersion, listVersions } from "@/lib/services/pricing/versions";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listVersions(actor, query), present: presentVersion }),
  POST: route({
    body: createVersionInput,
    status: 201,
    run: (actor, { body }) => createVersion(actor, body),
    reply: (version, { actor }) => presentVersion(version, actor),
  }),
});
