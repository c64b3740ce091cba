import type { DeliveryStatus, Events, WebhookStatus } from "../domain/states";
import type { WebhookEvent } from "../domain/webhook";
import { instant, instantOrNull, presentEvents } from "./common";

type Webhook = {
  id: string;
  url: string;
  description: string;
  topics: WebhookEvent[];
  status: WebhookStatus;
  failingSince: Date | null;
  events: Events;
  /** Only in the answer to its creation. */
  secret?: string;
};

/** A webhook; its secret is there once, when it is made. `topics` are the events that it is called for. */
export function presentWebhook(webhook: Webhook) {
  const { id, url, description, topics, status, failingSince, events, secret } = webhook;
  return {
    id,
    url,
    description,
    topics,
    enabled: status === "enabled",
    status,
    failing_since: instantOrNull(failingSince),
    ...(secret === undefined ? {} : { secret }),
    events: presentEvents(events),
  };
}

type Delivery = {
  id: string;
  webhookId: string;
  noticeId: string | null;
  event: string;
  status: DeliveryStatus;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
  settledAt: Date | null;
  body: string | null;
};

export function presentDelivery(delivery: Delivery) {
  const { id, webhookId, noticeId, event, status, attempts, createdAt, nextAttemptAt, settledAt } = delivery;
  return {
    id,
    webhook: { id: webhookId },
    notice: noticeId === null ? null : { id: noticeId },
    type: event,
    status,
    attempts,
    created_at: instant(createdAt),
    next_attempt_at: status === "pending" ? instant(nextAttemptAt) : null,
    settled_at: instantOrNull(settledAt),
  };
}

type Attempt = {
  number: number;
  at: Date;
  milliseconds: number;
  requestHeaders: Record<string, string>;
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  error: string | null;
};

/** A delivery with what was sent and answered; of an answer only its beginning is kept. */
export function presentDeliveryLog({ log, ...delivery }: Delivery & { log: readonly Attempt[] }) {
  return {
    ...presentDelivery(delivery),
    request_body: delivery.body,
    log: log.map((attempt) => ({
      number: attempt.number,
      at: instant(attempt.at),
      milliseconds: attempt.milliseconds,
      request_headers: attempt.requestHeaders,
      response:
        attempt.responseStatus === null
          ? null
          : {
              status: attempt.responseStatus,
              headers: attempt.responseHeaders ?? {},
              body: attempt.responseBody ?? "",
            },
      error: attempt.error,
    })),
  };
}
