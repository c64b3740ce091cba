import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { findVersionsOfList } from "@/db/price-versions";
import { newDistributor } from "@/db/testing/factories";
import { createVersionInput } from "../../domain/price-list";
import { clock } from "../context";
import { updateDiscount } from "../flexible-discounts/discounts";
import { setConnector } from "../marketplaces/connector";
import { setPoints } from "../pricing/points";
import { activateVersion, createVersion, scheduleVersion } from "../pricing/versions";
import {
  allApps,
  configure,
  newShop,
  newSubscription,
  photo,
  preview,
  previewLine,
  purchase,
  type Shop,
  usage,
} from "../testing/checkout";
import { newClient, offerDiscount, serve } from "../testing/discount-service";

const sold = new Date("2026-12-01T00:00:00Z");
let shop: Shop;

beforeEach(async () => {
  clock.set(sold);
  shop = await newShop();
});
afterEach(() => {
  clock.set(null);
  vi.unstubAllEnvs();
});

const at = (text: string) => clock.set(new Date(text));

const change = (id: string, items: Record<string, unknown>[], more: Record<string, unknown> = {}) => ({
  type: "change",
  asset: { id, items },
  ...more,
});
const renew = (id: string, items: Record<string, unknown>[] = []) => ({
  type: "renew",
  asset: { id, items },
});

/** A second version at double prices, active now or scheduled. */
async function doublePrices(startAt?: Date): Promise<void> {
  const { vendor, priceListId, versionId, items } = shop;
  const input = { base: { id: versionId }, description: "Doubled" };
  await createVersion(vendor, createVersionInput.parse(input));
  const draft = (await findVersionsOfList(database(), priceListId)).at(-1);
  const attributes = { price: "600.00", st0p: "730.00", st1p: "680.00", st2p: "640.00" };
  const points = Object.values(items).map((id) => ({ id, attributes }));
  await setPoints(vendor, { versionId: draft?.id ?? "", points });
  if (startAt) await scheduleVersion(vendor, { id: draft?.id ?? "", start_at: startAt });
  else await activateVersion(vendor, { id: draft?.id ?? "" });
}

test("a first purchase pays the whole term, added quantity the days that are left", async () => {
  expect(await previewLine(shop.distributor, purchase(shop))).toMatchObject({ days: 365, days_in_term: 365 });
  const id = await newSubscription(shop, { [allApps]: 10 }, { anniversary: "2027-12-01" });
  at("2027-03-01T00:00:00Z");
  // 275 of 365 days: round(300 ÷ 365, 9 decimals) × 275 × 5.
  expect(await previewLine(shop.distributor, change(id, [{ mpn: allApps, quantity: 15 }]))).toMatchObject({
    quantity: 5,
    old_quantity: 10,
    new_quantity: 15,
    days: 275,
    days_in_term: 365,
    price: { unit: "365.00", total: "1375.00" },
    cost: { unit: "300.00", total: "1130.14" },
  });
});

test("another purchase of the customer ends with its subscription; monthly and metered items are not prorated", async () => {
  await newSubscription(shop, { [allApps]: 10 }, { anniversary: "2028-03-01" });
  at("2027-03-02T00:00:00Z");
  const items = [allApps, photo, usage].map((mpn) => ({ mpn, quantity: 1 }));
  const { lines } = await preview(shop.distributor, purchase(shop, items));
  expect(lines.map(({ days, days_in_term, cost }) => [days, days_in_term, cost.total])).toEqual([
    [365, 366, "299.18"],
    [null, null, "300.00"],
    [null, null, "300.00"],
  ]);
});

test("a change prices only what is added and leaves the rest of the subscription alone", async () => {
  const id = await newSubscription(shop, { [allApps]: 10, [photo]: 3 }, { anniversary: "2027-12-01" });
  const answer = await preview(
    shop.distributor,
    change(id, [
      { mpn: allApps, quantity: 12 },
      { mpn: photo, quantity: 3, discount_code: "SALE" },
      { mpn: usage, quantity: 4 },
    ]),
  );
  expect(answer.lines.map(({ item, quantity, old_quantity }) => [item.mpn, quantity, old_quantity])).toEqual([
    [allApps, 2, 10],
    [usage, 4, 0],
  ]);
  expect(answer.codes).toMatchObject([{ code: "SALE", reason: "not_in_order" }]);
  expect(answer.totals).toMatchObject({ cost: "1800.00", price: "2190.00" });
});

test("a decrease waits for the renewal, and a change that changes nothing is refused", async () => {
  const id = await newSubscription(shop, { [allApps]: 10 }, { anniversary: "2027-12-01" });
  const less = [{ mpn: allApps, quantity: 4 }];
  await expect(preview(shop.distributor, change(id, less))).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringMatching(
      /cannot go from 10 to 4 .* at least 10 is allowed, or schedule the change/,
    ),
  });
  const scheduled = await preview(shop.distributor, change(id, less, { scheduled_for: "renewal" }));
  expect(scheduled.lines).toMatchObject([
    { quantity: 4, old_quantity: 10, new_quantity: 4, days: null, cost: { total: "1200.00" } },
  ]);
  const same = [{ mpn: allApps, quantity: 10 }];
  await expect(preview(shop.distributor, change(id, same))).rejects.toMatchObject({
    issues: [{ path: "asset.items", message: expect.stringContaining("has these quantities already") }],
  });
});

test("added quantity keeps the version it was sold at; a purchase and the renewal take what is in force", async () => {
  const id = await newSubscription(shop, { [photo]: 3 }, { anniversary: "2027-12-01" });
  at("2026-12-10T00:00:00Z");
  await doublePrices();
  const added = change(id, [{ mpn: photo, quantity: 4 }]);
  expect((await previewLine(shop.distributor, added)).cost.unit).toBe("300.00");
  const bought = purchase(shop, [{ mpn: photo, quantity: 1 }]);
  expect((await previewLine(shop.distributor, bought)).cost.unit).toBe("600.00");
  expect(await previewLine(shop.distributor, renew(id))).toMatchObject({
    quantity: 3,
    days: null,
    cost: { unit: "600.00", total: "1800.00" },
  });
  const scheduled = change(id, [{ mpn: photo, quantity: 4 }], { scheduled_for: "renewal" });
  expect((await previewLine(shop.distributor, scheduled)).cost.unit).toBe("600.00");
});

test("a renewal takes the quantities it names and the rest as it is", async () => {
  const id = await newSubscription(shop, { [allApps]: 10, [photo]: 3, [usage]: 1 });
  const { lines } = await preview(
    shop.distributor,
    renew(id, [
      { mpn: allApps, quantity: 2 },
      { mpn: usage, quantity: 0 },
    ]),
  );
  expect(lines.map(({ item, quantity }) => [item.mpn, quantity])).toEqual([
    [allApps, 2],
    [photo, 3],
  ]);
});

test("a stored code persists for added quantity and discovery waits; refused by upstream, its reason is shown", async () => {
  const sale = await offerDiscount(shop.vendor, { code: "KEPT", value: "5" });
  await offerDiscount(shop.vendor, { code: "BETTER", value: "20" });
  const discounts = [{ mpn: photo, id: sale.id, code: "KEPT" }];
  const params = [{ id: "cb_flex_discount_final", structured_value: { discounts } }];
  const id = await newSubscription(shop, { [photo]: 3 }, { params, anniversary: "2027-12-01" });
  const added = change(id, [{ mpn: photo, quantity: 4 }]);
  expect(await previewLine(shop.distributor, added)).toMatchObject({
    discount: { code: "KEPT", auto_applied: false },
    cost: { discounted_unit: "285.00" },
  });
  at("2026-12-20T00:00:00Z");
  await updateDiscount(shop.vendor, {
    id: sale.id,
    change: (before) => ({ ...before, endAt: new Date("2026-12-20T00:00:00Z") }),
  });
  at("2026-12-21T00:00:00Z");
  expect(await previewLine(shop.distributor, added)).toMatchObject({
    discount: { code: "BETTER", auto_applied: true },
    codes: [
      { code: "BETTER", outcome: "applied" },
      { code: "KEPT", outcome: "rejected", reason: "ended" },
    ],
  });
  await configure(shop.distributor, shop.marketplaceId, { allow_auto_apply_flex_discounts: false });
  expect(await previewLine(shop.distributor, added)).toMatchObject({
    discount: null,
    codes: [{ code: "KEPT", outcome: "rejected", reason: "ended" }],
  });
});

test("a subscription that is not active, or not the actor's, cannot be changed", async () => {
  const items = [{ mpn: photo, quantity: 4 }];
  const ended = await newSubscription(shop, { [photo]: 3 }, { status: "terminated" });
  await expect(preview(shop.distributor, change(ended, items))).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("is terminated"),
  });
  const id = await newSubscription(shop, { [photo]: 3 });
  await expect(preview(await newDistributor(), change(id, items))).rejects.toMatchObject({
    code: "not_found",
  });
  const odd = { ...change(id, items), currency: "EUR" };
  await expect(preview(shop.distributor, odd)).rejects.toMatchObject({ issues: [{ path: "currency" }] });
});

test("an as-of preview answers with the prices and the discounts of its instant, past and future", async () => {
  const sale = await offerDiscount(shop.vendor, {
    start_date: "2026-12-05T00:00:00Z",
    end_date: "2026-12-20T00:00:00Z",
  });
  await doublePrices(new Date("2027-01-01T00:00:00Z"));
  at("2026-12-10T00:00:00Z");
  const asOf = async (instant: string) => {
    const answer = await preview(shop.distributor, { ...purchase(shop), at: instant });
    const [line] = answer.lines;
    return [answer.at, line?.cost.unit, line?.discount?.code ?? null, answer.notices.length];
  };
  expect(sale.code).toBe("SALE");
  expect(await asOf("2026-12-04T23:59:59.999Z")).toEqual([
    "2026-12-04T23:59:59.999+00:00",
    "300.00",
    null,
    0,
  ]);
  expect(await asOf("2026-12-05T00:00:00Z")).toEqual(["2026-12-05T00:00:00+00:00", "300.00", "SALE", 0]);
  expect(await asOf("2026-12-20T01:00:00+01:00")).toEqual(["2026-12-20T00:00:00+00:00", "300.00", "SALE", 0]);
  expect(await asOf("2026-12-31T23:59:59.999Z")).toEqual([
    "2026-12-31T23:59:59.999+00:00",
    "300.00",
    null,
    0,
  ]);
  expect(await asOf("2027-01-01T00:00:00Z")).toEqual(["2027-01-01T00:00:00+00:00", "600.00", null, 0]);
});

test("an external upstream cannot be asked about another instant: our arithmetic answers and says so", async () => {
  const server = await serve();
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "1");
  const { clientId, clientSecret } = await newClient(shop.distributor);
  const target = { base_url: server.url, token_url: server.url };
  const secret = { client_id: clientId, client_secret: clientSecret };
  await setConnector(shop.distributor, { id: shop.marketplaceId, ...target, ...secret });
  await offerDiscount(shop.vendor);
  const answer = await preview(shop.distributor, { ...purchase(shop), at: "2027-02-01T00:00:00Z" });
  expect(answer).toMatchObject({
    lines: [{ discount: { code: "SALE" }, cost: { total: "2700.00" } }],
    notices: [{ code: "as_of_not_confirmed" }],
  });
  await server.close();
});
