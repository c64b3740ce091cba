import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentGrid } from "@/lib/connect/pricing";
import { gridAnswer } from "@/lib/connect/schemas/pricing";
import { openGrid } from "@/lib/services/pricing/grid";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a window of prices for the grid",
    answer: gridAnswer,
    params: versionParams,
    query: z.object({ view: z.string().optional() }),
    run: (actor, { params, query, asked: { view } }) => openGrid(actor, { ...params, query, view }),
    reply: presentGrid,
  }),
});
