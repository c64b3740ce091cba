import { resource, route } from "@/app/_edge/route";
import { presentConsequences } from "@/lib/connect/price-consequences";
import { consequencesAnswer } from "@/lib/connect/schemas/pricing";
import { terminationConsequences } from "@/lib/services/pricing/consequences";
import { listParams } from "../../../params";

/** What terminating the list now would touch. */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    answer: consequencesAnswer,
    summary: "Say what terminating a price list would touch",
    params: listParams,
    run: (actor, { params }) => terminationConsequences(actor, { id: params.listId }),
    reply: presentConsequences,
  }),
});
