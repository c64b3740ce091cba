import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentContract } from "@/lib/connect/listings";
import { getContract } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: z.object({ id: z.string() }),
    run: (actor, { params: { id } }) => getContract(actor, id),
    reply: presentContract,
  }),
});
