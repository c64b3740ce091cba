import { collection, resource, route } from "@/app/_edge/route";
import { webhookAnswer } from "@/lib/connect/schemas/notices";
import { presentWebhook } from "@/lib/connect/webhooks";
import { WebhookInput } from "@/lib/domain/webhook";
import { createWebhook, listWebhooks } from "@/lib/services/webhooks/webhooks";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List webhooks",
    answer: webhookAnswer,
    run: (actor, { query }) => listWebhooks(actor, query),
    present: presentWebhook,
  }),
  POST: route({
    summary: "Create a webhook",
    description: "The answer holds the signing secret, which cannot be had again.",
    answer: webhookAnswer,
    // Its secret is never stored, so it cannot be replayed.
    idempotent: false,
    body: WebhookInput,
    status: 201,
    run: (actor, { body }) => createWebhook(actor, body),
    reply: presentWebhook,
  }),
});
