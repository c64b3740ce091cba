import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { webhookAnswer } from "@/lib/connect/schemas/notices";
import { presentWebhook } from "@/lib/connect/webhooks";
import { WebhookUpdate } from "@/lib/domain/webhook";
import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/services/webhooks/webhooks";
import { webhookParams } from "../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a webhook",
    answer: webhookAnswer,
    params: webhookParams,
    run: (actor, { params }) => getWebhook(actor, params),
    reply: presentWebhook,
  }),
  PUT: route({
    summary: "Change a webhook, or switch it on or off",
    answer: webhookAnswer,
    ifMatch: true,
    params: webhookParams,
    body: WebhookUpdate,
    run: (actor, { params: { id }, body, request }) =>
      updateWebhook(actor, { ...body, id, revision: ifMatch(request) }),
    reply: presentWebhook,
  }),
  DELETE: route({
    summary: "Delete a webhook with its log",
    ifMatch: true,
    params: webhookParams,
    status: 204,
    run: (actor, { params: { id }, request }) => deleteWebhook(actor, { id, revision: ifMatch(request) }),
  }),
});
