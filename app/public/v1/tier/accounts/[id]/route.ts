import { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentTierAccount } from "@/lib/connect/accounts";
import { tierAccountAnswer } from "@/lib/connect/schemas/accounts";
import { TierAccountUpdate } from "@/lib/domain/tier-account";
import { getTierAccount, updateTierAccount } from "@/lib/services/tier-accounts/tier-accounts";

const params = z.object({ id: z.string() });

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a customer or reseller",
    answer: tierAccountAnswer,
    params,
    run: (actor, { params: { id } }) => getTierAccount(actor, id),
    reply: presentTierAccount,
  }),
  PUT: route({
    summary: "Change a customer or reseller",
    answer: tierAccountAnswer,
    ifMatch: true,
    params,
    body: TierAccountUpdate,
    run: (actor, { params: { id }, body, request }) =>
      updateTierAccount(actor, { ...body, id, revision: ifMatch(request) }),
    reply: presentTierAccount,
  }),
});
