import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { presentContract } from "@/lib/connect/listings";
import { contractAnswer } from "@/lib/connect/schemas/listings";
import { getContract } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a distribution contract",
    answer: contractAnswer,
    params: z.object({ id: z.string() }),
    run: (actor, { params: { id } }) => getContract(actor, id),
    reply: presentContract,
  }),
});
