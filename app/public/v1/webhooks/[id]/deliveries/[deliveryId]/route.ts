import { resource, route } from "@/app/_edge/route";
import { presentDeliveryLog } from "@/lib/connect/webhooks";
import { getDelivery } from "@/lib/services/webhooks/webhooks";
import { deliveryParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: deliveryParams,
    run: (actor, { params: { id, deliveryId } }) => getDelivery(actor, { webhookId: id, id: deliveryId }),
    reply: presentDeliveryLog,
  }),
});
