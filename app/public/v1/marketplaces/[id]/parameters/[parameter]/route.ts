import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentParameter } from "@/lib/connect/marketplaces";
import { getMarketplaceParameter, setMarketplaceParameter } from "@/lib/services/marketplaces/parameters";
import { parameterParams as params } from "../../../params";

/** The whole of what GET answers may be sent back; only the value counts. */
const Value = z.looseObject({ value: z.unknown() });

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params,
    run: (actor, { params: { id, parameter } }) => getMarketplaceParameter(actor, id, parameter),
    reply: presentParameter,
  }),
  PUT: route({
    params,
    body: Value,
    run: (actor, { params: { id, parameter }, body }) =>
      setMarketplaceParameter(actor, { id, parameter, value: body.value }),
    reply: presentParameter,
  }),
});
