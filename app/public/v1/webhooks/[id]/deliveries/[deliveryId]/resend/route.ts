import { resource, route } from "@/app/_edge/route";
import { deliveryLogAnswer } from "@/lib/connect/schemas/notices";
import { presentDeliveryLog } from "@/lib/connect/webhooks";
import { resendDelivery } from "@/lib/services/webhooks/send-now";
import { deliveryParams } from "../../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Send a delivery again and wait for the answer",
    answer: deliveryLogAnswer,
    params: deliveryParams,
    run: (actor, { params: { id, deliveryId } }) => resendDelivery(actor, { webhookId: id, id: deliveryId }),
    reply: presentDeliveryLog,
  }),
});
