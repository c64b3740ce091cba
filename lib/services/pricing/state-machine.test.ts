import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { findVersionsOfList } from "@/db/price-versions";
import { versionsInForce } from "@/db/prices";
import { priceList, pricePoint } from "@/db/schema/pricing";
import { newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { isDomainError } from "@/lib/domain/errors";
import { validities } from "@/lib/domain/price-settlement";
import { everything } from "@/lib/domain/rql";
import type { PriceListStatus, VersionStatus } from "@/lib/domain/states";
import { clock } from "../context";
import { aPriceList, aProduct, fill } from "../testing/pricing";
import { deletePriceList, getPriceList, terminatePriceList } from "./lists";
import { setPoint } from "./points";
import {
  activateVersion,
  createVersion,
  deleteVersion,
  scheduleVersion,
  unscheduleVersion,
  updateVersion,
} from "./versions";

afterEach(() => clock.set(null));

/** What random people do: `version` picks one of those there, `minutes` is a start from now, or time that passes. */
const action = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("create", "activate", "unschedule", "wait") },
    { weight: 4, arbitrary: fc.constantFrom("schedule", "wait") },
    { weight: 2, arbitrary: fc.constantFrom("price", "describe") },
    { weight: 1, arbitrary: fc.constantFrom("delete", "delete", "delete list", "terminate") },
  ),
  version: fc.nat(5),
  minutes: fc.integer({ min: -1, max: 6 }),
  /** Does somebody read first, so that what is due is settled before the action? */
  look: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

type ModelVersion = { id: string; status: VersionStatus; start: number | null; from?: number; to?: number };
type Model = { versions: ModelVersion[]; terminated: boolean; now: number };

const minute = 60_000;
const epoch = Date.UTC(2027, 0, 1);

/** The clock of the model: everything due becomes active at its start, in order. */
function settle(model: Model): void {
  const due = model.versions
    .filter((v) => v.status === "scheduled" && (v.start ?? 0) <= model.now)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  for (const version of due) makeActive(model, version, version.start ?? 0);
}

function makeActive(model: Model, version: ModelVersion, at: number): void {
  for (const other of model.versions.filter((v) => v.status === "active")) {
    Object.assign(other, { status: "expired", to: at });
  }
  Object.assign(version, { status: "active", from: at });
}

/** The rules of DESIGN §5 in a few lines. @returns whether the action is allowed; then the model has moved */
function expected(model: Model, { kind, version: pick, minutes }: Action): boolean {
  settle(model);
  const { versions } = model;
  const version = versions[pick % versions.length];
  if (!version) return false;
  const start = model.now + minutes * minute;
  const isOpen = version.status === "draft" || version.status === "scheduled";
  if (model.terminated) return false;
  if (kind === "terminate") return terminate(model);
  if (kind === "create" || kind === "describe") return true;
  if (kind === "price") return version.status === "draft";
  if (kind === "delete list") return remove(model);
  if (kind === "delete") {
    if (version.status !== "draft" || versions.length === 1) return false;
    model.versions = versions.filter((v) => v !== version);
  }
  if (kind === "schedule") {
    const taken = versions.some((v) => v !== version && v.status === "scheduled" && v.start === start);
    if (!isOpen || minutes <= 0 || taken) return false;
    Object.assign(version, { status: "scheduled", start });
  }
  if (kind === "unschedule") {
    if (version.status !== "scheduled") return false;
    Object.assign(version, { status: "draft", start: null });
  }
  if (kind === "activate") {
    if (!isOpen) return false;
    makeActive(model, version, model.now);
  }
  return true;
}

function terminate(model: Model): boolean {
  if (!model.versions.some((v) => v.status === "active" || v.status === "expired")) return false;
  model.terminated = true;
  for (const version of model.versions) {
    if (version.status === "active") Object.assign(version, { status: "expired", to: model.now });
    if (version.status === "scheduled") Object.assign(version, { status: "draft", start: null });
  }
  return true;
}

/** Only a list of which nothing was ever scheduled or active; then there is nothing left. */
function remove(model: Model): boolean {
  if (statusOf(model) !== "draft") return false;
  model.versions = [];
  return true;
}

/** DESIGN §5 in the model's words. */
function statusOf({ terminated, versions }: Model): PriceListStatus {
  if (terminated) return "terminated";
  if (versions.some((v) => v.from !== undefined)) return "active";
  return versions.some((v) => v.status === "scheduled") ? "scheduled" : "draft";
}

type World = { vendor: Actor; listId: string; firstId: string; itemId: string };

async function perform({ vendor, listId, firstId, itemId }: World, model: Model, act: Action): Promise<void> {
  const id = model.versions[act.version % model.versions.length]?.id ?? firstId;
  const start_at = new Date(model.now + act.minutes * minute);
  if (act.kind === "create") {
    const made = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
    model.versions.push({ id: made.id, status: "draft", start: null });
  }
  if (act.kind === "schedule") await scheduleVersion(vendor, { id, start_at });
  if (act.kind === "unschedule") await unscheduleVersion(vendor, { id });
  if (act.kind === "activate") await activateVersion(vendor, { id });
  if (act.kind === "delete") await deleteVersion(vendor, { id });
  if (act.kind === "delete list") await deletePriceList(vendor, { id: listId });
  if (act.kind === "describe")
    await updateVersion(vendor, { id, description: `${model.now} ${act.minutes}` });
  if (act.kind === "price") {
    await setPoint(vendor, { versionId: id, itemId, attributes: { price: act.minutes + 2 } });
  }
  if (act.kind === "terminate") await terminatePriceList(vendor, { id: listId });
}

/** Every row that an action on the list could touch: the list, its versions, their points, and what was recorded. */
async function everyRow({ vendor, listId }: World) {
  const db = database();
  const versions = await findVersionsOfList(db, listId);
  const ids = versions.map((version) => version.id);
  const [lists, points, activity] = [
    await db.select().from(priceList).where(eq(priceList.id, listId)),
    await db
      .select()
      .from(pricePoint)
      .where(inArray(pricePoint.versionId, ids))
      .orderBy(pricePoint.versionId, pricePoint.itemId),
    await findActivity(db, scopeOf(vendor), { ...everything, limit: 0 }),
  ];
  return { lists, versions, points, recorded: activity.total };
}

/** At every instant at which something changed, just before it and just after, at most one version is in force: the model's. */
async function checkInstants(listId: string, model: Model): Promise<void> {
  const ends = model.versions.flatMap((v) => [v.from ?? [], v.to ?? []].flat());
  for (const at of new Set([...ends.flatMap((end) => [end - 1, end, end + 1]), model.now])) {
    const lived = model.versions.filter((v) => v.from !== undefined && v.from <= at && (v.to ?? at + 1) > at);
    expect(lived.length).toBeLessThanOrEqual(1);
    const inForce = (await versionsInForce(database(), [listId], new Date(at))).get(listId);
    expect([at, inForce?.version.id]).toEqual([at, lived[0]?.id]);
  }
}

async function check({ vendor, listId }: World, model: Model): Promise<void> {
  settle(model);
  const list = await getPriceList(vendor, { id: listId });
  const versions = await findVersionsOfList(database(), listId);
  expect(versions.map((v) => [v.id, v.status])).toEqual(model.versions.map((v) => [v.id, v.status]));
  expect(list.status).toBe(statusOf(model));
  expect(versions.filter((v) => v.status === "active").length).toBeLessThanOrEqual(1);
  const lived = model.versions.filter((v) => v.from !== undefined && v.from !== v.to);
  const spans = validities(versions.filter((v) => v.status === "active" || v.status === "expired"));
  const span = (from: number | undefined, to: number | undefined) => [from, to ?? null];
  expect(spans.map(({ version, from, to }) => [version.id, from.getTime(), to?.getTime() ?? null])).toEqual(
    lived.sort((a, b) => (a.from ?? 0) - (b.from ?? 0)).map((v) => [v.id, ...span(v.from, v.to)]),
  );
  for (const [index, later] of spans.slice(1).entries()) expect(spans[index]?.to).toEqual(later.from);
  await checkInstants(listId, model);
}

test("whatever people do and whenever they look, the machine agrees with its model", {
  timeout: 120_000,
}, async () => {
  clock.set(new Date(epoch));
  const vendor = await newVendor();
  const product = await aProduct(vendor, 1);
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30, size: "max" }), async (actions) => {
      const model: Model = { versions: [], terminated: false, now: epoch };
      clock.set(new Date(model.now));
      const { list, versionId } = await aPriceList(vendor, [product.id]);
      await fill(versionId);
      model.versions.push({ id: versionId, status: "draft", start: null });
      const world = { vendor, listId: list.id, firstId: versionId, itemId: product.itemIds[0] ?? "" };
      for (const act of actions) {
        if (act.kind === "wait") {
          model.now += Math.max(act.minutes, 0) * minute;
          clock.set(new Date(model.now));
          continue;
        }
        if (act.look) await check(world, model);
        const before = await everyRow(world);
        const picked = { ...model, versions: [...model.versions] };
        const allowed = expected(model, act);
        const failure = await perform(world, act.kind === "create" ? model : picked, act).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure !== undefined && !isDomainError(failure)) throw failure;
        expect([act, failure === undefined]).toEqual([act, allowed]);
        if (!allowed && act.look) expect(await everyRow(world)).toEqual(before);
        if (model.versions.length === 0) break;
      }
      if (model.versions.length === 0) {
        expect((await everyRow(world)).lists).toEqual([]);
        return;
      }
      model.now += 10 * minute;
      clock.set(new Date(model.now));
      await check(world, model);
    }),
    { numRuns: 40 },
  );
});
