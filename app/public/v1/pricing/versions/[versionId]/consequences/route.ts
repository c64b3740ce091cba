import { z } from "zod";
import { parsed } from "@/app/_edge/body";
import { resource, route } from "@/app/_edge/route";
import { presentConsequences } from "@/lib/connect/price-consequences";
import { instantText } from "@/lib/domain/instant";
import { versionConsequences } from "@/lib/services/pricing/consequences";
import { versionParams } from "../../../params";

const question = z.object({ at: instantText.optional() });

/** What putting the version in force, or back to draft, at `?at=` (now unless given) would touch. */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    reserved: ["at"],
    run: (actor, { params, query }) =>
      versionConsequences(actor, {
        id: params.versionId,
        at: parsed(question, query.extra, "query").at,
      }),
    reply: presentConsequences,
  }),
});
