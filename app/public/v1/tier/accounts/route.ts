import { collection, resource, route } from "@/app/_edge/route";
import { presentTierAccount } from "@/lib/connect/accounts";
import { tierAccountAnswer } from "@/lib/connect/schemas/accounts";
import { TierAccountInput } from "@/lib/domain/tier-account";
import { createTierAccount, listTierAccounts } from "@/lib/services/tier-accounts/tier-accounts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List customers and resellers",
    answer: tierAccountAnswer,
    run: (actor, { query }) => listTierAccounts(actor, query),
    present: presentTierAccount,
  }),
  POST: route({
    summary: "Create a customer or reseller",
    answer: tierAccountAnswer,
    body: TierAccountInput,
    status: 201,
    run: (actor, { body }) => createTierAccount(actor, body),
    reply: presentTierAccount,
  }),
});
