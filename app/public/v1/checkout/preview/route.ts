import { resource, route } from "@/app/_edge/route";
import { previewOrder } from "@/lib/domain/checkout";
import { checkoutAnswer } from "@/lib/domain/checkout-answer";
import { previewCheckout } from "@/lib/services/checkout/preview";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Preview what an order will cost",
    answer: checkoutAnswer,
    body: previewOrder,
    run: (actor, { body }) => previewCheckout(actor, body),
    reply: (answer) => answer,
  }),
});
