import { DomainError, invalid } from "./errors";
import { listRefusal, type PriceListFacts } from "./price-list";
import type { VersionStatus } from "./states";
import { nextState, refusal, type Transitions } from "./transitions";

/** A version that was deleted is in no state that is stored; the table needs its name. */
export type VersionState = VersionStatus | "deleted";
/** What a person may do to a version. `unschedule` is `cancel` in the platform API. */
export type VersionAction = "schedule" | "unschedule" | "activate" | "remove";
/** Also what the clock does (`start`) and what follows from another version or the list (`expire`, `withdraw`). */
export type VersionEvent = VersionAction | "start" | "expire" | "withdraw";

/** DESIGN §5: the actions, and so the buttons. */
export const versionActions = {
  draft: { schedule: "scheduled", activate: "active", remove: "deleted" },
  scheduled: { schedule: "scheduled", unschedule: "draft", activate: "active" },
  active: {},
  expired: {},
  deleted: {},
} as const satisfies Transitions<VersionState, VersionAction>;

/** DESIGN §5: everything that can happen to a version. */
export const versionTransitions: Transitions<VersionState, VersionEvent> = {
  ...versionActions,
  scheduled: { ...versionActions.scheduled, start: "active", withdraw: "draft" },
  active: { expire: "expired" },
};

export type VersionFacts = {
  readonly id: string;
  readonly status: VersionStatus;
  readonly startAt: Date | null;
  readonly activatedAt: Date | null;
  readonly expiredAt: Date | null;
};

/** One change of one version, to be saved and recorded at `at`. `startAt` is what the column holds afterwards. */
export type VersionChange = {
  readonly versionId: string;
  readonly event: VersionEvent;
  readonly from: VersionStatus;
  readonly to: VersionState;
  readonly at: Date;
  readonly startAt: Date | null;
};

function change(
  version: VersionFacts,
  event: VersionEvent,
  at: Date,
  startAt = version.startAt,
): VersionChange {
  const to = nextState(versionTransitions, version.status, event, version.id);
  return { versionId: version.id, event, from: version.status, to, at, startAt };
}

/**
 * Why a person may not do `action` to the version, or undefined when it may be done: the tooltip of the disabled button and the
 * API's message. `versions` are all versions of the list.
 */
export function versionRefusal(
  list: PriceListFacts,
  version: VersionFacts,
  action: VersionAction,
  versions: readonly VersionFacts[],
): string | undefined {
  if (list.status === "terminated") return listRefusal(list, "edit");
  const known: Transitions<VersionState, VersionAction> = versionActions;
  const refused = refusal(known, version.status, action, version.id);
  if (refused) return refused;
  if (action === "remove" && versions.length === 1) {
    return `${version.id} is the only version of ${list.id}: remove is not possible. Delete the price list instead.`;
  }
  return undefined;
}

function checkAction(
  list: PriceListFacts,
  version: VersionFacts,
  action: VersionAction,
  versions: readonly VersionFacts[],
): void {
  const refused = versionRefusal(list, version, action, versions);
  if (refused) throw new DomainError("wrong_state", refused);
}

/**
 * A start must lie strictly in the future and be no other scheduled version's (DESIGN §5).
 * @throws DomainError `invalid` naming `start_at`.
 */
export function checkStart(
  startAt: Date,
  versionId: string,
  versions: readonly VersionFacts[],
  now: Date,
): void {
  const value = startAt.toISOString();
  if (startAt.getTime() <= now.getTime()) {
    throw invalid("start_at", `${value} is not in the future; it is now ${now.toISOString()}`, {
      rule: "future",
      value,
    });
  }
  const other = versions.find(
    (version) =>
      version.id !== versionId &&
      version.status === "scheduled" &&
      version.startAt?.getTime() === startAt.getTime(),
  );
  if (other) {
    throw invalid("start_at", `${value} is already the start of ${other.id}; choose another instant`, {
      rule: "unique",
      value,
    });
  }
}

/**
 * Schedules a draft, or gives a scheduled version another date. `startAt` null takes the start that the draft was given.
 * @throws DomainError `wrong_state`, or `invalid` for the start.
 */
export function scheduleVersion(
  list: PriceListFacts,
  version: VersionFacts,
  versions: readonly VersionFacts[],
  startAt: Date | null,
  now: Date,
): VersionChange[] {
  checkAction(list, version, "schedule", versions);
  const start = startAt ?? version.startAt;
  if (!start) throw invalid("start_at", "must be given: the version has no start yet", { rule: "required" });
  checkStart(start, version.id, versions, now);
  return [change(version, "schedule", now, start)];
}

/** Back to draft; the start is forgotten. @throws DomainError `wrong_state`. */
export function unscheduleVersion(
  list: PriceListFacts,
  version: VersionFacts,
  versions: readonly VersionFacts[],
  now: Date,
): VersionChange[] {
  checkAction(list, version, "unschedule", versions);
  return [change(version, "unschedule", now, null)];
}

/**
 * Activates now: the active version expires at the same instant, so that the two meet without a gap. `startAt` stays as given.
 * What is due must have been settled first. @throws DomainError `wrong_state`.
 */
export function activateVersion(
  list: PriceListFacts,
  version: VersionFacts,
  versions: readonly VersionFacts[],
  now: Date,
): VersionChange[] {
  checkAction(list, version, "activate", versions);
  const replaced = versions.filter((other) => other.status === "active" && other.id !== version.id);
  return [...replaced.map((other) => change(other, "expire", now)), change(version, "activate", now)];
}

/** Deletes a draft. @throws DomainError `wrong_state`, also for the last version of a list. */
export function removeVersion(
  list: PriceListFacts,
  version: VersionFacts,
  versions: readonly VersionFacts[],
  now: Date,
): VersionChange[] {
  checkAction(list, version, "remove", versions);
  return [change(version, "remove", now)];
}

/** Only a draft's points can be edited (DESIGN §5): the sentence that says so, or undefined. */
export function pointsRefusal(list: PriceListFacts, version: VersionFacts): string | undefined {
  if (list.status === "terminated") return listRefusal(list, "edit");
  if (version.status === "draft") return undefined;
  return `${version.id} is ${version.status}: only the prices of a draft can be edited. Create a new version from it instead.`;
}

/** What terminating the list does to its versions: the active one expires, scheduled ones return to draft. */
export function withdrawVersions(versions: readonly VersionFacts[], now: Date): VersionChange[] {
  return versions.flatMap((version) => {
    if (version.status === "active") return [change(version, "expire", now)];
    if (version.status === "scheduled") return [change(version, "withdraw", now, null)];
    return [];
  });
}

/** What the clock does to a version that is due, and to the one it replaces (`settlement` says which and when). */
export function settledChange(version: VersionFacts, event: "start" | "expire", at: Date): VersionChange {
  return change(version, event, at);
}
