import { collection, resource, route } from "@/app/_edge/route";
import { presentPoint, presentSavedPoint } from "@/lib/connect/pricing";
import { pointsInput } from "@/lib/domain/price-point";
import { listPoints, setPoints } from "@/lib/services/pricing/points";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    params: versionParams,
    run: (actor, { params, query }) => listPoints(actor, { ...params, query }),
    present: presentPoint,
  }),
  PUT: route({
    params: versionParams,
    body: pointsInput,
    run: (actor, { params, body }) => setPoints(actor, { ...params, points: body }),
    reply: (points) => points.map(presentSavedPoint),
  }),
});
