import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { DiffSummary } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { RelativeTime, Timestamp } from "@/components/ui/timestamp";
import type { FormAction } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import type { AccountKind } from "@/lib/domain/access";
import { type NoticeSubject, type NoticeSummary, noticeWords } from "@/lib/domain/notice";
import type { NoticeKind } from "@/lib/domain/states";
import { ReadNotice } from "./read-notice";

export type NoticeEntry = {
  id: string;
  kind: NoticeKind;
  at: Date;
  read: boolean;
  ownerId: string;
  fromVersionId: string | null;
  toVersionId: string | null;
  subject: NoticeSubject;
  summary: NoticeSummary | null;
};

type Props = {
  notices: NoticeEntry[];
  account: { id: string; kind: AccountKind };
  now: number;
  readAction: FormAction<void>;
};

const nothing: Record<AccountKind, string> = {
  vendor:
    "When a version of your price lists is scheduled, takes effect or ends, it is told here and to your distributors.",
  distributor:
    "When a vendor schedules, activates or ends prices on your marketplaces, you read here what changes and by how much.",
  reseller: "When prices that you buy or sell at change, you read here what changes and by how much.",
};

/** What the account was told as a party of listings, newest first: what happened, by how much prices change, and where to look. */
export function NoticeList({ notices, account, now, readAction }: Props) {
  if (notices.length === 0) {
    return <EmptyState title="Nothing has changed yet">{nothing[account.kind]}</EmptyState>;
  }
  return (
    <ul aria-label="What changed" className="divide-y">
      {notices.map((notice) => (
        <li
          key={notice.id}
          data-slot="notice"
          data-read={notice.read}
          className="relative flex items-start gap-3 px-4 py-3"
        >
          <span
            aria-hidden
            className={cn("mt-2 size-2 shrink-0 rounded-full", notice.read ? "bg-transparent" : "bg-primary")}
          />
          <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <NoticeText notice={notice} account={account} now={now} />
            <NoticeLinks notice={notice} readAction={readAction} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function NoticeText({
  notice,
  account,
  now,
}: {
  notice: NoticeEntry;
  account: Props["account"];
  now: number;
}) {
  const { kind, summary, subject } = notice;
  const owner = subject.list && notice.ownerId !== account.id ? subject.list.ownerName : undefined;
  return (
    <div className="min-w-0">
      <p className={cn("flex flex-wrap items-center gap-x-2 gap-y-1", !notice.read && "font-medium")}>
        {notice.read ? null : <span className="sr-only">Unread:</span>}
        <StatusBadge status={noticeWords[kind]} plain />
        <span className="min-w-0 break-words">{titleOf(notice)}</span>
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-1 text-muted-foreground text-sm">
        {owner ? <span>{owner} ·</span> : null}
        <RelativeTime at={notice.at.getTime()} now={now} />
        <StartOf notice={notice} />
      </p>
      {summary ? <Difference {...summary} /> : null}
    </div>
  );
}

function Difference({ added, removed, changed, medianChangePercent }: NoticeSummary) {
  return (
    <div className="mt-1.5 text-sm">
      {added + removed + changed === 0 ? (
        <p className="text-muted-foreground">No price differs from the version before.</p>
      ) : (
        <DiffSummary added={added} removed={removed} changed={changed} medianPercent={medianChangePercent} />
      )}
    </div>
  );
}

function titleOf({ subject: { list, version, webhook } }: NoticeEntry): ReactNode {
  if (webhook) return <TextLink href={`/settings/webhooks/${webhook.id}`}>Webhook {webhook.url}</TextLink>;
  if (!list) return null;
  const place = `/price-lists/${list.id}`;
  if (!version) return <TextLink href={place}>{list.name}</TextLink>;
  return (
    <TextLink href={`${place}/versions/${version.number}`}>
      Version {version.number} of {list.name}
    </TextLink>
  );
}

/** Of what is scheduled, when it starts. */
function StartOf({ notice: { kind, subject } }: { notice: NoticeEntry }) {
  const startAt = subject.version?.startAt;
  if (kind !== "price_version.scheduled" || !startAt) return null;
  return (
    <span>
      · takes effect <Timestamp at={Date.parse(startAt)} zone="utc" />
    </span>
  );
}

function NoticeLinks({ notice, readAction }: { notice: NoticeEntry; readAction: FormAction<void> }) {
  const compare = compareLink(notice);
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      {compare ? (
        <ButtonLink href={compare} size="sm">
          Compare
        </ButtonLink>
      ) : null}
      {notice.read ? null : <ReadNotice id={notice.id} readAction={readAction} />}
    </div>
  );
}

/** Two versions of one list are compared by their numbers, which end their ids. */
function compareLink({ kind, subject, fromVersionId }: NoticeEntry): string | undefined {
  const { list, version } = subject;
  if (!list || !version || !fromVersionId || kind === "price_version.unscheduled") return undefined;
  const from = Number(fromVersionId.slice(fromVersionId.lastIndexOf("-") + 1));
  return `/price-lists/${list.id}/versions/${version.number}?tab=compare&with=${from}`;
}
