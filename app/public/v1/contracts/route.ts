import { collection, resource } from "@/app/_edge/route";
import { presentContract } from "@/lib/connect/listings";
import { contractAnswer } from "@/lib/connect/schemas/listings";
import { listContracts } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List distribution contracts",
    answer: contractAnswer,
    run: (actor, { query }) => listContracts(actor, query),
    present: presentContract,
  }),
});
