import { database } from "@/db/client";
import { claimDelivery, insertDeliveries } from "@/db/webhooks";
import { type Actor, authorise } from "../../domain/access";
import { conflict, DomainError } from "../../domain/errors";
import { testEvent } from "../../domain/webhook";
import { clock, newId } from "../context";
import { record } from "../record";
import { deliver, leaseTime } from "./deliver";
import { type DeliveryLog, getDelivery, loadDelivery, loadWebhook } from "./webhooks";

type Named = { webhookId: string; id: string };

/** Sends a test message and waits for what comes of it. A test is tried once; it may be sent while the webhook is off. */
export async function testWebhook(actor: Actor, { id: webhookId }: { id: string }): Promise<DeliveryLog> {
  authorise(actor, "webhooks:write");
  const now = clock.now();
  const id = newId("delivery");
  const delivery = await database().transaction(async (tx) => {
    const webhook = await loadWebhook(tx, actor, webhookId);
    const times = { createdAt: now, nextAttemptAt: now };
    await insertDeliveries(tx, [
      { id, webhookId: webhook.id, event: testEvent, status: "pending", ...times },
    ]);
    return claimDelivery(tx, id, claimAt(now));
  });
  if (delivery) await deliver(delivery);
  return getDelivery(actor, { webhookId, id });
}

function claimAt(now: Date) {
  const leasedUntil = new Date(now.getTime() + leaseTime);
  return { now, leasedUntil, status: "pending" as const, nextAttemptAt: now, settledAt: null };
}

/**
 * Sends a delivery again, the same text under the same id, whatever became of it, and waits for the answer. When it fails it
 * is tried again as a new one would be.
 * @throws DomainError `wrong_state` when the webhook is off; `conflict` while it is being sent
 */
export async function resendDelivery(actor: Actor, { webhookId, id }: Named): Promise<DeliveryLog> {
  authorise(actor, "webhooks:write");
  const now = clock.now();
  const delivery = await database().transaction(async (tx) => {
    const webhook = await loadWebhook(tx, actor, webhookId);
    const known = await loadDelivery(tx, actor, webhookId, id);
    if (webhook.status !== "enabled") {
      const message = `Webhook ${webhook.id} is ${webhook.status}: enable it to send deliveries again.`;
      throw new DomainError("wrong_state", message);
    }
    const claimed = await claimDelivery(tx, known.id, claimAt(now));
    if (!claimed) throw conflict(`${known.id} is being sent right now.`);
    await record(tx, actor, {
      verb: "resend",
      object: { type: "webhook", id: webhook.id, name: webhook.url },
      at: now,
      changes: [{ field: "delivery", before: null, after: known.id }],
    });
    return claimed;
  });
  await deliver(delivery);
  return getDelivery(actor, { webhookId, id });
}
