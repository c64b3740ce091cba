import { z } from "zod";
import { json } from "@/app/_edge/envelopes";
import { resource, route } from "@/app/_edge/route";
import { presentParameter } from "@/lib/connect/marketplaces";
import { parameterAnswer } from "@/lib/connect/schemas/marketplaces";
import { listMarketplaceParameters, setMarketplaceParameters } from "@/lib/services/marketplaces/parameters";
import { marketplaceParams as params } from "../../params";

const Setting = z.object({ id: z.string("must be the id of a parameter"), value: z.unknown() });
const Settings = z.union([z.array(Setting), Setting], "must be a list of parameters, each {id, value}");

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "List the discount parameters",
    answer: z.array(parameterAnswer),
    params,
    run: (actor, { params: { id } }) => listMarketplaceParameters(actor, id),
    reply: (rows) =>
      json(rows.map(presentParameter), {
        headers: { "content-range": `items 0-${rows.length - 1}/${rows.length}` },
      }),
  }),
  PUT: route({
    summary: "Set several discount parameters",
    answer: z.array(parameterAnswer),
    params,
    body: Settings,
    run: (actor, { params: { id }, body }) => {
      const settings = (Array.isArray(body) ? body : [body]).map(({ id: parameter, value }) => ({
        parameter,
        value,
      }));
      return setMarketplaceParameters(actor, { id, settings });
    },
    reply: (rows) => rows.map(presentParameter),
  }),
});
