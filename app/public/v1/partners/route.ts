import { collection, resource } from "@/app/_edge/route";
import { presentAccount } from "@/lib/connect/accounts";
import { accountAnswer } from "@/lib/connect/schemas/accounts";
import { listPartners } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List partners",
    answer: accountAnswer,
    run: (actor, { query }) => listPartners(actor, query),
    present: presentAccount,
  }),
});
