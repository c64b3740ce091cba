import { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentDiscount } from "@/lib/connect/flexible-discounts";
import { discountAnswer } from "@/lib/connect/schemas/discounts";
import { clock } from "@/lib/services/context";
import { endDiscount } from "@/lib/services/flexible-discounts/discounts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "End a flexible discount now",
    answer: discountAnswer,
    ifMatch: true,
    params: z.object({ discountId: z.string() }),
    run: (actor, { params: { discountId: id }, request }) =>
      endDiscount(actor, { id, revision: ifMatch(request) }),
    reply: (row) => presentDiscount(row, clock.now()),
  }),
});
