import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { checkoutAnswer } from "../domain/checkout-answer";
import { ask } from "./api";

/** A line as the checkout screen holds it. `code`: null = nothing typed, empty = deliberately none. */
export type DraftLine = { itemId: string; quantity: number; code: string | null };

/** What the checkout screen previews. */
export type CheckoutDraft = {
  marketplaceId: string;
  customerId: string;
  currency: string | null;
  /** ISO 8601; null is now. */
  at: string | null;
  lines: DraftLine[];
};

function bodyOf({ marketplaceId, customerId, currency, at, lines }: CheckoutDraft) {
  const items = lines.map(({ itemId, quantity, code }) => ({
    id: itemId,
    quantity,
    ...(code === null ? {} : { discount_code: code }),
  }));
  return {
    type: "purchase",
    marketplace: { id: marketplaceId },
    ...(currency ? { currency } : {}),
    asset: { tiers: { customer: { id: customerId } }, items },
    at,
  };
}

/** The live preview of an order; while the next one loads the last one stays. */
export function previewOptions(draft: CheckoutDraft) {
  return queryOptions({
    queryKey: ["checkout", draft],
    queryFn: async ({ signal }) =>
      (await ask(checkoutAnswer, "/checkout/preview", { method: "POST", body: bodyOf(draft), signal })).data,
    enabled: draft.lines.length > 0 && draft.customerId !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
}
