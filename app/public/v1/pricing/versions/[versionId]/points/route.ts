import { z } from "zod";
import { collection, resource, route } from "@/app/_edge/route";
import { presentPoint, presentSavedPoint } from "@/lib/connect/pricing";
import { pointAnswer, savedPointAnswer } from "@/lib/connect/schemas/pricing";
import { pointsInput } from "@/lib/domain/price-point";
import { listPoints, setPoints } from "@/lib/services/pricing/points";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List price points",
    answer: pointAnswer,
    params: versionParams,
    run: (actor, { params, query }) => listPoints(actor, { ...params, query }),
    present: presentPoint,
  }),
  PUT: route({
    summary: "Set the prices of many items",
    answer: z.array(savedPointAnswer),
    params: versionParams,
    body: pointsInput,
    run: (actor, { params, body }) => setPoints(actor, { ...params, points: body }),
    reply: (points) => points.map(presentSavedPoint),
  }),
});
