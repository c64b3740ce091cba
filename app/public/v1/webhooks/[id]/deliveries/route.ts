import { collection, resource } from "@/app/_edge/route";
import { deliveryAnswer } from "@/lib/connect/schemas/notices";
import { presentDelivery } from "@/lib/connect/webhooks";
import { listDeliveries } from "@/lib/services/webhooks/webhooks";
import { webhookParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List what was sent to a webhook, or waits to be sent",
    answer: deliveryAnswer,
    params: webhookParams,
    run: (actor, { params, query }) => listDeliveries(actor, { webhookId: params.id, query }),
    present: presentDelivery,
  }),
});
