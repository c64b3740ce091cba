"use server";

import { action } from "@/app/_edge/action";
import { TierAccountForm, TierAccountInput } from "@/lib/domain/tier-account";
import { createTierAccount, updateTierAccount } from "@/lib/services/tier-accounts/tier-accounts";

export const createCustomerAction = action(TierAccountInput, createTierAccount, (made) => ({
  redirectTo: `/customers/${made.id}`,
}));

/** The country that decides about discounts follows the address. */
export const updateCustomerAction = action(
  TierAccountForm,
  (actor, input) => updateTierAccount(actor, { ...input, country: input.contact_info.country }),
  (saved) => ({ redirectTo: `/customers/${saved.id}` }),
);
