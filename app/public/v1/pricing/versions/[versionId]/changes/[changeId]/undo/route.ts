import { resource, route } from "@/app/_edge/route";
import { undoPriceChange } from "@/lib/services/pricing/price-changes";
import { changeParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    params: changeParams,
    run: (actor, { params: { versionId, changeId: id } }) => undoPriceChange(actor, { versionId, id }),
    reply: ({ id, undid, points, cells }) => ({ id, undo_of: { id: undid }, points, cells }),
  }),
});
