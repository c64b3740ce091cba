import { resource, route } from "@/app/_edge/route";
import { deliveryLogAnswer } from "@/lib/connect/schemas/notices";
import { presentDeliveryLog } from "@/lib/connect/webhooks";
import { testWebhook } from "@/lib/services/webhooks/send-now";
import { webhookParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Send a test message and wait for the answer",
    answer: deliveryLogAnswer,
    params: webhookParams,
    run: (actor, { params }) => testWebhook(actor, params),
    reply: presentDeliveryLog,
  }),
});
