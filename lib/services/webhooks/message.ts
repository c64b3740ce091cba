import { findAccount } from "@/db/accounts";
import { database } from "@/db/client";
import { findNotice } from "@/db/notices";
import { hasResellersBelow } from "@/db/reseller-tier";
import type { DeliveryRecord, WebhookRecord } from "@/db/webhooks";
import { presentMessage, presentTestMessage } from "../../connect/notices";
import { scopeOf, type VisibleColumns, visibleColumns } from "../../domain/access";
import { audienceOf, subjectFor } from "../../domain/notice";
import { systemActor } from "../context";
import { settleSummary } from "../notices/summaries";

/** What is sent: the notice as the webhook's account may see it. The same for every attempt, since it is kept. */
export async function messageOf(delivery: DeliveryRecord, webhook: WebhookRecord): Promise<string> {
  const notice = delivery.noticeId ? await findNotice(database(), delivery.noticeId) : undefined;
  if (!notice) return JSON.stringify(presentTestMessage(webhook, delivery.event, delivery.createdAt));
  const summaries = notice.summarisedAt ? notice.summaries : await settleSummary(notice);
  const visible = await columnsOf(webhook.accountId);
  const summary = summaries?.[audienceOf(visible)] ?? null;
  const seen = { ...notice, subject: subjectFor(notice.subject, visible), summary };
  return JSON.stringify(presentMessage(seen, { account: { id: webhook.accountId } }));
}

async function columnsOf(accountId: string): Promise<VisibleColumns> {
  const account = await findAccount(database(), accountId);
  if (account?.kind !== "reseller") return visibleColumns("vendor");
  const isSecondTier = await hasResellersBelow(database(), scopeOf(systemActor), accountId);
  return visibleColumns("reseller", isSecondTier ? 2 : 1);
}
