import { afterEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { eq, everything, parseListQuery, where } from "@/lib/domain/rql";
import { clock } from "../context";
import { createItem } from "../products/items";
import { aListing, aMarketplace, anItem, aPriceList, aProduct, bind, fill } from "../testing/pricing";
import { getPriceList } from "./lists";
import {
  activateVersion,
  createVersion,
  deleteVersion,
  getVersion,
  listVersions,
  scheduleVersion,
  unscheduleVersion,
  updateVersion,
  versionReadiness,
} from "./versions";

afterEach(() => clock.set(null));

const now = new Date("2027-03-01T12:00:00.123Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function aFilledDraft(items = 2) {
  clock.set(now);
  const vendor = await newVendor();
  const product = await aProduct(vendor, items);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  return { vendor, product, listId: list.id, id: versionId };
}

async function verbs(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId)) };
  return (await findActivity(database(), scopeOf(actor), query)).rows.map((row) => row.verb).sort();
}

test("a version starts from a base and copies its points; items added since join it empty", async () => {
  const { vendor, product, listId, id } = await aFilledDraft();
  await activateVersion(vendor, { id });
  const added = await createItem(vendor, { productId: product.id, item: anItem(3) });
  const copy = await createVersion(vendor, { base: { id }, description: "Spring", points: "copy" });
  expect(copy).toMatchObject({
    number: 2,
    status: "draft",
    baseId: id,
    description: "Spring",
    startAt: null,
  });
  expect(copy.id).toBe(`PLV-${listId.slice(3)}-0002`);
  const points = await readAllPoints(database(), copy.id);
  expect([...points]).toEqual([
    ...product.itemIds.map((itemId) => [itemId, { price: 30000n, st0p: 36500n, st1p: null, st2p: null }]),
    [added.id, { price: null, st0p: null, st1p: null, st2p: null }],
  ]);
  const empty = await createVersion(vendor, { pricelist: { id: listId }, description: "", points: "empty" });
  expect([...(await readAllPoints(database(), empty.id)).values()].every((v) => v.price === null)).toBe(true);
  expect([...(await readAllPoints(database(), id)).keys()]).toEqual(product.itemIds);
});

test("numbers are never reused", async () => {
  const { vendor, id } = await aFilledDraft(1);
  const second = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  await deleteVersion(vendor, { id: second.id });
  const third = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  expect([second.number, third.number]).toEqual([2, 3]);
});

test("a base must be a version of the list and one's own", async () => {
  const [one, two] = [await aFilledDraft(1), await aFilledDraft(1)];
  const description = "";
  const foreign = createVersion(one.vendor, { base: { id: two.id }, description, points: "copy" });
  await expect(foreign).rejects.toMatchObject({ code: "invalid", issues: [{ path: "base.id" }] });
  const { list } = await aPriceList(one.vendor, [one.product.id]);
  const mixed = { pricelist: { id: list.id }, base: { id: one.id }, description, points: "copy" as const };
  await expect(createVersion(one.vendor, mixed)).rejects.toMatchObject({ issues: [{ path: "base.id" }] });
});

test("schedule, another date, unschedule: the list follows and every step is recorded", async () => {
  const { vendor, listId, id } = await aFilledDraft();
  const scheduled = await scheduleVersion(vendor, { id, start_at: later(60) });
  expect(scheduled).toMatchObject({ status: "scheduled", startAt: later(60), frozenAt: now, revision: 2 });
  clock.set(later(1));
  const moved = await scheduleVersion(vendor, { id, start_at: later(90) });
  expect(moved).toMatchObject({ startAt: later(90), frozenAt: now });
  expect((await getPriceList(vendor, { id: listId })).status).toBe("scheduled");
  const back = await unscheduleVersion(vendor, { id });
  expect(back).toMatchObject({ status: "draft", startAt: null, frozenAt: null });
  expect(back.events).toHaveProperty("canceled.by.id", vendor.id);
  expect((await getPriceList(vendor, { id: listId })).status).toBe("draft");
  expect(await verbs(vendor, id)).toEqual(["create", "schedule", "schedule", "unschedule"]);
});

test("a start lies strictly in the future and is nobody else's", async () => {
  const { vendor, id } = await aFilledDraft(1);
  for (const start_at of [now, later(-1), new Date(0)]) {
    await expect(scheduleVersion(vendor, { id, start_at })).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: "start_at", rule: "future" }],
    });
  }
  await expect(scheduleVersion(vendor, { id })).rejects.toMatchObject({ issues: [{ rule: "required" }] });
  await scheduleVersion(vendor, { id, start_at: later(60) });
  const other = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  const clash = scheduleVersion(vendor, { id: other.id, start_at: later(60) });
  await expect(clash).rejects.toMatchObject({ issues: [{ path: "start_at", rule: "unique" }] });
  await expect(clash).rejects.toThrow(id);
});

test("activating now expires the version before it at the same instant and leaves start_at as given", async () => {
  const { vendor, listId, id } = await aFilledDraft();
  await updateVersion(vendor, { id, start_at: later(600) });
  const first = await activateVersion(vendor, { id });
  expect(first).toMatchObject({ status: "active", startAt: later(600), activatedAt: now, frozenAt: now });
  const next = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  await scheduleVersion(vendor, { id: next.id, start_at: later(60) });
  clock.set(later(5));
  const second = await activateVersion(vendor, { id: next.id });
  expect(second).toMatchObject({
    status: "active",
    startAt: later(60),
    activatedAt: later(5),
    frozenAt: now,
  });
  expect(await getVersion(vendor, { id })).toMatchObject({ status: "expired", expiredAt: later(5) });
  expect((await getPriceList(vendor, { id: listId })).status).toBe("active");
  for (const [verb, act] of [
    ["schedule", () => scheduleVersion(vendor, { id, start_at: later(99) })],
    ["unschedule", () => unscheduleVersion(vendor, { id: next.id })],
    ["activate", () => activateVersion(vendor, { id: next.id })],
    ["remove", () => deleteVersion(vendor, { id })],
  ] as const) {
    await expect(act(), verb).rejects.toMatchObject({ code: "wrong_state" });
  }
});

test("an empty version is not ready; strict stops at warnings too; nothing is written", async () => {
  clock.set(now);
  const vendor = await newVendor();
  const product = await aProduct(vendor, 2);
  const { versionId: id } = await aPriceList(vendor, [product.id]);
  const blocked = activateVersion(vendor, { id });
  await expect(blocked).rejects.toMatchObject({
    code: "invalid",
    reason: "not_ready",
    details: [{ severity: "blocking", code: "no_values", count: 2 }],
  });
  await fill(id, { price: 0 });
  expect((await versionReadiness(vendor, { id })).map((f) => [f.severity, f.code, f.count])).toEqual([
    ["warning", "empty_cells", 2],
    ["warning", "zero_prices", 2],
  ]);
  const strict = scheduleVersion(vendor, { id, start_at: later(60), strict: true });
  await expect(strict).rejects.toMatchObject({ reason: "not_ready" });
  expect(await getVersion(vendor, { id })).toMatchObject({ status: "draft", revision: 1 });
  expect(await activateVersion(vendor, { id })).toMatchObject({ status: "active" });
});

test("readiness compares with the active version", async () => {
  const { vendor, id } = await aFilledDraft();
  await activateVersion(vendor, { id });
  const next = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  await fill(next.id, { price: 45001, st0p: 36500 });
  expect((await versionReadiness(vendor, { id: next.id })).map((f) => [f.code, f.count])).toEqual([
    ["moved", 2],
    ["msrp_below_cost", 2],
  ]);
});

test("description and start change; the start of what is scheduled does not; a stale revision is refused", async () => {
  const { vendor, id } = await aFilledDraft(1);
  const changed = await updateVersion(vendor, { id, description: "x", start_at: later(9), revision: 1 });
  expect(changed).toMatchObject({ description: "x", startAt: later(9), revision: 2 });
  expect((await updateVersion(vendor, { id, description: "x" })).revision).toBe(2);
  const stale = updateVersion(vendor, { id, description: "y", revision: 1 });
  await expect(stale).rejects.toMatchObject({ code: "conflict", reason: "precondition" });
  await scheduleVersion(vendor, { id });
  await expect(updateVersion(vendor, { id, start_at: later(5) })).rejects.toMatchObject({
    code: "wrong_state",
  });
  const words = await updateVersion(vendor, { id, description: "z", start_at: later(9) });
  expect(words).toMatchObject({ status: "scheduled", description: "z" });
});

test("only a draft is deleted, and not the last version of its list", async () => {
  const { vendor, id } = await aFilledDraft(1);
  await expect(deleteVersion(vendor, { id })).rejects.toMatchObject({ code: "wrong_state" });
  await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  await deleteVersion(vendor, { id });
  await expect(getVersion(vendor, { id })).rejects.toMatchObject({ code: "not_found" });
  expect((await readAllPoints(database(), id)).size).toBe(0);
  expect(await verbs(vendor, id)).toEqual(["create", "delete"]);
});

test("a viewer is refused, a neighbour finds nothing", async () => {
  const { vendor, id } = await aFilledDraft(1);
  const [viewer, neighbour] = [as("viewer", vendor), await newVendor()];
  const acts = (actor: Actor) => [
    () => createVersion(actor, { base: { id }, description: "", points: "copy" }),
    () => updateVersion(actor, { id, description: "x" }),
    () => deleteVersion(actor, { id }),
    () => scheduleVersion(actor, { id, start_at: later(60) }),
    () => unscheduleVersion(actor, { id }),
    () => activateVersion(actor, { id }),
  ];
  for (const act of acts(viewer)) await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  for (const act of acts(neighbour).slice(1))
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
  await expect(getVersion(neighbour, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await getVersion(viewer, { id })).toMatchObject({ id, revision: 1 });
});

test("others see versions past draft, and nobody else's drafts", async () => {
  const { vendor, product, listId, id } = await aFilledDraft(1);
  const distributor = await newDistributor();
  const reseller = await newReseller(distributor);
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, now);
  await activateVersion(vendor, { id });
  const next = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  const seen = async (actor: Actor) =>
    (await listVersions(actor, parseListQuery(`pricelist.id=${listId}`))).rows.map((row) => row.id).sort();
  expect(await seen(vendor)).toEqual([id, next.id]);
  expect(await seen(distributor)).toEqual([id]);
  expect(await seen(reseller)).toEqual([id]);
  await expect(getVersion(distributor, { id: next.id })).rejects.toMatchObject({ code: "not_found" });
  const refused = activateVersion(distributor, { id });
  await expect(refused).rejects.toMatchObject({ code: "not_found" });
  expect((await getVersion(reseller, { id })).list.columns.map((column) => column.id)).toEqual(["st0p"]);
});

test("versions are filtered as platform clients do", async () => {
  const { vendor, product, listId, id } = await aFilledDraft(1);
  await activateVersion(vendor, { id });
  const next = await createVersion(vendor, { base: { id }, description: "", points: "copy" });
  const ids = async (query: string) =>
    (await listVersions(vendor, parseListQuery(query))).rows.map((row) => row.id);
  expect(await ids(`and(eq(pricelist.id,${listId}),eq(status,active))`)).toEqual([id]);
  expect(await ids(`eq(pricelist.product.id,${product.id})&ordering(start_at)`)).toEqual([id, next.id]);
  expect(await ids("pricelist.product.name=Creative&status=draft")).toEqual([next.id]);
  expect(await ids("ordering(-pricelist.stats.products)&pricelist.currency=EUR")).toEqual([]);
  expect((await listVersions(vendor, parseListQuery("limit=0"))).total).toBe(2);
});
