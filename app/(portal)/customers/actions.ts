"use server";

import { action } from "@/app/_edge/action";
import { TierAccountForm, TierAccountInput } from "@/lib/domain/tier-account";
import { createTierAccount, updateTierAccount } from "@/lib/services/tier-accounts/tier-accounts";

export const createCustomerAction = action(TierAccountInput, createTierAccount, (made) => ({
  redirectTo: `/customers/${made.id}`,
}));

export const updateCustomerAction = action(TierAccountForm, updateTierAccount, (saved) => ({
  redirectTo: `/customers/${saved.id}`,
}));
