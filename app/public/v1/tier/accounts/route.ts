import { collection, resource, route } from "@/app/_edge/route";
import { presentTierAccount } from "@/lib/connect/accounts";
import { TierAccountInput } from "@/lib/domain/tier-account";
import { createTierAccount, listTierAccounts } from "@/lib/services/tier-accounts/tier-accounts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listTierAccounts(actor, query), present: presentTierAccount }),
  POST: route({
    body: TierAccountInput,
    status: 201,
    run: (actor, { body }) => createTierAccount(actor, body),
    reply: presentTierAccount,
  }),
});
