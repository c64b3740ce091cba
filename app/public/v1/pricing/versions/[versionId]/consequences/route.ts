import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentConsequences } from "@/lib/connect/price-consequences";
import { consequencesAnswer } from "@/lib/connect/schemas/pricing";
import { instantText } from "@/lib/domain/instant";
import { versionConsequences } from "@/lib/services/pricing/consequences";
import { versionParams } from "../../../params";

const question = z.object({ at: instantText.optional() });

/** What putting the version in force, or back to draft, at `?at=` (now unless given) would touch. */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    answer: consequencesAnswer,
    summary: "Say what publishing a version would touch",
    params: versionParams,
    query: question,
    run: (actor, { params, asked: { at } }) => versionConsequences(actor, { id: params.versionId, at }),
    reply: presentConsequences,
  }),
});
