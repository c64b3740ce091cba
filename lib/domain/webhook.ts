import { z } from "zod";
import { checkTarget } from "./connector";
import { line, optionalText } from "./product";
import { type DeliveryStatus, noticeKinds, type WebhookStatus } from "./states";
import type { Transitions } from "./transitions";

/** What a webhook can be told of. That a webhook was switched off is told in the portal only. */
export const webhookEvents = noticeKinds.filter((kind) => kind !== "webhook.disabled");
export type WebhookEvent = (typeof webhookEvents)[number];

/** The type of a test's message; it belongs to every webhook. */
export const testEvent = "webhook.test";

export const webhookEventWords: Record<WebhookEvent, string> = {
  "price_version.scheduled": "A version is scheduled, or gets another start",
  "price_version.unscheduled": "A scheduled version goes back to draft",
  "price_version.activated": "A version takes effect",
  "price_list.terminated": "A price list is terminated",
};

const topics = z
  .array(z.enum(webhookEvents, { error: `must be of ${webhookEvents.join(", ")}` }))
  .min(1, "must name at least one event")
  .transform((given) => webhookEvents.filter((event) => given.includes(event)));

const WebhookFields = {
  url: line("an address", 2000),
  description: optionalText(200),
  /** The events that it is called for. */
  topics,
};

export const WebhookInput = z.strictObject(WebhookFields);
export type WebhookInput = z.output<typeof WebhookInput>;

/** What is left out stays. */
export const WebhookUpdate = z
  .strictObject({ ...WebhookFields, enabled: z.boolean("must be true or false") })
  .partial();
export type WebhookUpdate = z.output<typeof WebhookUpdate>;

/**
 * The address that is called: https, on a public host, without user name, password or fragment. A query stays as it is.
 * @param allowPrivate also http, this machine and private networks (CHANNELBOOK_ALLOW_PRIVATE_TARGETS=1)
 * @throws DomainError `invalid` naming `url` and what is allowed
 */
export function checkWebhookUrl(text: string, allowPrivate: boolean): string {
  // Only the query is let through: a fragment behind it is refused as anywhere else.
  checkTarget("url", text.replace(/\?[^#]*/, ""), allowPrivate);
  return text;
}

/** The person switches it on and off; only time makes it `failing`. */
export const webhookTransitions: Transitions<WebhookStatus, "enable" | "disable" | "give_up"> = {
  enabled: { disable: "disabled", give_up: "failing" },
  disabled: { enable: "enabled" },
  failing: { enable: "enabled", disable: "disabled" },
};

export const webhookPresentation = {
  enabled: { word: "Enabled", tone: "success", explanation: "It is called for each of its events." },
  disabled: {
    word: "Disabled",
    tone: "neutral",
    explanation: "It is not called, and what happens meanwhile is not kept for it.",
  },
  failing: {
    word: "Failing",
    tone: "danger",
    explanation:
      "Every call failed for days, so it was switched off. Messages are kept and sent once it is enabled again.",
  },
} as const satisfies Record<WebhookStatus, { word: string; tone: string; explanation: string }>;

export const deliveryPresentation = {
  pending: { word: "Pending", tone: "info", explanation: "It is sent, or will be tried again." },
  delivered: { word: "Delivered", tone: "success", explanation: "The receiver answered with a 2xx status." },
  failed: {
    word: "Failed",
    tone: "danger",
    explanation: "It was tried for days and is not tried any more. It can be sent again.",
  },
} as const satisfies Record<DeliveryStatus, { word: string; tone: string; explanation: string }>;

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** How long after the n-th failure the next attempt waits; the last one repeats. */
const waits = [
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  30 * minutes,
  hours,
  2 * hours,
  4 * hours,
  8 * hours,
];

/** A delivery that failed this often, while others to the same receiver succeed, is given up: after about five days. */
export const mostAttempts = 20;

/** A webhook whose every attempt failed for this long is switched off. */
export const givesUpAfter = 72 * hours;

/**
 * Milliseconds until the next attempt after `failures` of them: exponential, and up to a fifth longer so that the messages
 * of one outage do not all come back at once.
 * @param jitter 0 to 1
 */
export function retryAfter(failures: number, jitter: number): number {
  const wait = waits[Math.min(Math.max(failures, 1), waits.length) - 1] ?? hours;
  return Math.round(wait * (1 + jitter / 5));
}

/** What becomes of a delivery after its attempt number `attempts` at `now`. A test is tried once (`isLast`). */
export function afterAttempt(
  { delivered, attempts, isLast = false }: { delivered: boolean; attempts: number; isLast?: boolean },
  now: Date,
  jitter: number,
): { status: DeliveryStatus; nextAttemptAt: Date; settledAt: Date | null } {
  if (delivered) return { status: "delivered", nextAttemptAt: now, settledAt: now };
  if (isLast || attempts >= mostAttempts) return { status: "failed", nextAttemptAt: now, settledAt: now };
  const next = new Date(now.getTime() + retryAfter(attempts, jitter));
  return { status: "pending", nextAttemptAt: next, settledAt: null };
}

/** Has a webhook failed for so long that it is switched off? */
export function shouldGiveUp(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= givesUpAfter;
}
