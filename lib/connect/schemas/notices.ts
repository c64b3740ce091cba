import { z } from "zod";
import { deliveryStatuses, noticeKinds, webhookStatuses } from "../../domain/states";
import { webhookEvents } from "../../domain/webhook";
import { amountText, events, instantAnswer } from "./common";
import { priceListAnswer, versionAnswer } from "./pricing";

const versionStub = z.object({ id: z.string() }).nullable();

const difference = z
  .object({
    from: versionStub.meta({ description: "The version whose prices are replaced; null for the first." }),
    to: versionStub.meta({ description: "Null when the price list ended." }),
    summary: z.object({
      added: z.int(),
      removed: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      median_change_percent: amountText.nullable(),
    }),
  })
  .nullable()
  .meta({ description: "In the columns that the reader sees." });

const facts = {
  version: versionAnswer.optional().meta({ description: "As it was then." }),
  pricelist: priceListAnswer.optional().meta({ description: "Of a list that was terminated." }),
  webhook: z.object({ id: z.string(), url: z.string() }).optional(),
  difference: difference.optional(),
};

export const noticeAnswer = z
  .object({
    id: z.string().meta({ examples: ["NTC-1204-9912-4410-0071"] }),
    type: z.enum(noticeKinds),
    at: instantAnswer,
    read: z.boolean().meta({ description: "By this person or token." }),
    ...facts,
  })
  .meta({ id: "Notice" });

export const webhookAnswer = z
  .object({
    id: z.string().meta({ examples: ["WH-204-118-963"] }),
    url: z.string(),
    description: z.string(),
    topics: z.array(z.enum(webhookEvents)).meta({ description: "The events that it is called for." }),
    enabled: z.boolean(),
    status: z.enum(webhookStatuses),
    failing_since: instantAnswer.nullable(),
    secret: z.string().optional().meta({
      description: "The signing secret (Standard Webhooks, whsec_…): only in the answer to its creation.",
    }),
    events,
  })
  .meta({ id: "Webhook" });

const delivery = z.object({
  id: z.string().meta({ description: "The webhook-id of the message, the same at every attempt." }),
  webhook: z.object({ id: z.string() }),
  notice: z.object({ id: z.string() }).nullable(),
  type: z.string(),
  status: z.enum(deliveryStatuses),
  attempts: z.int(),
  created_at: instantAnswer,
  next_attempt_at: instantAnswer.nullable(),
  settled_at: instantAnswer.nullable(),
});

export const deliveryAnswer = delivery.meta({ id: "WebhookDelivery" });

const headers = z.record(z.string(), z.string());

export const deliveryLogAnswer = delivery
  .extend({
    request_body: z.string().nullable(),
    log: z.array(
      z.object({
        number: z.int(),
        at: instantAnswer,
        milliseconds: z.int(),
        request_headers: headers,
        response: z
          .object({
            status: z.int(),
            headers,
            body: z.string().meta({ description: "Its first 4,096 bytes." }),
          })
          .nullable(),
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "WebhookDeliveryLog" });
