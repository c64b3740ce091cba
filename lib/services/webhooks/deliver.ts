import { type AccountRow, findAccount } from "@/db/accounts";
import { database } from "@/db/client";
import { isPostgres } from "@/db/dialect";
import type { Tx } from "@/db/types";
import {
  claimDeliveries,
  type DeliveryRecord,
  deleteSettled,
  findWebhook,
  insertAttempt,
  nextDeliveryAt,
  releaseLeases,
  setWebhookHealth,
  updateDelivery,
  type WebhookRecord,
} from "@/db/webhooks";
import { scopeOf } from "../../domain/access";
import { afterAttempt, shouldGiveUp, testEvent } from "../../domain/webhook";
import { clock, jitter, systemActor } from "../context";
import { log } from "../log";
import { announceWebhook } from "../notices/announce";
import { settleSummaries } from "../notices/summaries";
import { onStop } from "../process";
import { type Parties, record } from "../record";
import { allowsWebhooksTo } from "./allowed";
import { messageOf } from "./message";
import { type Answer, post } from "./post";
import { openSecret, signedHeaders } from "./sign";
import { onWake } from "./wake";

/** Longer than any attempt takes, so that a delivery is taken from a process only when that has ended. */
export const leaseTime = 60_000;
const atOnce = 10;
const keptFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Sends what is due, once, and works out the differences that notices tell of. Several processes may do so at the same time:
 * each takes deliveries for itself before it sends them.
 * @returns how many were sent
 */
export async function deliverDue(): Promise<number> {
  await settleSummaries();
  let sent = 0;
  for (;;) {
    const now = clock.now();
    const leasedUntil = new Date(now.getTime() + leaseTime);
    const claimed = await database().transaction((tx) =>
      claimDeliveries(tx, { now, leasedUntil, limit: atOnce }),
    );
    await Promise.all(claimed.map(deliver));
    sent += claimed.length;
    if (claimed.length < atOnce) return sent;
  }
}

/** One attempt at a delivery that this process has taken. */
export async function deliver(delivery: DeliveryRecord): Promise<void> {
  const webhook = await findWebhook(database(), scopeOf(systemActor), delivery.webhookId);
  if (!webhook) return;
  const at = clock.now();
  const started = performance.now();
  const attempt = await attemptAt(delivery, webhook, at);
  const milliseconds = Math.round(performance.now() - started);
  await database().transaction((tx) => saveAttempt(tx, delivery, webhook, { ...attempt, at, milliseconds }));
}

type Attempt = { requestHeaders: Record<string, string>; answer?: Answer; error: string | null };

async function attemptAt(delivery: DeliveryRecord, webhook: WebhookRecord, at: Date): Promise<Attempt> {
  let requestHeaders: Record<string, string> = {};
  try {
    const body = delivery.body ?? (await keepMessage(delivery, webhook));
    const secret = openSecret(webhook.id, webhook.secret);
    requestHeaders = {
      "content-type": "application/json",
      "user-agent": "Channelbook-Webhooks/1",
      ...signedHeaders(secret, { id: delivery.id, body }, at),
    };
    const answer = await post(webhook.url, {
      headers: requestHeaders,
      body,
      allowPrivate: allowsWebhooksTo(),
    });
    return { requestHeaders, answer, error: problemOf(answer.status) };
  } catch (error) {
    return { requestHeaders, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Before it is sent, so that whatever happens every attempt sends the same. */
async function keepMessage(delivery: DeliveryRecord, webhook: WebhookRecord): Promise<string> {
  const body = await messageOf(delivery, webhook);
  await database().transaction((tx) => updateDelivery(tx, delivery.id, { body }));
  return body;
}

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `it redirects (${status}), which is not followed`;
  return `it answered ${status} instead of a 2xx status`;
}

type Done = Attempt & { at: Date; milliseconds: number };

async function saveAttempt(
  tx: Tx,
  delivery: DeliveryRecord,
  webhook: WebhookRecord,
  done: Done,
): Promise<void> {
  const { answer, error, ...request } = done;
  const attempts = delivery.attempts + 1;
  const delivered = error === null;
  const isTest = delivery.event === testEvent;
  const next = afterAttempt({ delivered, attempts, isLast: isTest }, done.at, jitter());
  // Whoever switched the webhook off meanwhile has dropped the delivery.
  if (!(await updateDelivery(tx, delivery.id, { ...next, attempts, leasedUntil: null }))) return;
  await insertAttempt(tx, {
    deliveryId: delivery.id,
    number: attempts,
    ...request,
    responseStatus: answer?.status ?? null,
    responseHeaders: answer?.headers ?? null,
    responseBody: answer?.body ?? null,
    error,
  });
  await saveHealth(tx, webhook.id, delivered, done.at);
}

/** A webhook that fails and fails is switched off, and its account told. What is meant for it is kept. */
async function saveHealth(tx: Tx, webhookId: string, delivered: boolean, at: Date): Promise<void> {
  const webhook = await findWebhook(tx, scopeOf(systemActor), webhookId);
  if (!webhook) return;
  const failingSince = delivered ? null : (webhook.failingSince ?? at);
  const givesUp = webhook.status === "enabled" && shouldGiveUp(failingSince, at);
  if (givesUp) {
    await announceWebhook(tx, webhook, at);
    await record(tx, systemActor, {
      verb: "disable",
      object: { type: "webhook", id: webhook.id, name: webhook.url },
      at,
      parties: partiesOf(await findAccount(tx, webhook.accountId)),
      before: { status: webhook.status },
      after: { status: "failing" },
    });
  }
  await setWebhookHealth(tx, webhook, { failingSince, ...(givesUp ? { status: "failing" as const } : {}) });
}

function partiesOf(account: AccountRow | undefined): Parties {
  return account ? { [`${account.kind}Id`]: account.id } : {};
}

/** A timer that waits no longer than this hears of what another process left behind. */
const longestWait = isPostgres ? 5_000 : 60_000;

/** Delivers soon after something is due, until the process stops. */
export function startDelivering(): void {
  const loop = {
    timer: undefined as NodeJS.Timeout | undefined,
    busy: undefined as Promise<void> | undefined,
  };
  let isAsked = false;
  let isStopped = false;
  const look = () => {
    isAsked = true;
    clearTimeout(loop.timer);
    loop.busy ??= work().finally(() => {
      loop.busy = undefined;
    });
  };
  async function work(): Promise<void> {
    let wait = 0;
    while (isAsked && !isStopped) {
      isAsked = false;
      wait = await deliverAndWait();
    }
    if (isStopped) return;
    loop.timer = setTimeout(look, wait);
    loop.timer.unref();
  }
  if (!onWake(look)) return;
  onStop(async () => {
    isStopped = true;
    onWake(undefined);
    clearTimeout(loop.timer);
    await loop.busy;
  });
  start().then(look, (error: unknown) => log().error({ err: error }, "starting deliveries failed"));
}

/** Only one process works on SQLite: what is taken at its start was taken by one that has ended. */
async function start(): Promise<void> {
  await database().transaction(async (tx) => {
    if (!isPostgres) await releaseLeases(tx);
    await deleteSettled(tx, new Date(clock.now().getTime() - keptFor));
  });
}

async function deliverAndWait(): Promise<number> {
  try {
    await deliverDue();
    const next = await nextDeliveryAt(database());
    if (!next) return longestWait;
    return Math.min(Math.max(next.getTime() - clock.now().getTime(), 100), longestWait);
  } catch (error) {
    log().error({ err: error }, "delivering webhooks failed");
    return longestWait;
  }
}
