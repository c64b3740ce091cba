import { afterEach, describe, expect, test } from "vitest";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { isDomainError } from "@/lib/domain/errors";
import { everything } from "@/lib/domain/rql";
import { clock } from "../context";
import { terminatePriceList } from "../pricing/lists";
import { settle } from "../pricing/settle";
import { activateVersion, createVersion, scheduleVersion, unscheduleVersion } from "../pricing/versions";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill } from "../testing/pricing";
import { countUnread, listNotices, readNotices } from "./notices";

afterEach(() => clock.set(null));

const at = (time: string) => new Date(`2027-03-01T${time}Z`);
const [noon, one, two] = [at("12:00:00"), at("13:00:00"), at("14:00:00")];

const threeColumns = [{ name: "Price" }, { name: "Suggested T0 Price" }, { name: "Suggested T1 Price" }];

/** A vendor’s active list, bound to a listing of a distributor that has a reseller; version 2 is a draft with other prices. */
async function aChannel() {
  clock.set(noon);
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const reseller = await newReseller(distributor);
  const product = await aProduct(vendor, 2);
  const { list, versionId: first } = await aPriceList(vendor, [product.id], { attributes: threeColumns });
  await fill(first, { price: 10000, st0p: 20000, st1p: 15000 });
  const { marketplaceId, contractId } = await aMarketplace(vendor, distributor);
  const on = { marketplaceId, contractId, productId: product.id, priceListId: list.id };
  await bind(await aListing(vendor, distributor, on), list.id, noon);
  await activateVersion(vendor, { id: first });
  const draft = { base: { id: first }, description: "Second", points: "copy" as const };
  const second = (await createVersion(vendor, draft)).id;
  await fill(second, { price: 20000, st0p: 22000, st1p: 15000 });
  return { vendor, distributor, reseller, listId: list.id, first, second };
}

async function told(actor: Actor) {
  const { rows } = await listNotices(actor, everything);
  return rows.map(({ kind, at: when, summary }) => [
    kind,
    when.toISOString().slice(11, 16),
    summary && `${summary.changed}/${summary.added}/${summary.removed}/${summary.medianChangePercent}`,
  ]);
}

test("the parties of a listing are told what was activated, scheduled and unscheduled, with the difference", async () => {
  const { vendor, distributor, reseller, second } = await aChannel();
  clock.set(one);
  await scheduleVersion(vendor, { id: second, start_at: two });
  await unscheduleVersion(vendor, { id: second });
  const all = [
    ["price_version.unscheduled", "13:00", "4/0/0/55.00"],
    ["price_version.scheduled", "13:00", "4/0/0/55.00"],
    ["price_version.activated", "12:00", "0/6/0/null"],
  ];
  const byTime = (rows: unknown[][]) => [...rows].sort((a, b) => String(b).localeCompare(String(a)));
  expect(byTime(await told(vendor))).toEqual(byTime(all));
  expect(byTime(await told(distributor))).toEqual(byTime(all));
  // A direct reseller sees the customer’s price and its own: two of them changed by 10 %.
  expect(byTime(await told(reseller))).toEqual(
    byTime([
      ["price_version.unscheduled", "13:00", "2/0/0/10.00"],
      ["price_version.scheduled", "13:00", "2/0/0/10.00"],
      ["price_version.activated", "12:00", "0/4/0/null"],
    ]),
  );
});

test("what the clock activates is told at its start, however late it is settled, to the parties of that instant", async () => {
  const { vendor, distributor, second } = await aChannel();
  await scheduleVersion(vendor, { id: second, start_at: one });
  clock.set(two);
  await settle(clock.now());
  expect((await told(distributor))[0]).toEqual(["price_version.activated", "13:00", "4/0/0/55.00"]);
});

test("a list that ends takes back what was scheduled, and everything in force is removed", async () => {
  const { vendor, distributor, second, listId } = await aChannel();
  await scheduleVersion(vendor, { id: second, start_at: two });
  clock.set(one);
  await terminatePriceList(vendor, { id: listId });
  const kinds = (await told(distributor)).filter(([, when]) => when === "13:00");
  expect(kinds.map(([kind, , summary]) => `${kind} ${summary}`).sort()).toEqual([
    "price_list.terminated 0/0/6/null",
    "price_version.unscheduled 4/0/0/55.00",
  ]);
});

test("a reseller learns of no column that is not for it", async () => {
  const { reseller } = await aChannel();
  const { rows } = await listNotices(reseller, everything);
  expect(rows[0]?.subject.list?.columns.map((column) => column.id)).toEqual(["st0p", "st1p"]);
});

test("the subject is the version as it was, whatever became of it", async () => {
  const { vendor, distributor, second } = await aChannel();
  clock.set(one);
  await scheduleVersion(vendor, { id: second, start_at: two });
  await unscheduleVersion(vendor, { id: second });
  const { rows } = await listNotices(distributor, everything);
  const scheduled = rows.find((row) => row.kind === "price_version.scheduled");
  expect(scheduled?.subject.version).toMatchObject({ status: "scheduled", startAt: two.toISOString() });
});

describe("who is told", () => {
  test("neither another vendor, nor a distributor without a listing, nor its reseller", async () => {
    await aChannel();
    const stranger = await newDistributor();
    for (const other of [await newVendor(), stranger, await newReseller(stranger)]) {
      expect(await listNotices(other, everything)).toEqual({ rows: [], total: 0 });
      expect(await countUnread(other)).toBe(0);
    }
  });

  test("a distributor’s own list is its own matter", async () => {
    const { vendor, distributor, reseller } = await aChannel();
    const seen = (await told(vendor)).length;
    const product = await aProduct(vendor, 1);
    const { versionId } = await aPriceList(distributor, [product.id]);
    await fill(versionId);
    await activateVersion(distributor, { id: versionId });
    expect((await told(distributor)).length).toBe(seen + 1);
    expect((await told(vendor)).length).toBe(seen);
    expect((await told(reseller)).length).toBe(1);
  });
});

describe("read and unread", () => {
  test("each person reads for themselves, one notice or all", async () => {
    const { vendor, distributor, second } = await aChannel();
    await scheduleVersion(vendor, { id: second, start_at: two });
    const colleague = { ...distributor, id: "UR-900-000-001", role: "viewer" as const };
    const { rows } = await listNotices(distributor, everything);
    await readNotices(distributor, { id: rows[0]?.id });
    await readNotices(distributor, { id: rows[0]?.id });
    expect(await countUnread(distributor)).toBe(1);
    expect(await countUnread(colleague)).toBe(2);
    await readNotices(colleague);
    expect(await countUnread(colleague)).toBe(0);
    expect((await listNotices(distributor, everything)).rows.map((row) => row.read)).toEqual([true, false]);
  });

  test("a neighbour gets not_found", async () => {
    const { distributor } = await aChannel();
    const { rows } = await listNotices(distributor, everything);
    const refused = await readNotices(await newDistributor(), { id: rows[0]?.id ?? "" }).catch((e) => e);
    expect(isDomainError(refused) && refused.code).toBe("not_found");
  });
});
