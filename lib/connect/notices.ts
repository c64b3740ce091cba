import type { ListSnapshot, NoticeSubject, NoticeSummary, VersionSnapshot } from "../domain/notice";
import type { NoticeKind } from "../domain/states";
import { instant } from "./common";
import { presentPriceList, presentVersion } from "./pricing";

type Reader = { account: { id: string } };

type Notice = {
  id: string;
  kind: NoticeKind;
  at: Date;
  fromVersionId: string | null;
  toVersionId: string | null;
  /** With the columns that the reader sees. */
  subject: NoticeSubject;
  summary: NoticeSummary | null;
};

/** A notice: what happened, to which version or list (in the shapes of `/pricing`), and the difference in prices in numbers. */
export function presentNotice({ id, kind, at, ...notice }: Notice & { read: boolean }, reader: Reader) {
  return { id, type: kind, at: instant(at), read: notice.read, ...presentFacts(notice, reader) };
}

/** The body of a webhook's message: `{type, timestamp, data}`. */
export function presentMessage({ id, kind, at, ...notice }: Notice, reader: Reader) {
  const data = { notice: { id }, ...presentFacts(notice, reader) };
  return { type: kind, timestamp: instant(at), data };
}

/** The body of a test's message. */
export function presentTestMessage(webhook: { id: string }, type: string, at: Date) {
  return { type, timestamp: instant(at), data: { webhook: { id: webhook.id } } };
}

type Facts = Pick<Notice, "fromVersionId" | "toVersionId" | "subject" | "summary">;

function presentFacts({ subject: { list, version, webhook }, ...difference }: Facts, reader: Reader) {
  return {
    ...(list && version ? { version: presentVersion(revived(version, list), reader) } : {}),
    ...(list && !version ? { pricelist: presentPriceList(list, reader) } : {}),
    ...(webhook ? { webhook: { id: webhook.id, url: webhook.url } } : {}),
    ...(list ? { difference: presentDifference(difference) } : {}),
  };
}

function presentDifference({ fromVersionId, toVersionId, summary }: Omit<Facts, "subject">) {
  if (!summary) return null;
  const { added, removed, changed, unchanged, medianChangePercent } = summary;
  return {
    from: fromVersionId === null ? null : { id: fromVersionId },
    to: toVersionId === null ? null : { id: toVersionId },
    summary: { added, removed, changed, unchanged, median_change_percent: medianChangePercent },
  };
}

function revived(version: VersionSnapshot, list: ListSnapshot) {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return { ...version, startAt: date(version.startAt), baseStartAt: date(version.baseStartAt), list };
}
