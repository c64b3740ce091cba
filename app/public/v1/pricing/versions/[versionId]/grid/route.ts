import { resource, route } from "@/app/_edge/route";
import { presentGrid } from "@/lib/connect/pricing";
import { openGrid } from "@/lib/services/pricing/grid";
import { versionParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    reserved: ["view"],
    run: (actor, { params, query }) => openGrid(actor, { ...params, query, view: query.extra.view }),
    reply: presentGrid,
  }),
});
