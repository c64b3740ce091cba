import { findListParties, findScheduledNotice, insertNotice, type Party } from "@/db/notices";
import { findPriceList } from "@/db/price-lists";
import { findVersion, findVersionsOfList, type VersionRow } from "@/db/price-versions";
import type { Tx } from "@/db/types";
import { findWebhooksOf, insertDeliveries } from "@/db/webhooks";
import { scopeOf } from "../../domain/access";
import {
  type ListSnapshot,
  type NoticeSubject,
  type NoticeSummaries,
  noticeKindOf,
  replacedVersion,
  type VersionSnapshot,
} from "../../domain/notice";
import type { VersionChange } from "../../domain/price-version";
import type { NoticeKind } from "../../domain/states";
import { webhookEvents } from "../../domain/webhook";
import { newId, systemActor } from "../context";

const everything = scopeOf(systemActor);

/**
 * Tells the parties of the listings that carry the list what happened to its versions, in the transaction of the change: a
 * notice for each, and a delivery for each webhook that wants to know. Call it when everything else of the change is saved.
 */
export async function announceChanges(
  tx: Tx,
  priceListId: string,
  changes: readonly VersionChange[],
): Promise<void> {
  for (const change of changes) {
    const kind = noticeKindOf(change.event);
    const version = kind ? await findVersion(tx, everything, change.versionId) : undefined;
    if (!kind || !version) continue;
    const told = { kind, at: change.at, priceListId, versionId: version.id };
    const subject = { list: listSnapshot(version.list), version: versionSnapshot(version) };
    if (kind === "price_version.unscheduled") {
      await announce(tx, { ...told, ...(await differenceWhenScheduled(tx, version.id)), subject });
    } else {
      const at = kind === "price_version.scheduled" ? (change.startAt ?? change.at) : change.at;
      const versions = await findVersionsOfList(tx, priceListId);
      const fromVersionId = replacedVersion(versions, version.id, at)?.id ?? null;
      await announce(tx, { ...told, fromVersionId, toVersionId: version.id, subject });
    }
  }
}

/** That the whole list ended: what was in force until now is gone. */
export async function announceTermination(tx: Tx, priceListId: string, at: Date): Promise<void> {
  const list = await findPriceList(tx, everything, priceListId);
  if (!list) return;
  const versions = await findVersionsOfList(tx, priceListId);
  await announce(tx, {
    kind: "price_list.terminated",
    at,
    priceListId,
    fromVersionId: replacedVersion(versions, "", at)?.id ?? null,
    toVersionId: null,
    subject: { list: listSnapshot(list) },
  });
}

/** Tells an account about one of its webhooks. */
export async function announceWebhook(
  tx: Tx,
  webhook: { id: string; accountId: string; url: string; description: string },
  at: Date,
): Promise<void> {
  const { id, accountId, url, description } = webhook;
  const told = { id: newId("notice"), kind: "webhook.disabled" as const, at, ownerId: accountId };
  const subject = { webhook: { id, url, description } };
  await insertNotice(tx, { ...told, subject, summarisedAt: at }, [{ accountId, resellers: false }]);
}

type Told = {
  kind: NoticeKind;
  at: Date;
  priceListId: string;
  versionId?: string;
  fromVersionId: string | null;
  toVersionId: string | null;
  subject: NoticeSubject & { list: ListSnapshot };
  /** Given when nothing has to be worked out any more. */
  summaries?: NoticeSummaries | null;
};

async function announce(tx: Tx, told: Told): Promise<void> {
  const id = newId("notice");
  const ownerId = told.subject.list.ownerId;
  const bound = await findListParties(tx, told.priceListId, told.at);
  const parties: Party[] = [
    ...(bound.some((party) => party.accountId === ownerId) ? [] : [{ accountId: ownerId, resellers: false }]),
    ...bound,
  ];
  const summarisedAt = told.summaries === undefined ? null : told.at;
  await insertNotice(tx, { ...told, id, ownerId, summarisedAt }, parties);
  const event = webhookEvents.find((known) => known === told.kind);
  if (!event) return;
  const webhooks = (await findWebhooksOf(tx, parties)).filter(({ topics }) => topics.includes(event));
  await insertDeliveries(
    tx,
    webhooks.map((webhook) => ({
      id: newId("delivery"),
      webhookId: webhook.id,
      noticeId: id,
      event,
      status: "pending" as const,
      createdAt: told.at,
      nextAttemptAt: told.at,
    })),
  );
}

/** A draft can be edited, so what unscheduling takes back is what was told when the version was scheduled. */
async function differenceWhenScheduled(tx: Tx, versionId: string) {
  const scheduled = await findScheduledNotice(tx, versionId);
  return {
    fromVersionId: scheduled?.fromVersionId ?? null,
    toVersionId: versionId,
    summaries: scheduled?.summaries ?? null,
  };
}

function listSnapshot(list: VersionRow["list"]): ListSnapshot {
  const { id, name, description, currency, compatibility, decimals, status } = list;
  const { ownerId, ownerName, columns, products, stats, events } = list;
  const facts = { id, name, description, currency, compatibility, decimals, status };
  return { ...facts, ownerId, ownerName, columns, products, stats, events };
}

function versionSnapshot(version: VersionRow): VersionSnapshot {
  const { id, number, description, baseId, baseStartAt, startAt, status, events } = version;
  return {
    id,
    number,
    description,
    baseId,
    baseStartAt: baseStartAt?.toISOString() ?? null,
    startAt: startAt?.toISOString() ?? null,
    status,
    events,
  };
}
