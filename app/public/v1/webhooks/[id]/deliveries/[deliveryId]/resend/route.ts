import { resource, route } from "@/app/_edge/route";
import { presentDeliveryLog } from "@/lib/connect/webhooks";
import { resendDelivery } from "@/lib/services/webhooks/send-now";
import { deliveryParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    params: deliveryParams,
    run: (actor, { params: { id, deliveryId } }) => resendDelivery(actor, { webhookId: id, id: deliveryId }),
    reply: presentDeliveryLog,
  }),
});
