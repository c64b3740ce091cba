import type { VersionFacts } from "./price-version";

/** A version that waits for its start, of any list. */
export type ScheduledVersion = {
  readonly versionId: string;
  readonly listId: string;
  readonly startAt: Date;
};

/** One activation by the clock: `versionId` becomes active at `at`, and `expires`, if any, expires at the same instant. */
export type Settlement = {
  readonly versionId: string;
  readonly listId: string;
  readonly at: Date;
  readonly expires: string | null;
};

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Does this version become active at or before `now`? At exactly its start it does (DESIGN §4). */
export function isDue(version: { readonly startAt: Date | null }, now: Date): boolean {
  return version.startAt !== null && version.startAt.getTime() <= now.getTime();
}

/** The scheduled versions whose start has come, in the order in which they start. */
export function due(versions: readonly VersionFacts[], now: Date): VersionFacts[] {
  return versions
    .filter((version) => version.status === "scheduled" && isDue(version, now))
    .sort((a, b) => (a.startAt?.getTime() ?? 0) - (b.startAt?.getTime() ?? 0) || byText(a.id, b.id));
}

/**
 * Everything that is due at `now`, in start order, each at its own start: what one write transaction saves and records, however long
 * the process was stopped (DESIGN §4). `active` is the active version of each list, by list id.
 */
export function settlement(
  scheduled: readonly ScheduledVersion[],
  active: ReadonlyMap<string, string>,
  now: Date,
): Settlement[] {
  const current = new Map(active);
  return scheduled
    .filter((version) => isDue(version, now))
    .sort(
      (a, b) =>
        a.startAt.getTime() - b.startAt.getTime() ||
        byText(a.listId, b.listId) ||
        byText(a.versionId, b.versionId),
    )
    .map(({ versionId, listId, startAt }) => {
      const expires = current.get(listId) ?? null;
      current.set(listId, versionId);
      return { versionId, listId, at: startAt, expires };
    });
}

/** Half open: `from` is in, `to` is out; null has no end yet. */
export type Validity<V> = { readonly version: V; readonly from: Date; readonly to: Date | null };

/**
 * When each version of one list was, is or will be in force, in order of time: `[activated, expired)`, and for what is scheduled
 * `[start, next start)`. Drafts, and versions replaced at the instant of their activation, have none.
 */
export function validities<V extends VersionFacts>(versions: readonly V[]): Validity<V>[] {
  const starts = versions
    .flatMap((version) => {
      const from = version.status === "scheduled" ? version.startAt : version.activatedAt;
      return from && version.status !== "draft" ? [{ version, from, end: version.expiredAt }] : [];
    })
    .sort((a, b) => a.from.getTime() - b.from.getTime() || endOrder(a.end) - endOrder(b.end));
  return starts.flatMap(({ version, from, end }, index) => {
    const next = starts[index + 1]?.from ?? null;
    const to = end && next ? new Date(Math.min(end.getTime(), next.getTime())) : (end ?? next);
    return to && to.getTime() <= from.getTime() ? [] : [{ version, from, to }];
  });
}

/** Of versions with one start, those that were replaced at once come first. */
function endOrder(end: Date | null): number {
  return end?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** The version of one list that was, is or will be in force at an instant, with its validity; undefined when none. */
export function inForceAt<V extends VersionFacts>(versions: readonly V[], at: Date): Validity<V> | undefined {
  return validities(versions).find(
    ({ from, to }) => from.getTime() <= at.getTime() && (to === null || at.getTime() < to.getTime()),
  );
}
