"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { seenRevision } from "@/lib/domain/product";
import { WebhookInput } from "@/lib/domain/webhook";
import { resendDelivery, testWebhook } from "@/lib/services/webhooks/send-now";
import { createWebhook, deleteWebhook, updateWebhook } from "@/lib/services/webhooks/webhooks";

/** A form without a ticked box sends no field at all. */
const WebhookForm = WebhookInput.extend({
  topics: z.preprocess((value) => value ?? [], WebhookInput.shape.topics),
});

const named = { id: z.string(), revision: seenRevision };

export const createWebhookAction = action(WebhookForm, createWebhook);

export const updateWebhookAction = action(WebhookForm.extend(named), updateWebhook, () => ({
  message: "Webhook saved",
}));

export const switchWebhookAction = action(
  z.strictObject({ ...named, enabled: z.stringbool() }),
  updateWebhook,
  (webhook) => ({ message: webhook.status === "enabled" ? "Webhook enabled" : "Webhook disabled" }),
);

export const deleteWebhookAction = action(z.strictObject(named), deleteWebhook, () => ({
  redirectTo: "/settings/webhooks",
}));

/** The answer, or why there was none, in one line. */
function outcome({ status, log }: Awaited<ReturnType<typeof testWebhook>>) {
  const last = log[0];
  const answer = `The receiver answered ${last?.responseStatus} within ${last?.milliseconds} ms`;
  return { message: status === "delivered" ? answer : `Not delivered: ${last?.error ?? "no answer"}` };
}

export const testWebhookAction = action(z.strictObject({ id: z.string() }), testWebhook, outcome);

export const resendDeliveryAction = action(
  z.strictObject({ webhookId: z.string(), id: z.string() }),
  resendDelivery,
  outcome,
);
