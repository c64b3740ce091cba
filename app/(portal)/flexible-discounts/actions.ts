"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { withLists } from "@/app/_edge/form-lists";
import { withKeys } from "@/app/_edge/form-schema";
import type { DiscountInput } from "@/lib/domain/discount-input";
import { seenRevision } from "@/lib/domain/product";
import {
  createDiscount,
  deleteDiscount,
  endDiscount,
  updateDiscount,
} from "@/lib/services/flexible-discounts/discounts";
import { discountFields, termsFields } from "./form";

const path = "/flexible-discounts";
const lists = ["segments", "countries", "items"];
const keys = { id: z.string(), revision: seenRevision };
const Named = z.strictObject(keys);

export const createDiscountAction = withLists(
  lists,
  action(discountFields, createDiscount, (made) => ({ redirectTo: `${path}/${made.id}` })),
);

export const updateDiscountAction = withLists(
  lists,
  action(
    withKeys(keys, discountFields),
    (actor, { keys: named, input }) =>
      updateDiscount(actor, { ...named, change: (before) => withFinerInstants(before, input) }),
    (saved) => ({ redirectTo: `${path}/${saved.id}` }),
  ),
);

export const updateTermsAction = action(
  withKeys(keys, termsFields),
  (actor, { keys: named, input }) =>
    updateDiscount(actor, {
      ...named,
      change: (before) =>
        withFinerInstants(before, {
          ...before,
          name: input.name,
          description: input.description || null,
          endAt: input.end_date,
        }),
    }),
  (saved) => ({ redirectTo: `${path}/${saved.id}` }),
);

export const endDiscountAction = action(Named, endDiscount, (ended) => ({ message: `${ended.code} ended` }));

export const deleteDiscountAction = action(Named, deleteDiscount, () => ({ redirectTo: path }));

const instants = ["startAt", "endAt", "reusableUntil", "codeExpiry"] as const;

/** The form shows instants to the minute: one that was left as it was shown keeps its seconds. */
function withFinerInstants(before: DiscountInput, after: DiscountInput): DiscountInput {
  const kept = { ...after };
  for (const name of instants) {
    const [was, is] = [before[name], after[name]];
    if (was && is && minuteOf(was) === minuteOf(is)) Object.assign(kept, { [name]: was });
  }
  return kept;
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000);
}
