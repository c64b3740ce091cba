import { z } from "zod";
import { collection, resource, route } from "@/app/_edge/route";
import { presentParameter } from "@/lib/connect/marketplaces";
import { parameterAnswer } from "@/lib/connect/schemas/marketplaces";
import { filterRows, type RowFields } from "@/lib/domain/rql-rows";
import {
  listMarketplaceParameters,
  type MarketplaceParameter,
  setMarketplaceParameters,
} from "@/lib/services/marketplaces/parameters";
import { marketplaceParams as params } from "../../params";

const Setting = z.object({ id: z.string("must be the id of a parameter"), value: z.unknown() });
const Settings = z.union([z.array(Setting), Setting], "must be a list of parameters, each {id, value}");

const parameterFields: RowFields<MarketplaceParameter> = {
  id: { of: (row) => row.id, type: "text", orderable: true, searchable: true },
  value: { of: (row) => String(row.value), type: "text" },
};

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List the discount parameters",
    answer: parameterAnswer,
    params,
    run: async (actor, { params: { id }, query }) =>
      filterRows(query, await listMarketplaceParameters(actor, id), parameterFields),
    present: presentParameter,
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
