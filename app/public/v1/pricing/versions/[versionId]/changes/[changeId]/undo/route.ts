import { resource, route } from "@/app/_edge/route";
import { undoneAnswer } from "@/lib/connect/schemas/pricing";
import { undoPriceChange } from "@/lib/services/pricing/price-changes";
import { changeParams } from "../../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Undo a bulk change",
    answer: undoneAnswer,
    params: changeParams,
    run: (actor, { params: { versionId, changeId: id } }) => undoPriceChange(actor, { versionId, id }),
    reply: ({ id, undid, points, cells }) => ({ id, undo_of: { id: undid }, points, cells }),
  }),
});
