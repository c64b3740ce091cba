import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentPoint } from "@/lib/connect/pricing";
import { pointAnswer } from "@/lib/connect/schemas/pricing";
import { pointInput } from "@/lib/domain/price-point";
import { getPoint, setPoint } from "@/lib/services/pricing/points";
import { pointParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a price point",
    answer: pointAnswer,
    params: pointParams,
    run: (actor, { params }) => getPoint(actor, params),
    reply: presentPoint,
  }),
  PUT: route({
    summary: "Set the prices of an item",
    answer: pointAnswer,
    ifMatch: true,
    params: pointParams,
    body: pointInput,
    run: (actor, { params, body, request }) =>
      setPoint(actor, { ...params, ...body, revision: ifMatch(request) }),
    reply: presentPoint,
  }),
});
