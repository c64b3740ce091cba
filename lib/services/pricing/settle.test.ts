import { afterEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { closeDatabase, database } from "@/db/client";
import { findVersionsOfList } from "@/db/price-versions";
import { versionsInForce } from "@/db/prices";
import { newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { inForceAt, validities } from "@/lib/domain/price-settlement";
import { eq, everything, where } from "@/lib/domain/rql";
import { clock } from "../context";
import { aPriceList, aProduct, fill } from "../testing/pricing";
import { getPriceList } from "./lists";
import { settle } from "./settle";
import { activateVersion, createVersion, getVersion, scheduleVersion, unscheduleVersion } from "./versions";

afterEach(() => clock.set(null));

const at = (time: string) => new Date(`2027-03-01T${time}Z`);
const [noon, one, two, three] = [at("12:00:00"), at("13:00:00"), at("14:00:00"), at("15:00:00")];
const before = (instant: Date) => new Date(instant.getTime() - 1);
const after = (instant: Date) => new Date(instant.getTime() + 1);

/** A list with an active version 1 and further drafts with its prices. */
async function aListWithDrafts(vendor: Actor, drafts: number) {
  clock.set(noon);
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await activateVersion(vendor, { id: versionId });
  const ids = [versionId];
  for (let n = 0; n < drafts; n++) {
    ids.push((await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" })).id);
  }
  return { listId: list.id, ids: ids as [string, string, string] };
}

const statuses = async (listId: string) =>
  (await findVersionsOfList(database(), listId)).map((version) => version.status);

test.each([
  ["the millisecond before", before(one), ["active", "scheduled"]],
  ["at", one, ["expired", "active"]],
  ["the millisecond after", after(one), ["expired", "active"]],
])("%s its start, a read answers by the clock", async (_, now, expected) => {
  const vendor = await newVendor();
  const { listId, ids } = await aListWithDrafts(vendor, 1);
  await scheduleVersion(vendor, { id: ids[1], start_at: one });
  clock.set(now);
  const version = await getVersion(vendor, { id: ids[1] });
  expect(version.status).toBe(expected[1]);
  expect(await statuses(listId)).toEqual(expected);
});

test("nothing depends on a job: what is in force is the same before and after settling, with the process stopped", async () => {
  const vendor = await newVendor();
  const { listId, ids } = await aListWithDrafts(vendor, 2);
  await scheduleVersion(vendor, { id: ids[1], start_at: one });
  await scheduleVersion(vendor, { id: ids[2], start_at: two });
  await closeDatabase();
  clock.set(three);
  const instants = [before(noon), noon, before(one), one, after(one), before(two), two, three];
  const ask = async () =>
    Promise.all(
      instants.map(async (instant) => {
        const inForce = (await versionsInForce(database(), [listId], instant)).get(listId);
        return [inForce?.version.id, inForce?.from, inForce?.to];
      }),
    );
  const unsettled = await ask();
  expect(await statuses(listId)).toEqual(["active", "scheduled", "scheduled"]);
  await settle(three);
  expect(await statuses(listId)).toEqual(["expired", "expired", "active"]);
  expect(await ask()).toEqual(unsettled);
  expect(unsettled.map(([id]) => id && ids.indexOf(String(id)))).toEqual([undefined, 0, 0, 1, 1, 1, 2, 2]);
});

test("everything due is settled at once, each recorded at its own start by the system", async () => {
  const vendor = await newVendor();
  const [a, b] = [await aListWithDrafts(vendor, 2), await aListWithDrafts(vendor, 1)];
  await scheduleVersion(vendor, { id: a.ids[2], start_at: one });
  await scheduleVersion(vendor, { id: a.ids[1], start_at: two });
  await scheduleVersion(vendor, { id: b.ids[1], start_at: one });
  clock.set(three);
  await settle(three);
  await settle(three);
  const [first, second, third] = await findVersionsOfList(database(), a.listId);
  expect(first).toMatchObject({ status: "expired", activatedAt: noon, expiredAt: one });
  expect(third).toMatchObject({ status: "expired", activatedAt: one, expiredAt: two, frozenAt: noon });
  expect(second).toMatchObject({ status: "active", activatedAt: two, expiredAt: null, startAt: two });
  const happened = async (id: string) => {
    // Rows of one instant have no order among themselves.
    const query = { ...everything, ...where(eq("object.id", id)) };
    const { rows } = await findActivity(database(), scopeOf(vendor), query);
    return rows
      .map((row): [string, string, number] => [row.verb, row.actorType, row.at.getTime()])
      .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
  };
  expect(await happened(a.ids[2])).toEqual([
    ["expire", "system", two.getTime()],
    ["activate", "system", one.getTime()],
    ["create", "user", noon.getTime()],
    ["schedule", "user", noon.getTime()],
  ]);
  expect(await statuses(b.listId)).toEqual(["expired", "active"]);
  expect(second?.events).toHaveProperty("activated.by.id", "system");
});

test("a list's status follows: scheduled, then active from the first start on", async () => {
  const vendor = await newVendor();
  clock.set(noon);
  const product = await aProduct(vendor, 1);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  await scheduleVersion(vendor, { id: versionId, start_at: one });
  expect((await getPriceList(vendor, { id: list.id })).status).toBe("scheduled");
  await unscheduleVersion(vendor, { id: versionId });
  expect((await getPriceList(vendor, { id: list.id })).status).toBe("draft");
  await scheduleVersion(vendor, { id: versionId, start_at: two });
  clock.set(two);
  const active = await getPriceList(vendor, { id: list.id });
  expect(active.status).toBe("active");
  expect(active.events).toHaveProperty("activated.at", two.toISOString());
});

test("an action at the instant of a start decides on the settled state", async () => {
  const vendor = await newVendor();
  const { listId, ids } = await aListWithDrafts(vendor, 2);
  await scheduleVersion(vendor, { id: ids[1], start_at: one });
  clock.set(one);
  await expect(unscheduleVersion(vendor, { id: ids[1] })).rejects.toMatchObject({ code: "wrong_state" });
  await activateVersion(vendor, { id: ids[2] });
  const versions = await findVersionsOfList(database(), listId);
  expect(versions.map((version) => version.status)).toEqual(["expired", "expired", "active"]);
  expect(validities(versions).map(({ version, from, to }) => [version.id, from, to])).toEqual([
    [ids[0], noon, one],
    [ids[2], one, null],
  ]);
  expect(inForceAt(versions, one)?.version.id).toBe(ids[2]);
});

test("many readers at once settle once", async () => {
  const vendor = await newVendor();
  const { listId, ids } = await aListWithDrafts(vendor, 1);
  await scheduleVersion(vendor, { id: ids[1], start_at: one });
  clock.set(two);
  const read = await Promise.all(Array.from({ length: 8 }, () => getVersion(vendor, { id: ids[1] })));
  expect(new Set(read.map((version) => version.status))).toEqual(new Set(["active"]));
  const versions = await findVersionsOfList(database(), listId);
  expect(versions.filter((version) => version.status === "active")).toHaveLength(1);
  expect(versions[1]?.activatedAt).toEqual(one);
});
