import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentAccount } from "@/lib/connect/accounts";
import { getAccount } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: z.object({ id: z.string() }),
    run: (actor, { params: { id } }) => getAccount(actor, id),
    reply: presentAccount,
  }),
});
