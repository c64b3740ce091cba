import { type PriceListRow, updatePriceListRow } from "@/db/price-lists";
import { findVersionsOfList, updateVersionRow, type VersionRecord } from "@/db/price-versions";
import type { Tx } from "@/db/types";
import type { Actor } from "../../domain/access";
import { conflict } from "../../domain/errors";
import { listStatus } from "../../domain/price-list";
import type { VersionChange, VersionEvent } from "../../domain/price-version";
import { stamped, touched } from "../context";
import { type Parties, record } from "../record";

type ListFacts = Pick<PriceListRow, "id" | "name" | "ownerId" | "ownerKind">;

/** The owner reads what happens to its list; others learn of it through their listings. */
export function partiesOf(list: Pick<ListFacts, "ownerId" | "ownerKind">): Parties {
  return list.ownerKind === "vendor" ? { vendorId: list.ownerId } : { distributorId: list.ownerId };
}

export function listObject(list: Pick<ListFacts, "id" | "name">) {
  return { type: "price_list", id: list.id, name: list.name };
}

export function versionObject(list: Pick<ListFacts, "name">, version: Pick<VersionRecord, "id" | "number">) {
  return { type: "price_version", id: version.id, name: `v${version.number} of ${list.name}` };
}

/** How an event is called in the audit and in `events` of the platform API. */
const names: Record<Exclude<VersionEvent, "remove">, { verb: string; event: string }> = {
  schedule: { verb: "schedule", event: "scheduled" },
  unschedule: { verb: "unschedule", event: "canceled" },
  withdraw: { verb: "unschedule", event: "canceled" },
  activate: { verb: "activate", event: "activated" },
  start: { verb: "activate", event: "activated" },
  expire: { verb: "expire", event: "expired" },
};

/** The columns that an event sets beside the status. A version is frozen from when it leaves draft. */
function effects(version: VersionRecord, change: VersionChange): Partial<VersionRecord> {
  const frozenAt = version.frozenAt ?? change.at;
  if (change.to === "scheduled") return { startAt: change.startAt, frozenAt };
  if (change.to === "draft") return { startAt: change.startAt, frozenAt: null };
  if (change.to === "active") return { activatedAt: change.at, frozenAt };
  return { expiredAt: change.at };
}

/**
 * Saves and records one change of a version, decided by lib/domain/price-version.ts, at the change's own instant.
 * @returns the version as it is now
 * @throws DomainError `conflict` when somebody else changed it meanwhile
 */
export async function saveChange(
  tx: Tx,
  actor: Actor,
  list: ListFacts,
  version: VersionRecord,
  change: VersionChange,
): Promise<VersionRecord> {
  if (change.event === "remove" || change.to === "deleted")
    throw new Error("A version is removed by deleting it.");
  const { verb, event } = names[change.event];
  const set = {
    ...touched(version, event, actor, change.at),
    ...effects(version, change),
    status: change.to,
  };
  if (!(await updateVersionRow(tx, version, set))) {
    throw conflict(`${version.id} was changed by somebody else at the same time.`);
  }
  await record(tx, actor, {
    verb,
    object: versionObject(list, version),
    at: change.at,
    parties: partiesOf(list),
    before: { status: version.status, start_at: version.startAt },
    after: { status: set.status, start_at: change.startAt },
  });
  return { ...version, ...set };
}

/** Brings the list's status in line with its versions (DESIGN §5). Writes nothing when it already is. */
export async function saveListStatus(tx: Tx, actor: Actor, list: PriceListRow, now: Date): Promise<void> {
  const versions = await findVersionsOfList(tx, list.id);
  const status = listStatus(
    versions.map((version) => version.status),
    list.terminatedAt !== null,
  );
  if (status === list.status) return;
  const events = { draft: "canceled", scheduled: "scheduled", active: "activated", terminated: "terminated" };
  const set = {
    status,
    revision: list.revision + 1,
    updatedAt: now,
    events: stamped(list.events, events[status], actor, now),
  };
  if (!(await updatePriceListRow(tx, list, set))) {
    throw conflict(`Price list ${list.id} was changed by somebody else at the same time.`);
  }
}
