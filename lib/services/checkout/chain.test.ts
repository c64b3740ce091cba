import { afterEach, beforeEach, expect, test } from "vitest";
import { as, newDistributor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { clock } from "../context";
import {
  allApps,
  configure,
  newChainReseller,
  newCustomer,
  newShop,
  newSubscription,
  photo,
  preview,
  purchase,
  type Shop,
  selected,
} from "../testing/checkout";
import { offerDiscount } from "../testing/discount-service";

let shop: Shop;
let reseller: Actor;
let customer: string;

beforeEach(async () => {
  clock.set(new Date("2026-12-01T00:00:00Z"));
  shop = await newShop();
  reseller = await newChainReseller(shop.distributor);
  customer = await newCustomer(shop.distributor, { parent: reseller.account.id });
  await offerDiscount(shop.vendor);
});
afterEach(() => clock.set(null));

const allow = (tiers: string) =>
  configure(shop.distributor, shop.marketplaceId, { flex_disc_console_available_tiers: tiers });

const order = (items?: Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  purchase(shop, items, { customer, ...more });

test("the distributor sees all levels of the chain, each with the discount", async () => {
  const { lines, totals } = await preview(shop.distributor, order());
  expect(lines[0]).toMatchObject({
    price: { unit: "365.00", discounted_unit: "328.50", total_before: "3650.00", total: "3285.00" },
    reseller: { unit: "340.00", discounted_unit: "306.00", total_before: "3400.00", total: "3060.00" },
    cost: { unit: "300.00", discounted_unit: "270.00", total_before: "3000.00", total: "2700.00" },
  });
  expect(totals).toEqual({
    price_before: "3650.00",
    price: "3285.00",
    cost_before: "3000.00",
    cost: "2700.00",
    reseller_before: "3400.00",
    reseller: "3060.00",
  });
});

test("an authorised reseller sees its own tier's price as cost, and the discounts", async () => {
  for (const tiers of ["ALL", reseller.account.id]) {
    await allow(tiers);
    const answer = await preview(reseller, order());
    expect(answer).toMatchObject({
      discovery: "auto",
      lines: [
        {
          price: { unit: "365.00", total: "3285.00" },
          reseller: null,
          cost: { unit: "340.00", discounted_unit: "306.00", total_before: "3400.00", total: "3060.00" },
          discount: { code: "SALE", auto_applied: true },
          codes: [{ code: "SALE", outcome: "applied", cost_total: "3060.00", price_total: "3285.00" }],
        },
      ],
      totals: { price: "3285.00", cost: "3060.00", reseller: null },
    });
  }
});

test("a reseller that is not authorised gets the same prices and nothing else", async () => {
  const other = await newChainReseller(shop.distributor);
  const params = selected({ [allApps]: ["SALE", "NOPE"], "OTHER-1": ["SALE"] });
  for (const tiers of ["", other.account.id]) {
    await allow(tiers);
    for (const body of [order(), order(undefined, { params })]) {
      const answer = await preview(reseller, body);
      const { item } = answer.lines[0] ?? {};
      expect(answer).toEqual({
        at: "2026-12-01T00:00:00+00:00",
        currency: "USD",
        discovery: "off",
        lines: [
          {
            item,
            quantity: 10,
            days: 365,
            days_in_term: 365,
            price: { discounted_unit: "328.50", total: "3285.00" },
            reseller: null,
            cost: { discounted_unit: "306.00", total: "3060.00" },
            discount: null,
            codes: [],
          },
        ],
        codes: [],
        totals: {
          price_before: null,
          price: "3285.00",
          cost_before: null,
          cost: "3060.00",
          reseller_before: null,
          reseller: null,
        },
        notices: [],
      });
      expect(JSON.stringify(answer)).not.toMatch(/SALE|NOPE|365\.00|340\.00|300\.00/);
    }
  }
});

test("of two resellers the upper one pays st2p, and each sees only its own price", async () => {
  const upper = await newChainReseller(shop.distributor);
  const lower = await newChainReseller(shop.distributor, upper.account.id);
  customer = await newCustomer(shop.distributor, { parent: lower.account.id });
  await allow("ALL");
  const costOf = async (actor: Actor) => {
    const { lines, totals } = await preview(actor, order());
    return { unit: lines[0]?.cost.unit, reseller: totals.reseller_before };
  };
  expect(await costOf(lower)).toEqual({ unit: "340.00", reseller: null });
  expect(await costOf(upper)).toEqual({ unit: "320.00", reseller: null });
  expect(await costOf(shop.distributor)).toEqual({ unit: "300.00", reseller: "3200.00" });
});

test("a reseller orders only for its own customers, and its viewers may preview too", async () => {
  await allow("ALL");
  expect(await preview(as("viewer", reseller), order())).toMatchObject({ totals: { cost: "3060.00" } });
  const other = await newChainReseller(shop.distributor);
  await expect(preview(other, order())).rejects.toMatchObject({ code: "not_found" });
  await expect(preview(reseller, purchase(shop))).rejects.toMatchObject({ code: "not_found" });
  const elsewhere = await newChainReseller(await newDistributor());
  await expect(preview(elsewhere, order())).rejects.toMatchObject({ code: "not_found" });
});

test("tiers that do not fit are refused by their field", async () => {
  const other = await newChainReseller(shop.distributor);
  const distributor = shop.distributor;
  const refusal = (tiers: Record<string, unknown>, path: string) =>
    expect(preview(distributor, order(undefined, { tiers }))).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path }],
    });
  await refusal({ tier1: { id: shop.customerId } }, "asset.tiers.tier1.id");
  await refusal({ tier2: { id: reseller.account.id } }, "asset.tiers.tier2.id");
  const direct = { customer: shop.customerId, tiers: { tier2: { id: other.account.id } } };
  await expect(preview(distributor, purchase(shop, undefined, direct))).rejects.toMatchObject({
    issues: [{ path: "asset.tiers.tier2" }],
  });
  const named = { customer: reseller.account.id };
  await expect(preview(distributor, purchase(shop, undefined, named))).rejects.toMatchObject({
    issues: [{ path: "asset.tiers.customer.id", message: expect.stringContaining("is a reseller") }],
  });
});

test("a reseller previews its own subscription and finds no other's", async () => {
  await allow("ALL");
  const tier1Id = reseller.account.id;
  const id = await newSubscription(shop, { [photo]: 2 }, { customerId: customer, tier1Id });
  const change = { type: "change", asset: { id, items: [{ mpn: photo, quantity: 5 }] } };
  expect(await preview(reseller, change)).toMatchObject({
    lines: [{ quantity: 3, old_quantity: 2, new_quantity: 5, cost: { unit: "340.00" } }],
  });
  const other = await newChainReseller(shop.distributor);
  await expect(preview(other, change)).rejects.toMatchObject({ code: "not_found" });
});
