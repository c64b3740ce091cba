import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentAccount } from "@/lib/connect/accounts";
import { accountAnswer } from "@/lib/connect/schemas/accounts";
import { getPartner } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a partner",
    answer: accountAnswer,
    params: z.object({ id: z.string() }),
    run: (actor, { params: { id } }) => getPartner(actor, id),
    reply: presentAccount,
  }),
});
