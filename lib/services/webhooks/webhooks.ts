import { database } from "@/db/client";
import type { Db, Tx } from "@/db/types";
import {
  type AttemptRecord,
  countDeliveries,
  type DeliveryRecord,
  deleteWebhookRow,
  dropPending,
  findAttempts,
  findDeliveries,
  findDelivery,
  findWebhook,
  findWebhooks,
  hastenDeliveries,
  insertWebhook,
  updateWebhookRow,
  type WebhookRecord,
} from "@/db/webhooks";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, notFound } from "../../domain/errors";
import { assertRevision } from "../../domain/revision";
import { everything, type ListQuery } from "../../domain/rql";
import { nextState } from "../../domain/transitions";
import {
  checkWebhookUrl,
  type WebhookInput,
  type WebhookUpdate,
  webhookTransitions,
} from "../../domain/webhook";
import { clock, created, newId, touched } from "../context";
import { record } from "../record";
import { allowsWebhooksTo } from "./allowed";
import { newSigningSecret, sealSecret } from "./sign";
import { wakeDelivering } from "./wake";

/** A webhook without its secret. */
export type WebhookView = Omit<WebhookRecord, "secret">;
export type DeliveryLog = DeliveryRecord & { log: AttemptRecord[] };

type Named = { id: string; revision?: number | undefined };

function viewOf({ secret: _, ...view }: WebhookRecord): WebhookView {
  return view;
}

export async function listWebhooks(
  actor: Actor,
  query: ListQuery = everything,
): Promise<{ rows: WebhookView[]; total: number }> {
  authorise(actor, "webhooks:read");
  const { rows, total } = await findWebhooks(database(), scopeOf(actor), query);
  return { rows: rows.map(viewOf), total };
}

/** How many deliveries of each of these webhooks are in each state. */
export async function deliveryCounts(
  actor: Actor,
  webhooks: readonly { id: string }[],
): Promise<Map<string, Record<string, number>>> {
  authorise(actor, "webhooks:read");
  return countDeliveries(
    database(),
    webhooks.map(({ id }) => id),
  );
}

export async function getWebhook(actor: Actor, { id }: { id: string }): Promise<WebhookView> {
  authorise(actor, "webhooks:read");
  return viewOf(await loadWebhook(database(), actor, id));
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadWebhook(db: Db, actor: Actor, id: string): Promise<WebhookRecord> {
  const found = await findWebhook(db, scopeOf(actor), id);
  if (!found) throw notFound("Webhook", id);
  return found;
}

/** Makes a webhook. `secret` is shown once and cannot be had again. */
export async function createWebhook(
  actor: Actor,
  input: WebhookInput,
): Promise<WebhookView & { secret: string }> {
  authorise(actor, "webhooks:write");
  const now = clock.now();
  const url = checkWebhookUrl(input.url, allowsWebhooksTo());
  const id = newId("webhook");
  const secret = newSigningSecret();
  const { topics } = input;
  const description = input.description ?? "";
  const row = { id, accountId: actor.account.id, url, description, topics, status: "enabled" as const };
  await database().transaction(async (tx) => {
    await insertWebhook(tx, { ...row, secret: sealSecret(id, secret), ...created(actor, now) });
    await record(tx, actor, {
      verb: "create",
      object: objectOf(row),
      at: now,
      after: { url, description, topics },
    });
  });
  return { ...(await getWebhook(actor, { id })), secret };
}

function objectOf({ id, url }: Pick<WebhookRecord, "id" | "url">) {
  return { type: "webhook", id, name: url };
}

/**
 * Changes what is given. Switching it off forgets what waits for it; switching a failing one on sends what has collected.
 * @throws DomainError `wrong_state` when it is on or off already as asked
 */
export async function updateWebhook(actor: Actor, input: Named & WebhookUpdate): Promise<WebhookView> {
  authorise(actor, "webhooks:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const known = await loadWebhook(tx, actor, input.id);
    assertRevision(known.id, known.revision, input.revision);
    const after = {
      url: input.url === undefined ? known.url : checkWebhookUrl(input.url, allowsWebhooksTo()),
      description: input.description === undefined ? known.description : (input.description ?? ""),
      topics: input.topics ?? known.topics,
      status: statusAfter(known, input.enabled),
    };
    const { url, description, topics, status } = known;
    const changed = await record(tx, actor, {
      verb: "update",
      object: objectOf(known),
      at: now,
      before: { url, description, topics, status },
      after,
    });
    if (!changed) return;
    const health = after.status === status ? {} : { failingSince: null };
    const set = { ...after, ...health, ...touched(known, "updated", actor, now) };
    if (!(await updateWebhookRow(tx, known, set))) throw changedMeanwhile(known.id);
    await settlePending(tx, known, after.status, now);
  });
  wakeDelivering();
  return getWebhook(actor, { id: input.id });
}

function changedMeanwhile(id: string) {
  return conflict(`Webhook ${id} was changed by somebody else at the same time.`);
}

function statusAfter({ id, status }: WebhookRecord, enabled: boolean | undefined): WebhookRecord["status"] {
  if (enabled === undefined || enabled === (status === "enabled")) return status;
  if (!enabled && status === "disabled") return status;
  return nextState(webhookTransitions, status, enabled ? "enable" : "disable", `Webhook ${id}`);
}

async function settlePending(
  tx: Tx,
  known: WebhookRecord,
  status: WebhookRecord["status"],
  now: Date,
): Promise<void> {
  if (status === known.status) return;
  if (status === "disabled") await dropPending(tx, known.id);
  if (status === "enabled") await hastenDeliveries(tx, known.id, now);
}

/** Deletes it with its log. */
export async function deleteWebhook(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "webhooks:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const known = await loadWebhook(tx, actor, input.id);
    assertRevision(known.id, known.revision, input.revision);
    await deleteWebhookRow(tx, known.id);
    await record(tx, actor, {
      verb: "delete",
      object: objectOf(known),
      at: now,
      changes: [{ field: "url", before: known.url, after: null }],
    });
  });
}

/** What was sent to a webhook, or waits to be sent. */
export async function listDeliveries(
  actor: Actor,
  { webhookId, query }: { webhookId: string; query: ListQuery },
): Promise<{ rows: DeliveryRecord[]; total: number }> {
  authorise(actor, "webhooks:read");
  const { id } = await loadWebhook(database(), actor, webhookId);
  return findDeliveries(database(), id, query);
}

/** One delivery with its latest attempts. */
export async function getDelivery(
  actor: Actor,
  { webhookId, id }: { webhookId: string; id: string },
): Promise<DeliveryLog> {
  authorise(actor, "webhooks:read");
  const delivery = await loadDelivery(database(), actor, webhookId, id);
  return { ...delivery, log: await findAttempts(database(), delivery.id) };
}

export async function loadDelivery(
  db: Db,
  actor: Actor,
  webhookId: string,
  id: string,
): Promise<DeliveryRecord> {
  const webhook = await loadWebhook(db, actor, webhookId);
  const delivery = await findDelivery(db, webhook.id, id);
  if (!delivery) throw notFound("Delivery", id);
  return delivery;
}
