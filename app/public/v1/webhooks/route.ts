import { collection, resource, route } from "@/app/_edge/route";
import { presentWebhook } from "@/lib/connect/webhooks";
import { WebhookInput } from "@/lib/domain/webhook";
import { createWebhook, listWebhooks } from "@/lib/services/webhooks/webhooks";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listWebhooks(actor, query), present: presentWebhook }),
  POST: route({
    body: WebhookInput,
    status: 201,
    run: (actor, { body }) => createWebhook(actor, body),
    reply: presentWebhook,
  }),
});
