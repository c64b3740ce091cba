import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { terminatePriceList } from "@/lib/services/pricing/lists";
import { listParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Terminate a price list",
    ifMatch: true,
    params: listParams,
    run: (actor, { params, request }) =>
      terminatePriceList(actor, { id: params.listId, revision: ifMatch(request) }),
  }),
});
