import { beforeAll, describe, expect, test } from "vitest";
import { findAssetsOfCustomer } from "@/db/assets";
import { database } from "@/db/client";
import { type Actor, scopeOf } from "../../domain/access";
import { everything } from "../../domain/rql";
import {
  discountTypes,
  listingRequestStates,
  offerStatuses,
  priceListStatuses,
  versionStatuses,
} from "../../domain/states";
import { listActivity } from "../activity";
import { signIn } from "../auth";
import { clock } from "../context";
import { listContracts } from "../contracts/contracts";
import { authenticate } from "../discount-service/identity";
import { discountCounts, listDiscounts } from "../flexible-discounts/discounts";
import { listListings } from "../listings/listings";
import { listListingRequests } from "../listings/requests";
import { listMarketplaces } from "../marketplaces/marketplaces";
import { listMarketplaceParameters } from "../marketplaces/parameters";
import { listOffers } from "../offers/offers";
import { listPriceLists } from "../pricing/lists";
import { findPrices } from "../pricing/prices";
import { listVersions } from "../pricing/versions";
import { listItems } from "../products/items";
import { listProducts } from "../products/products";
import { preview } from "../testing/checkout";
import { countCustomers, listTierAccounts } from "../tier-accounts/tier-accounts";
import { actorOfToken } from "../tokens";
import { type Demo, loadDemo } from "./load";

// The world of API.md §5: other systems, tests and people rely on it. Loaded once; nothing here changes it.
const all = { ...everything, limit: 1000 };
let demo: Demo;
let vendor: Actor;
let vendor2: Actor;
let distributor: Actor;
let distributor2: Actor;
let reseller: Actor;

beforeAll(async () => {
  demo = await loadDemo();
  vendor = await actorOfToken("ApiKey SU-100-000-001:demo-vendor");
  vendor2 = await actorOfToken("ApiKey SU-100-000-002:demo-vendor-2");
  distributor = await actorOfToken("ApiKey SU-200-000-001:demo-distributor");
  distributor2 = await actorOfToken("ApiKey SU-200-000-002:demo-distributor-2");
  reseller = await actorOfToken("ApiKey SU-300-000-001:demo-reseller");
}, 120_000);

test("the tokens are the accounts that they say, as admins", () => {
  expect([vendor, vendor2, distributor, distributor2, reseller].map(({ account }) => account.id)).toEqual([
    "VA-100-001",
    "VA-100-002",
    "PA-200-001",
    "PA-200-002",
    "TA-1000-0000-0001",
  ]);
  expect(reseller).toMatchObject({ role: "admin", modules: null, distributorId: "PA-200-001" });
});

test.each([
  "vendor@example.com",
  "vendor-viewer@example.com",
  "vendor2@example.com",
  "distributor@example.com",
  "distributor2@example.com",
  "reseller@example.com",
])("%s signs in", async (email) => {
  expect(demo.signIns.find((one) => one.email === email)?.password).toBe("channelbook");
  await expect(signIn(email, "channelbook", new Headers())).resolves.toBeUndefined();
});

test("the client of the discount service is the first distributor", async () => {
  expect(await authenticate("demo-partner", "demo-secret")).toEqual({
    clientId: "demo-partner",
    distributorId: "PA-200-001",
  });
});

test("loading it again changes nothing, and the clock runs", async () => {
  const before = (await listActivity(vendor, all)).total;
  expect(await loadDemo()).toMatchObject({ loaded: false, signIns: demo.signIns, tokens: demo.tokens });
  expect((await listActivity(vendor, all)).total).toBe(before);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(60_000);
});

describe("the first vendor", () => {
  test("has three products, one shaped like the public examples", async () => {
    const { rows } = await listProducts(vendor, all);
    expect(rows.map(({ status }) => status).sort()).toEqual(["draft", "published", "published"]);
    const items = await listItems(vendor, { productId: "PRD-207-752-513", query: all });
    const mpns = items.rows.map(({ mpn }) => mpn);
    expect(mpns).toEqual(expect.arrayContaining(["65304768CA", "65304768CB", "65304520CA"]));
  });

  test("has offers, price lists, versions and listing requests in every state", async () => {
    const states = (rows: { status: string }[]) => [...new Set(rows.map(({ status }) => status))].sort();
    expect(states((await listOffers(vendor, all)).rows)).toEqual([...offerStatuses].sort());
    expect(states((await listPriceLists(vendor, all)).rows)).toEqual([...priceListStatuses].sort());
    expect(states((await listVersions(vendor, all)).rows)).toEqual([...versionStatuses].sort());
    const requests = [
      ...(await listListingRequests(vendor, all)).rows,
      ...(await listListingRequests(vendor2, all)).rows,
    ];
    const seen = new Set(requests.map(({ state }) => state));
    expect(listingRequestStates.filter((state) => state !== "deploying" && !seen.has(state))).toEqual([]);
  });

  test("has forty discounts of both types, live, to come and ended", async () => {
    const { rows, total } = await listDiscounts(vendor, all);
    expect(total).toBe(40);
    expect([...new Set(rows.map(({ type }) => type))].sort()).toEqual([...discountTypes].sort());
    for (const count of Object.values(await discountCounts(vendor))) expect(count).toBeGreaterThan(2);
    // One without items covers everything, so it would turn up at every checkout of its segment (API.md §6).
    const open = rows.filter(({ items }) => items.length === 0);
    expect(open.length).toBeGreaterThan(0);
    expect(open.flatMap(({ segments }) => segments).filter((segment) => segment !== "EDU")).toEqual([]);
  });

  test("has a history that nobody made up: each object was made before it was changed", async () => {
    const { rows } = await listActivity(vendor, all);
    const first = Map.groupBy(rows.toReversed(), ({ objectId }) => objectId);
    for (const [id, events] of first) {
      const times = events.map(({ at }) => at.getTime());
      expect(times, id).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(new Set(rows.map(({ at }) => at.toISOString().slice(0, 10))).size).toBeGreaterThan(20);
  });
});

test("the second vendor has one product and no offer", async () => {
  expect((await listProducts(vendor2, all)).total).toBe(1);
  expect((await listOffers(vendor2, all)).total).toBe(0);
});

describe("the distributors", () => {
  test("have the marketplaces with their currencies and countries", async () => {
    const shown = async (actor: Actor) =>
      (await listMarketplaces(actor, all)).rows
        .map(({ id, currency, countries }) => [id, currency, countries.join("+")])
        .sort();
    expect(await shown(distributor)).toEqual([
      ["MP-20001", "USD", "US"],
      ["MP-20002", "EUR", "DE+FR"],
    ]);
    expect(await shown(distributor2)).toEqual([["MP-20003", "JPY", "JP"]]);
  });

  test("have contracts: the first with both vendors, the second with the first", async () => {
    const vendors = async (actor: Actor) =>
      [...new Set((await listContracts(actor, all)).rows.map(({ vendorId }) => vendorId))].sort();
    expect(await vendors(distributor)).toEqual(["VA-100-001", "VA-100-002"]);
    expect(await vendors(distributor2)).toEqual(["VA-100-001"]);
  });

  test("have two resellers, customers in every segment and several countries, and their subscriptions", async () => {
    const counts = await countCustomers(distributor);
    expect(counts.reseller).toBe(2);
    expect(counts.customer).toBeGreaterThanOrEqual(6);
    const customers = (await listTierAccounts(distributor, all)).rows.filter(
      ({ type }) => type === "customer",
    );
    expect([...new Set(customers.map(({ segment }) => segment))].sort()).toEqual(["COM", "EDU", "GOV"]);
    expect(new Set(customers.map(({ country }) => country)).size).toBeGreaterThanOrEqual(3);
    const held = await Promise.all(
      customers.map(({ id }) => findAssetsOfCustomer(database(), scopeOf(distributor), id)),
    );
    const anniversaries = held.flat().map(({ anniversary }) => anniversary);
    expect(new Set(anniversaries).size).toBeGreaterThanOrEqual(4);
    const today = new Date().toISOString().slice(0, 10);
    expect(anniversaries.filter((day) => day <= today)).toEqual([]);
  });

  test("sell listed products whose prices are in force now", async () => {
    expect(
      (await listListings(distributor, all)).rows.filter(({ status }) => status === "listed"),
    ).toHaveLength(2);
    for (const [actor, marketplaceId] of [
      [distributor, "MP-20001"],
      [distributor, "MP-20002"],
      [distributor2, "MP-20003"],
    ] as const) {
      const { total } = await findPrices(actor, { marketplaceId });
      expect(total, marketplaceId).toBeGreaterThan(0);
    }
  });

  test("let the first reseller see discounts in the United States, and nobody in Europe", async () => {
    const tiers = async (id: string) =>
      (await listMarketplaceParameters(distributor, id)).find(
        (one) => one.id === "flex_disc_console_available_tiers",
      )?.value;
    expect(await tiers("MP-20001")).toBe("TA-1000-0000-0001");
    expect(await tiers("MP-20002")).toBe("");
  });
});

test("the example of the contract comes out to the cent, for the distributor and for its reseller", async () => {
  const order = (customer: string) => ({
    type: "purchase",
    marketplace: { id: "MP-20001" },
    asset: { tiers: { customer: { id: customer } }, items: [{ mpn: "65304768CA", quantity: 10 }] },
  });
  const direct = await preview(distributor, order("TA-1000-0000-0104"));
  expect(direct).toMatchObject({
    discovery: "auto",
    lines: [
      {
        price: { unit: "365.00", discounted_unit: "325.00", total: "3250.00" },
        cost: { unit: "300.00", discounted_unit: "260.00", total: "2600.00" },
        discount: { code: "AUTUMN_40", auto_applied: true },
      },
    ],
  });
  const outcomes = new Map(direct.lines[0]?.codes.map(({ code, outcome }) => [code, outcome]));
  expect([outcomes.get("AUTUMN_40"), outcomes.get("SPRING_10"), outcomes.get("OLD_20")]).toEqual([
    "applied",
    "not_best",
    "rejected",
  ]);
  expect(await preview(reseller, order("TA-1000-0000-0101"))).toMatchObject({
    lines: [{ discount: { code: "AUTUMN_40" } }],
  });
});
