import { database } from "@/db/client";
import { type PriceListRow, updatePriceListRow } from "@/db/price-lists";
import { copyPoints, insertMissingPoints } from "@/db/price-points";
import {
  deleteVersionRow,
  findVersion,
  findVersions,
  findVersionsOfList,
  insertVersion,
  updateVersionRow,
  type VersionRow,
} from "@/db/price-versions";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid, notFound } from "../../domain/errors";
import { childId } from "../../domain/ids";
import { type CreateVersionInput, checkListAction, type UpdateVersionInput } from "../../domain/price-list";
import * as rules from "../../domain/price-version";
import type { Finding } from "../../domain/readiness";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { clock, created, touched } from "../context";
import { announceChanges } from "../notices/announce";
import { settleSummaries } from "../notices/summaries";
import { record } from "../record";
import { wakeDelivering } from "../webhooks/wake";
import { partiesOf, saveChange, saveListStatus, versionObject } from "./changes";
import { loadOwnPriceList } from "./lists";
import { versionFindings } from "./readiness";
import { settle, wakeSettling } from "./settle";
import { columnsSeenBy, withColumns } from "./visibility";

type Named = { id: string; revision?: number | undefined };

/** The versions the actor sees, of all lists. */
export async function listVersions(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: VersionRow[]; total: number }> {
  authorise(actor, "pricing:read");
  const db = database();
  await settle(clock.now());
  const [{ rows, total }, visible] = await Promise.all([
    findVersions(db, scopeOf(actor), query),
    columnsSeenBy(db, actor),
  ]);
  return { rows: rows.map((row) => ({ ...row, list: withColumns(row.list, visible) })), total };
}

export async function getVersion(actor: Actor, { id }: { id: string }): Promise<VersionRow> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  return loadVersion(database(), actor, id);
}

/** With the columns that the actor sees. @throws DomainError `not_found` outside the actor's scope */
export async function loadVersion(db: Db, actor: Actor, id: string): Promise<VersionRow> {
  const found = await findVersion(db, scopeOf(actor), id);
  if (!found) throw notFound("Price list version", id);
  return { ...found, list: withColumns(found.list, await columnsSeenBy(db, actor)) };
}

type Owned = {
  list: PriceListRow;
  version: VersionRow;
  versions: Awaited<ReturnType<typeof findVersionsOfList>>;
};

/** A version of a list that the actor owns, with all versions of the list: what the state rules decide over. */
export async function loadOwnVersion(tx: Tx, actor: Actor, input: Named): Promise<Owned> {
  const version = await loadVersion(tx, actor, input.id);
  const list = await loadOwnPriceList(tx, actor, version.priceListId);
  assertRevision(version.id, version.revision, input.revision);
  return { list, version, versions: await findVersionsOfList(tx, list.id) };
}

/** A new draft of a list, with the points of `base` or with empty ones; items added since the base join it empty. */
export async function createVersion(actor: Actor, input: CreateVersionInput): Promise<VersionRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const base = input.base ? await loadBase(tx, actor, input.base.id) : undefined;
    const listId = base?.priceListId ?? input.pricelist?.id ?? "";
    if (base && input.pricelist && input.pricelist.id !== base.priceListId) {
      throw invalid(
        "base.id",
        `${base.id} is a version of ${base.priceListId}, not of ${input.pricelist.id}`,
      );
    }
    const list = await loadOwnPriceList(tx, actor, listId);
    checkListAction(list, "edit");
    const number = list.nextVersion;
    const version = {
      id: childId("version", list.id, number),
      priceListId: list.id,
      number,
      description: input.description,
      baseId: base?.id ?? null,
      startAt: input.start_at ?? null,
      status: "draft" as const,
      ...created(actor, now),
    };
    await takeNumber(tx, list, number);
    await insertVersion(tx, version);
    if (base && input.points === "copy") {
      await copyPoints(
        tx,
        base.id,
        version.id,
        list.columns.map((column) => column.id),
      );
    }
    await insertMissingPoints(tx, version.id, list.id);
    await record(tx, actor, {
      verb: "create",
      object: versionObject(list, version),
      at: now,
      parties: partiesOf(list),
      after: { description: version.description, base: version.baseId, start_at: version.startAt },
    });
    return loadVersion(tx, actor, version.id);
  });
}

async function loadBase(tx: Tx, actor: Actor, id: string): Promise<VersionRow> {
  const base = await findVersion(tx, scopeOf(actor), id);
  if (!base) throw invalid("base.id", `${id} is not one of your versions`, { rule: "unknown", value: id });
  return base;
}

async function takeNumber(tx: Tx, list: PriceListRow, number: number): Promise<void> {
  if (!(await updatePriceListRow(tx, list, { nextVersion: number + 1 }))) {
    throw conflict(`Price list ${list.id} was changed by somebody else at the same time.`);
  }
}

/** The description always; the start only of a draft (a scheduled version is scheduled again instead). */
export async function updateVersion(actor: Actor, input: Named & UpdateVersionInput): Promise<VersionRow> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  return database().transaction(async (tx) => {
    const { list, version } = await loadOwnVersion(tx, actor, input);
    checkListAction(list, "edit");
    const startAt = input.start_at === undefined ? version.startAt : input.start_at;
    if (startAt?.getTime() !== version.startAt?.getTime() && version.status !== "draft") {
      throw new DomainError(
        "wrong_state",
        `${version.id} is ${version.status}: start_at can be changed only while it is a draft. Schedule it again to set another start.`,
      );
    }
    const after = { description: input.description ?? version.description, start_at: startAt };
    const changed = await record(tx, actor, {
      verb: "update",
      object: versionObject(list, version),
      at: now,
      parties: partiesOf(list),
      before: { description: version.description, start_at: version.startAt },
      after,
    });
    const set = { description: after.description, startAt, ...touched(version, "updated", actor, now) };
    if (changed && !(await updateVersionRow(tx, version, set))) {
      throw conflict(`${version.id} was changed by somebody else at the same time.`);
    }
    return loadVersion(tx, actor, version.id);
  });
}

/** Only a draft, and not the last version of its list. */
export async function deleteVersion(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "pricing:write");
  const now = clock.now();
  await settle(now);
  await database().transaction(async (tx) => {
    const { list, version, versions } = await loadOwnVersion(tx, actor, input);
    rules.removeVersion(list, version, versions, now);
    await deleteVersionRow(tx, version.id);
    await record(tx, actor, {
      verb: "delete",
      object: versionObject(list, version),
      at: now,
      parties: partiesOf(list),
      changes: [{ field: "description", before: version.description, after: null }],
    });
  });
}

type Decide = (owned: Owned, now: Date) => rules.VersionChange[];

/** Runs one action of the state table: settle, decide, save each change in order, bring the list's status in line. */
async function act(actor: Actor, input: Named, decide: Decide): Promise<VersionRow> {
  authorise(actor, "pricing:publish");
  const now = clock.now();
  await settle(now);
  const done = await database().transaction(async (tx) => {
    const owned = await loadOwnVersion(tx, actor, input);
    const byId = new Map(owned.versions.map((version) => [version.id, version]));
    const changes = decide(owned, now);
    for (const change of changes) {
      const version = byId.get(change.versionId);
      if (version) await saveChange(tx, actor, owned.list, version, change);
    }
    await saveListStatus(tx, actor, owned.list, now);
    await announceChanges(tx, owned.list.id, changes);
    return loadVersion(tx, actor, input.id);
  });
  wakeSettling();
  wakeDelivering();
  return done;
}

type Publishing = Named & { strict?: boolean | undefined };

/** Schedules a draft, or sets another date. Readiness is looked at first, outside the transaction. */
export async function scheduleVersion(
  actor: Actor,
  input: Publishing & { start_at?: Date | null | undefined },
): Promise<VersionRow> {
  authorise(actor, "pricing:publish");
  await assertReady(actor, input);
  return act(actor, input, ({ list, version, versions }, now) =>
    rules.scheduleVersion(list, version, versions, input.start_at ?? null, now),
  );
}

/** Back to draft (`cancel` in the platform API). */
export async function unscheduleVersion(actor: Actor, input: Named): Promise<VersionRow> {
  authorise(actor, "pricing:publish");
  const { priceListId } = await getVersion(actor, input);
  await settleSummaries(priceListId);
  return act(actor, input, ({ list, version, versions }, now) =>
    rules.unscheduleVersion(list, version, versions, now),
  );
}

/** In force from now on; the version that was in force expires at the same instant. `start_at` stays as given. */
export async function activateVersion(actor: Actor, input: Publishing): Promise<VersionRow> {
  authorise(actor, "pricing:publish");
  await assertReady(actor, input);
  return act(actor, input, ({ list, version, versions }, now) =>
    rules.activateVersion(list, version, versions, now),
  );
}

/** What stands in the way of scheduling and activating, and what a person should confirm (DESIGN §5). */
export async function versionReadiness(actor: Actor, input: { id: string }): Promise<Finding[]> {
  const version = await getVersion(actor, input);
  // It counts cells of all columns, and whether to publish is the owner's question.
  await loadOwnPriceList(database(), actor, version.priceListId);
  return versionFindings(version);
}

/** @throws DomainError `invalid`, reason `not_ready`, with the findings when one is blocking, or with `strict` a warning */
async function assertReady(actor: Actor, { id, strict = false }: Publishing): Promise<void> {
  const version = await getVersion(actor, { id });
  if (version.status !== "draft" && version.status !== "scheduled") return;
  const findings = await versionFindings(version);
  const stopping = findings.filter((finding) => strict || finding.severity === "blocking");
  if (stopping.length === 0) return;
  throw new DomainError(
    "invalid",
    `${version.id} is not ready: ${stopping.map((f) => f.message).join(" ")}`,
    {
      reason: "not_ready",
      details: findings,
    },
  );
}
