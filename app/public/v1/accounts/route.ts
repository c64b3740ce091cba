import { collection, resource } from "@/app/_edge/route";
import { presentAccount } from "@/lib/connect/accounts";
import { accountAnswer } from "@/lib/connect/schemas/accounts";
import { listAccounts } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List your own accounts",
    answer: accountAnswer,
    run: (actor, { query }) => listAccounts(actor, query),
    present: presentAccount,
  }),
});
