import { z } from "zod";
import { assertContent } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentParameter } from "@/lib/connect/marketplaces";
import { parameterAnswer } from "@/lib/connect/schemas/marketplaces";
import { getMarketplaceParameter, setMarketplaceParameter } from "@/lib/services/marketplaces/parameters";
import { parameterParams as params } from "../../../params";

const Value = z.object({ value: z.union([z.boolean(), z.string()], "must be true, false or text") });

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a discount parameter",
    answer: parameterAnswer,
    params,
    run: (actor, { params: { id, parameter } }) => getMarketplaceParameter(actor, id, parameter),
    reply: presentParameter,
  }),
  PUT: route({
    summary: "Set a discount parameter",
    answer: parameterAnswer,
    params,
    body: Value,
    ifMatch: true,
    run: (actor, { params: { id, parameter }, body, request }) =>
      setMarketplaceParameter(actor, {
        ...{ id, parameter, value: body.value },
        assertSeen: (current) => assertContent(request, presentParameter(current)),
      }),
    reply: presentParameter,
  }),
});
