import type { NoticeSubject, NoticeSummaries } from "../../lib/domain/notice";
import {
  type DeliveryStatus,
  deliveryStatuses,
  type NoticeKind,
  noticeKinds,
  type WebhookStatus,
  webhookStatuses,
} from "../../lib/domain/states";
import type { WebhookEvent } from "../../lib/domain/webhook";
import { bool, index, instant, integer, json, primaryKey, table, text } from "../columns";
import { account } from "./accounts";
import { oneOf, tracked } from "./shared";

/** What the parties of a listing are told: written in the transaction of the change, at the change's own instant. */
export const notice = table(
  "notice",
  {
    id: text().primaryKey(),
    kind: text().$type<NoticeKind>().notNull(),
    at: instant().notNull(),
    /** The account whose object it is about. */
    ownerId: text().notNull(),
    priceListId: text(),
    versionId: text(),
    /** The versions whose difference is summarised: from null, everything was added; to null, everything was removed. */
    fromVersionId: text(),
    toVersionId: text(),
    /** What it is about as it was then, as its owner reads it over the API. */
    subject: json<NoticeSubject>().notNull(),
    /** By who reads: a reseller learns of its own columns only. Null until it has been worked out, or where there is none. */
    summaries: json<NoticeSummaries>(),
    /** When the summaries were settled: they follow from frozen points, and are worked out after the transaction. */
    summarisedAt: instant(),
  },
  (t) => [
    index("notice_waiting").on(t.summarisedAt),
    index("notice_version").on(t.versionId, t.at),
    oneOf("notice_kind", "kind", noticeKinds),
  ],
);

/** Who is told. A distributor's resellers read its rows that are for them too. */
export const noticeParty = table(
  "notice_party",
  {
    noticeId: text()
      .notNull()
      .references(() => notice.id, { onDelete: "cascade" }),
    accountId: text().notNull(),
    at: instant().notNull(),
    /** Also the resellers of this distributor. */
    resellers: bool().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.accountId] }),
    index("notice_party_account").on(t.accountId, t.at),
  ],
);

/** Which person or token has read which notice. */
export const noticeRead = table(
  "notice_read",
  {
    noticeId: text()
      .notNull()
      .references(() => notice.id, { onDelete: "cascade" }),
    readerId: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.readerId] })],
);

/** Where an account wants to be called. The secret is encrypted and shown once. */
export const webhook = table(
  "webhook",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => account.id),
    description: text().notNull(),
    url: text().notNull(),
    /** The events that it is called for. */
    topics: json<WebhookEvent[]>().notNull(),
    secret: text().notNull(),
    status: text().$type<WebhookStatus>().notNull(),
    /** Since when every attempt has failed; null after a success. */
    failingSince: instant(),
    ...tracked(),
  },
  (t) => [
    index("webhook_account").on(t.accountId, t.createdAt),
    oneOf("webhook_status", "status", webhookStatuses),
  ],
);

/** One message to one webhook: the outbox. */
export const webhookDelivery = table(
  "webhook_delivery",
  {
    /** The `webhook-id` of the message: the same at every attempt. */
    id: text().primaryKey(),
    webhookId: text()
      .notNull()
      .references(() => webhook.id, { onDelete: "cascade" }),
    /** Null for a test. */
    noticeId: text().references(() => notice.id),
    event: text().notNull(),
    /** The exact text that is sent: written down at the first attempt and the same at every other. */
    body: text(),
    status: text().$type<DeliveryStatus>().notNull(),
    attempts: integer().notNull().default(0),
    createdAt: instant().notNull(),
    nextAttemptAt: instant().notNull(),
    /** Until then a process is busy with it, and no other takes it. */
    leasedUntil: instant(),
    settledAt: instant(),
  },
  (t) => [
    index("webhook_delivery_webhook").on(t.webhookId, t.createdAt),
    index("webhook_delivery_due").on(t.status, t.nextAttemptAt),
    oneOf("webhook_delivery_status", "status", deliveryStatuses),
  ],
);

/** What one call of a webhook sent and was answered. */
export const webhookAttempt = table(
  "webhook_attempt",
  {
    deliveryId: text()
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    at: instant().notNull(),
    milliseconds: integer().notNull(),
    requestHeaders: json<Record<string, string>>().notNull(),
    /** Null when there was no answer; then `error` says why. */
    responseStatus: integer(),
    responseHeaders: json<Record<string, string>>(),
    /** Its first characters. */
    responseBody: text(),
    error: text(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);
