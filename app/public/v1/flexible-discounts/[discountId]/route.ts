import { z } from "zod";
import { parsed } from "@/app/_edge/body";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentDiscount } from "@/lib/connect/flexible-discounts";
import { discountAnswer } from "@/lib/connect/schemas/discounts";
import { type DiscountInput, discountInput, discountPatch, printDiscount } from "@/lib/domain/discount-input";
import { clock } from "@/lib/services/context";
import { deleteDiscount, getDiscount, updateDiscount } from "@/lib/services/flexible-discounts/discounts";

const params = z.object({ discountId: z.string() });

/** Any of the fields; what is not named stays. The whole is checked like a new one. */
function changed(given: object, before: DiscountInput): DiscountInput {
  return parsed(discountInput, { ...printDiscount(before), ...given });
}

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a flexible discount",
    answer: discountAnswer,
    params,
    run: (actor, { params: { discountId: id } }) => getDiscount(actor, { id }),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
  PUT: route({
    summary: "Change a flexible discount",
    answer: discountAnswer,
    ifMatch: true,
    params,
    body: discountPatch,
    run: (actor, { params: { discountId: id }, raw, request }) =>
      updateDiscount(actor, {
        id,
        revision: ifMatch(request),
        change: (before) => changed(Object(raw), before),
      }),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
  DELETE: route({
    summary: "Delete a flexible discount that was never live",
    ifMatch: true,
    params,
    status: 204,
    run: (actor, { params: { discountId: id }, request }) =>
      deleteDiscount(actor, { id, revision: ifMatch(request) }),
  }),
});
