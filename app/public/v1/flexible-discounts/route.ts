import { collection, resource, route } from "@/app/_edge/route";
import { presentDiscount } from "@/lib/connect/flexible-discounts";
import { discountAnswer } from "@/lib/connect/schemas/discounts";
import { discountInput } from "@/lib/domain/discount-input";
import { clock } from "@/lib/services/context";
import { createDiscount, listDiscounts } from "@/lib/services/flexible-discounts/discounts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List flexible discounts",
    answer: discountAnswer,
    run: (actor, { query }) => listDiscounts(actor, query),
    present: (row) => presentDiscount(row, clock.now()),
  }),
  POST: route({
    summary: "Create a flexible discount",
    answer: discountAnswer,
    body: discountInput,
    status: 201,
    run: (actor, { body }) => createDiscount(actor, body),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
});
