import { collection, resource, route } from "@/app/_edge/route";
import { presentConfiguration } from "@/lib/connect/products";
import { configurationAnswer } from "@/lib/connect/schemas/products";
import {
  ConfigurationInput,
  listConfigurations,
  setConfiguration,
} from "@/lib/services/products/configurations";
import { productParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List configuration values",
    answer: configurationAnswer,
    params: productParams,
    run: (actor, { params, query }) => listConfigurations(actor, { ...params, query }),
    present: presentConfiguration,
  }),
  POST: route({
    summary: "Set a configuration value",
    answer: configurationAnswer,
    params: productParams,
    body: ConfigurationInput,
    run: (actor, { params, body }) => setConfiguration(actor, { ...params, ...body }),
    reply: presentConfiguration,
  }),
});
