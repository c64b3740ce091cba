import { resource, route } from "@/app/_edge/route";
import { previewOrder } from "@/lib/domain/checkout";
import { previewCheckout } from "@/lib/services/checkout/preview";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    body: previewOrder,
    run: (actor, { body }) => previewCheckout(actor, body),
    reply: (answer) => answer,
  }),
});
