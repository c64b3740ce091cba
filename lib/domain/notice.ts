import type { VisibleColumns } from "./access";
import { printAmount } from "./money";
import { columnsFor, type PriceColumn } from "./price-columns";
import type { DiffSummary } from "./price-diff";
import { type Validity, validities } from "./price-settlement";
import type { VersionEvent, VersionFacts } from "./price-version";
import type { Events, NoticeKind, PriceListStatus, VersionStatus } from "./states";

/** A price list as it was when something happened to it; instants are ISO 8601, as stored. */
export type ListSnapshot = {
  id: string;
  name: string;
  description: string | null;
  currency: string;
  compatibility: "commerce" | null;
  decimals: number;
  status: PriceListStatus;
  ownerId: string;
  ownerName: string;
  columns: PriceColumn[];
  products: { id: string; name: string; icon: string | null; description?: string | null }[];
  stats: { products: number; listings: number; listings_alt: number };
  events: Events;
};

export type VersionSnapshot = {
  id: string;
  number: number;
  description: string;
  baseId: string | null;
  baseStartAt: string | null;
  startAt: string | null;
  status: VersionStatus;
  events: Events;
};

/** What a notice is about. */
export type NoticeSubject = {
  list?: ListSnapshot;
  /** Not there when the whole list ended. */
  version?: VersionSnapshot;
  webhook?: { id: string; url: string; description: string };
};

/** The difference in prices in numbers; the median in percent as a plain decimal. */
export type NoticeSummary = {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
  medianChangePercent: string | null;
};

/** One summary for everybody who sees all columns, one for each tier of resellers. */
export type NoticeSummaries = Record<Audience, NoticeSummary>;

export const audiences = ["all", "tier1", "tier2"] as const;
export type Audience = (typeof audiences)[number];

/** The columns that each audience sees (DESIGN §1, Column visibility). */
export const audienceColumns: Record<Audience, VisibleColumns> = {
  all: "all",
  tier1: ["st0p", "st1p"],
  tier2: ["st0p", "st2p"],
};

export function audienceOf(visible: VisibleColumns): Audience {
  if (visible === "all") return "all";
  return visible.includes("st2p") ? "tier2" : "tier1";
}

/** The subject with the columns that the reader sees. */
export function subjectFor(subject: NoticeSubject, visible: VisibleColumns): NoticeSubject {
  const { list } = subject;
  return list ? { ...subject, list: { ...list, columns: columnsFor(list.columns, visible) } } : subject;
}

export function noticeSummary({ medianChangePercent, ...counts }: DiffSummary): NoticeSummary {
  return {
    ...counts,
    medianChangePercent: medianChangePercent === null ? null : printAmount(medianChangePercent),
  };
}

const kinds: Partial<Record<VersionEvent, NoticeKind>> = {
  schedule: "price_version.scheduled",
  unschedule: "price_version.unscheduled",
  withdraw: "price_version.unscheduled",
  activate: "price_version.activated",
  start: "price_version.activated",
};

/** What others are told of an event of a version; undefined when nothing: that a version expired goes without saying. */
export function noticeKindOf(event: VersionEvent): NoticeKind | undefined {
  return kinds[event];
}

/**
 * The version whose prices `id` replaces when it takes effect at `at`: the one in force until then, or at the latest until
 * then; null for the first of a list. `versions` are all of the list's, after the change has been saved.
 */
export function replacedVersion<V extends VersionFacts>(
  versions: readonly V[],
  id: string,
  at: Date,
): V | null {
  const before = validities(versions.filter((version) => version.id !== id)).filter(
    ({ from, to }: Validity<V>) => from < at && (to === null || to >= at),
  );
  return before.at(-1)?.version ?? null;
}

/** How a notice reads: one word for what happened, and whether it wants attention. */
export const noticeWords: Record<
  NoticeKind,
  { word: string; tone: "info" | "neutral" | "success" | "danger"; explanation: string }
> = {
  "price_version.scheduled": {
    word: "Scheduled",
    tone: "info",
    explanation: "The prices take effect at the start that was set.",
  },
  "price_version.unscheduled": {
    word: "Unscheduled",
    tone: "neutral",
    explanation: "The prices do not take effect: the version went back to draft.",
  },
  "price_version.activated": {
    word: "Activated",
    tone: "success",
    explanation: "The prices are in force.",
  },
  "price_list.terminated": {
    word: "Terminated",
    tone: "danger",
    explanation: "The price list ended for good: none of its prices is in force any more.",
  },
  "webhook.disabled": {
    word: "Disabled",
    tone: "danger",
    explanation: "Every attempt to call the webhook failed for days. Messages wait until it is enabled.",
  },
};
