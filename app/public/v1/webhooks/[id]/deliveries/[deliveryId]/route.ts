import { resource, route } from "@/app/_edge/route";
import { deliveryLogAnswer } from "@/lib/connect/schemas/notices";
import { presentDeliveryLog } from "@/lib/connect/webhooks";
import { getDelivery } from "@/lib/services/webhooks/webhooks";
import { deliveryParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a delivery with what was sent and answered",
    answer: deliveryLogAnswer,
    params: deliveryParams,
    run: (actor, { params: { id, deliveryId } }) => getDelivery(actor, { webhookId: id, id: deliveryId }),
    reply: presentDeliveryLog,
  }),
});
