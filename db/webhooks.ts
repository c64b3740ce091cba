import { and, asc, count, desc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import type { Party } from "./notices";
import { account } from "./schema/accounts";
import { webhook, webhookAttempt, webhookDelivery } from "./schema/notices";
import type { Db, Tx } from "./types";

export type WebhookRecord = typeof webhook.$inferSelect;
export type DeliveryRecord = typeof webhookDelivery.$inferSelect;
export type AttemptRecord = typeof webhookAttempt.$inferSelect;

function ofScope(scope: Scope) {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(webhook.accountId, scope.vendorId);
  if (scope.kind === "distributor") return eq(webhook.accountId, scope.distributorId);
  return eq(webhook.accountId, scope.resellerId);
}

const fields: FilterFields = {
  id: { column: webhook.id, type: "text", orderable: true },
  url: { column: webhook.url, type: "text", searchable: true },
  status: { column: webhook.status, type: "text", orderable: true },
  "events.created.at": { column: webhook.createdAt, type: "instant", orderable: true },
};

/** Newest first unless the query orders otherwise. */
export async function findWebhooks(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: WebhookRecord[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, webhook.id);
  const condition = and(ofScope(scope), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(webhook.createdAt), desc(webhook.id)];
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(webhook)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(webhook).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

export async function findWebhook(db: Db, scope: Scope, id: string): Promise<WebhookRecord | undefined> {
  return (
    await db
      .select()
      .from(webhook)
      .where(and(ofScope(scope), eq(webhook.id, id)))
  )[0];
}

export async function insertWebhook(tx: Tx, row: typeof webhook.$inferInsert): Promise<void> {
  await tx.insert(webhook).values(row);
}

/** Writes only when the row still has the revision. @returns whether it did */
export async function updateWebhookRow(
  tx: Tx,
  known: Pick<WebhookRecord, "id" | "revision">,
  set: Partial<typeof webhook.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(webhook)
    .set(set)
    .where(and(eq(webhook.id, known.id), eq(webhook.revision, known.revision)))
    .returning({ id: webhook.id });
  return rows.length > 0;
}

/** Its deliveries go with it. */
export async function deleteWebhookRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(webhook).where(eq(webhook.id, id));
}

/** The webhooks of the parties of a notice that still collect messages: all but those that a person switched off. */
export async function findWebhooksOf(db: Db, parties: readonly Party[]): Promise<WebhookRecord[]> {
  const told = inArray(
    webhook.accountId,
    parties.map((party) => party.accountId),
  );
  const supplied = parties.filter((party) => party.resellers).map((party) => party.accountId);
  const resellers = and(eq(account.kind, "reseller"), inArray(account.distributorId, supplied));
  const rows = await db
    .select({ webhook })
    .from(webhook)
    .innerJoin(account, eq(account.id, webhook.accountId))
    .where(
      and(inArray(webhook.status, ["enabled", "failing"]), supplied.length > 0 ? or(told, resellers) : told),
    );
  return rows.map((row) => row.webhook);
}

export async function insertDeliveries(tx: Tx, rows: (typeof webhookDelivery.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(webhookDelivery).values(rows);
}

/** When nobody is busy with it, or whoever was has ended. */
function isFree(now: Date) {
  return or(isNull(webhookDelivery.leasedUntil), lt(webhookDelivery.leasedUntil, now));
}

function isWaiting(db: Db) {
  const enabled = db.select({ id: webhook.id }).from(webhook).where(eq(webhook.status, "enabled"));
  return and(eq(webhookDelivery.status, "pending"), inArray(webhookDelivery.webhookId, enabled));
}

/** Takes up to `limit` due deliveries for this process until `leasedUntil`; whoever else looks meanwhile does not get them. */
export async function claimDeliveries(
  tx: Tx,
  { now, leasedUntil, limit }: { now: Date; leasedUntil: Date; limit: number },
): Promise<DeliveryRecord[]> {
  const due = await tx
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(and(isWaiting(tx), lte(webhookDelivery.nextAttemptAt, now), isFree(now)))
    .orderBy(asc(webhookDelivery.nextAttemptAt), asc(webhookDelivery.id))
    .limit(limit);
  if (due.length === 0) return [];
  const rows = await tx
    .update(webhookDelivery)
    .set({ leasedUntil })
    .where(
      and(
        inArray(
          webhookDelivery.id,
          due.map((row) => row.id),
        ),
        isFree(now),
      ),
    )
    .returning();
  return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** When the next delivery is due, or one whose process ended can be taken; undefined when nothing waits. */
export async function nextDeliveryAt(db: Db): Promise<Date | undefined> {
  const { nextAttemptAt, leasedUntil } = webhookDelivery;
  const free = sql`case when ${leasedUntil} > ${nextAttemptAt} then ${leasedUntil} else ${nextAttemptAt} end`;
  const rows = await db
    .select({ next: sql<Date | null>`min(${free})`.mapWith(nextAttemptAt) })
    .from(webhookDelivery)
    .where(isWaiting(db));
  return rows[0]?.next ?? undefined;
}

/** Gives back what an ended process held, where only one process can be at work. */
export async function releaseLeases(tx: Tx): Promise<void> {
  await tx.update(webhookDelivery).set({ leasedUntil: null }).where(eq(webhookDelivery.status, "pending"));
}

export async function insertAttempt(tx: Tx, row: typeof webhookAttempt.$inferInsert): Promise<void> {
  await tx.insert(webhookAttempt).values(row);
}

/** @returns whether it is still there */
export async function updateDelivery(
  tx: Tx,
  id: string,
  set: Partial<typeof webhookDelivery.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(webhookDelivery)
    .set(set)
    .where(eq(webhookDelivery.id, id))
    .returning({ id: webhookDelivery.id });
  return rows.length > 0;
}

/** Takes this delivery for this process. @returns undefined when another one is busy with it */
export async function claimDelivery(
  tx: Tx,
  id: string,
  { now, ...set }: { now: Date; leasedUntil: Date; status: "pending"; nextAttemptAt: Date; settledAt: null },
): Promise<DeliveryRecord | undefined> {
  const rows = await tx
    .update(webhookDelivery)
    .set(set)
    .where(and(eq(webhookDelivery.id, id), isFree(now)))
    .returning();
  return rows[0];
}

/** How the receiver is. Not an edit by a person: the revision goes on only when the status changes. */
export async function setWebhookHealth(
  tx: Tx,
  known: Pick<WebhookRecord, "id" | "revision">,
  set: Pick<Partial<WebhookRecord>, "status" | "failingSince">,
): Promise<void> {
  const revision = set.status ? { revision: known.revision + 1 } : {};
  await tx
    .update(webhook)
    .set({ ...set, ...revision })
    .where(eq(webhook.id, known.id));
}

/** What waits for a webhook is due at once: it was switched on again. */
export async function hastenDeliveries(tx: Tx, webhookId: string, now: Date): Promise<void> {
  await tx
    .update(webhookDelivery)
    .set({ nextAttemptAt: now })
    .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.status, "pending")));
}

/** Forgets what waits for a webhook: a person switched it off. */
export async function dropPending(tx: Tx, webhookId: string): Promise<void> {
  await tx
    .delete(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.status, "pending")));
}

/** Forgets what was settled before an instant. */
export async function deleteSettled(tx: Tx, before: Date): Promise<void> {
  await tx.delete(webhookDelivery).where(lt(webhookDelivery.settledAt, before));
}

const deliveryFields: FilterFields = {
  id: { column: webhookDelivery.id, type: "text" },
  status: { column: webhookDelivery.status, type: "text", orderable: true },
  type: { column: webhookDelivery.event, type: "text", orderable: true },
  created_at: { column: webhookDelivery.createdAt, type: "instant", orderable: true },
};

/** The deliveries of a webhook that the caller has found in the reader's scope, newest first. */
export async function findDeliveries(
  db: Db,
  webhookId: string,
  query: ListQuery,
): Promise<{ rows: DeliveryRecord[]; total: number }> {
  const { where, orderBy } = compileList(query, deliveryFields, webhookDelivery.id);
  const condition = and(eq(webhookDelivery.webhookId, webhookId), where);
  const order =
    query.ordering.length > 0 ? orderBy : [desc(webhookDelivery.createdAt), desc(webhookDelivery.id)];
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(webhookDelivery)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(webhookDelivery).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

export async function findDelivery(
  db: Db,
  webhookId: string,
  id: string,
): Promise<DeliveryRecord | undefined> {
  return (
    await db
      .select()
      .from(webhookDelivery)
      .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.id, id)))
  )[0];
}

/** The latest attempts at a delivery, newest first. */
export async function findAttempts(db: Db, deliveryId: string): Promise<AttemptRecord[]> {
  return db
    .select()
    .from(webhookAttempt)
    .where(eq(webhookAttempt.deliveryId, deliveryId))
    .orderBy(desc(webhookAttempt.number))
    .limit(50);
}

/** How many deliveries of each webhook are in each state. */
export async function countDeliveries(
  db: Db,
  webhookIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  if (webhookIds.length === 0) return new Map();
  const rows = await db
    .select({ id: webhookDelivery.webhookId, status: webhookDelivery.status, total: count() })
    .from(webhookDelivery)
    .where(inArray(webhookDelivery.webhookId, [...webhookIds]))
    .groupBy(webhookDelivery.webhookId, webhookDelivery.status);
  const counts = new Map<string, Record<string, number>>();
  for (const { id, status, total } of rows) counts.set(id, { ...counts.get(id), [status]: total });
  return counts;
}
