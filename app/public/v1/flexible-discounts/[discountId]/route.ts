import { z } from "zod";
import { parsed } from "@/app/_edge/body";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentDiscount, readOnlyFields } from "@/lib/connect/flexible-discounts";
import { type DiscountInput, discountInput, printDiscount } from "@/lib/domain/discount-input";
import { clock } from "@/lib/services/context";
import { deleteDiscount, getDiscount, updateDiscount } from "@/lib/services/flexible-discounts/discounts";

const params = z.object({ discountId: z.string() });

/** Any of the fields; what is not named stays. The whole is checked like a new one. */
function changed(body: Record<string, unknown>, before: DiscountInput): DiscountInput {
  const readOnly: readonly string[] = readOnlyFields;
  const given = Object.fromEntries(Object.entries(body).filter(([name]) => !readOnly.includes(name)));
  return parsed(discountInput, { ...printDiscount(before), ...given });
}

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params,
    run: (actor, { params: { discountId: id } }) => getDiscount(actor, { id }),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
  PUT: route({
    params,
    body: z.record(z.string(), z.unknown()),
    run: (actor, { params: { discountId: id }, body, request }) =>
      updateDiscount(actor, { id, revision: ifMatch(request), change: (before) => changed(body, before) }),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
  DELETE: route({
    params,
    status: 204,
    run: (actor, { params: { discountId: id }, request }) =>
      deleteDiscount(actor, { id, revision: ifMatch(request) }),
  }),
});
