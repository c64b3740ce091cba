import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { contract } from "@/db/schema/listings";
import { pricePoint } from "@/db/schema/pricing";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { placeholderId } from "../../vipmp/placeholder";
import { clock, systemActor } from "../context";
import { createContract } from "../contracts/contracts";
import { endDiscount, updateDiscount } from "../flexible-discounts/discounts";
import { commercialUs, listOffers, offerDiscount, type Send, signedIn } from "../testing/discount-service";

const orderDay = new Date("2025-05-02T22:49:54Z");
let vendor: Actor;
let distributor: Actor;
let send: Send;
let shelf: Awaited<ReturnType<typeof listOffers>>;

beforeEach(async () => {
  clock.set(new Date("2025-04-01T00:00:00Z"));
  vendor = await newVendor();
  distributor = await newDistributor();
  shelf = await listOffers(vendor, distributor, ["11073058CA", "69804578CA"], {
    values: { price: 36500, st0p: 40000 },
  });
  clock.set(orderDay);
  send = await signedIn(distributor);
});
afterEach(() => clock.set(null));

type Line = Record<string, unknown>;
const line = (code?: string, change: Line = {}) => ({
  extLineItemNumber: 7,
  offerId: "11073058CA01A12",
  quantity: 1,
  ...(code === undefined ? {} : { flexDiscountCodes: [code] }),
  ...change,
});
const order = (lines: Line[], change: Line = {}) => ({
  orderType: "PREVIEW",
  currencyCode: "USD",
  lineItems: lines,
  ...change,
});
const preview = (lines: Line[], change: Line = {}, customer = commercialUs) =>
  send("POST", `/v3/customers/${customer}/orders?fetch-price=true`, order(lines, change));
const pricing = (answer: Awaited<ReturnType<typeof preview>>) =>
  (answer.body.lineItems as Record<string, unknown>[])[0];

describe("arithmetic and shape", () => {
  beforeEach(async () => {
    await offerDiscount(vendor, { code: "BLACK_FRIDAY_10_PERCENT_OFF", items: ["11073058CA"] });
    await offerDiscount(vendor, {
      code: "BLACK_FRIDAY_20_DOLLAR_OFF",
      type: "FIXED_DISCOUNT",
      values: [{ country: "US", currency: "USD", value: "20" }],
    });
  });
  const lines = [
    {
      extLineItemNumber: 1,
      offerId: "11073058CA01A12",
      quantity: 10,
      flexDiscountCodes: ["black_friday_10_percent_off"],
    },
    {
      extLineItemNumber: 2,
      offerId: "69804578CA02A12",
      quantity: 10,
      flexDiscountCodes: ["BLACK_FRIDAY_20_DOLLAR_OFF"],
    },
  ];
  const placeholder = placeholderId({ segment: "COM", country: "US", anniversary: "2025-07-31" });

  test("the documented order: 90 days, level 02, 810.00 and 850.68", async () => {
    const { status, body } = await preview(lines, { externalReferenceId: "22739ace" }, placeholder);
    expect(status).toBe(200);
    expect(body).toEqual({
      referenceOrderId: "",
      externalReferenceId: "22739ace",
      orderId: "",
      customerId: placeholder,
      currencyCode: "USD",
      orderType: "PREVIEW",
      creationDate: "2025-05-02T22:49:54Z",
      status: "",
      lineItems: [
        {
          extLineItemNumber: 1,
          offerId: "11073058CA02A12",
          quantity: 10,
          subscriptionId: "",
          status: "",
          currencyCode: "USD",
          flexDiscounts: [{ id: expect.any(String), code: "BLACK_FRIDAY_10_PERCENT_OFF", result: "SUCCESS" }],
          proratedDays: 90,
          pricing: {
            partnerPrice: 365,
            discountedPartnerPrice: 328.5,
            netPartnerPrice: 81,
            lineItemPartnerPrice: 810,
          },
        },
        {
          extLineItemNumber: 2,
          offerId: "69804578CA02A12",
          quantity: 10,
          subscriptionId: "",
          status: "",
          currencyCode: "USD",
          flexDiscounts: [{ id: expect.any(String), code: "BLACK_FRIDAY_20_DOLLAR_OFF", result: "SUCCESS" }],
          proratedDays: 90,
          pricing: {
            partnerPrice: 365,
            discountedPartnerPrice: 345,
            netPartnerPrice: 85.068,
            lineItemPartnerPrice: 850.68,
          },
        },
      ],
      pricingSummary: [{ totalLineItemPartnerPrice: 1660.68, currencyCode: "USD" }],
    });
  });

  test("without fetch-price there are no prices, days or summary", async () => {
    const { body } = await send("POST", `/v3/customers/${placeholder}/orders`, order(lines));
    expect(body).not.toHaveProperty("pricingSummary");
    expect((body.lineItems as Line[])[0]).toEqual({
      extLineItemNumber: 1,
      offerId: "11073058CA02A12",
      quantity: 10,
      subscriptionId: "",
      status: "",
      currencyCode: "USD",
      flexDiscounts: [{ id: expect.any(String), code: "BLACK_FRIDAY_10_PERCENT_OFF", result: "SUCCESS" }],
    });
  });

  test("a first order pays a full term; a renewal too", async () => {
    const full = { proratedDays: 365, pricing: { netPartnerPrice: 365, lineItemPartnerPrice: 730 } };
    expect(pricing(await preview([line(undefined, { quantity: 2 })]))).toMatchObject(full);
    const renewal = pricing(
      await preview([line(undefined, { quantity: 2 })], { orderType: "PREVIEW_RENEWAL" }, placeholder),
    );
    expect(renewal).toMatchObject({ pricing: full.pricing });
    expect(renewal).not.toHaveProperty("proratedDays");
  });
});

test.each([
  [9, "01", 365],
  [10, "02", 350],
  [49, "02", 350],
  [50, "03", 365],
])("%i licences are level %s", async (quantity, level, partnerPrice) => {
  const points = await database()
    .select({ versionId: pricePoint.versionId, itemId: pricePoint.itemId })
    .from(pricePoint)
    .where(eq(pricePoint.versionId, shelf.list.versionId));
  expect(points).toHaveLength(2);
  await database().transaction((tx) =>
    tx
      .update(pricePoint)
      .set({ custom: { "v.level_02": 35000 } })
      .where(eq(pricePoint.versionId, shelf.list.versionId)),
  );
  expect(pricing(await preview([line(undefined, { quantity })]))).toMatchObject({
    offerId: `11073058CA${level}A12`,
    pricing: { partnerPrice },
  });
});

test("the quantities of all lines count for the level", async () => {
  const { body } = await preview([
    line(undefined, { extLineItemNumber: 1, quantity: 5 }),
    line(undefined, { extLineItemNumber: 2, quantity: 5, offerId: "69804578CA01A12" }),
  ]);
  expect((body.lineItems as Line[]).map(({ offerId }) => offerId)).toEqual([
    "11073058CA02A12",
    "69804578CA02A12",
  ]);
});

describe("refusals", () => {
  type Case = [name: string, prepare: () => Promise<unknown>, line: Line, code: string, details?: string[]];
  const spring = (change: Line) => () => offerDiscount(vendor, { code: "SPRING", ...change });
  const past = { start_date: "2025-01-01T00:00:00Z" };
  const cases: Case[] = [
    ["unknown code", spring({}), line("OTHER"), "2146", ["Line Item: 7, Reason: NOT_FOUND"]],
    [
      "segment",
      spring({ segments: ["EDU"] }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: MARKET_SEGMENT_MISMATCH"],
    ],
    [
      "country",
      spring({ countries: ["DE"] }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: COUNTRY_MISMATCH"],
    ],
    [
      "currency",
      spring({ type: "FIXED_DISCOUNT", values: [{ country: "US", currency: "EUR", value: "5" }] }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: CURRENCY_MISMATCH"],
    ],
    [
      "item",
      spring({ items: ["69804578CA"] }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: OFFER_NOT_COVERED"],
    ],
    [
      "not started",
      spring({ start_date: "2025-06-01T00:00:00Z" }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: NOT_STARTED"],
    ],
    [
      "ended",
      spring({ ...past, end_date: "2025-05-02T22:49:53Z" }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: EXPIRED"],
    ],
    [
      "reusable, ended and never used",
      spring({ ...past, end_date: "2025-05-01T00:00:00Z", reusable_until: "2026-01-01T00:00:00Z" }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: EXPIRED"],
    ],
    [
      "closed, its code expired",
      spring({ ...past, closed: true, code_expiry: "2025-05-01T00:00:00Z" }),
      line("SPRING"),
      "2141",
      ["Line Item: 7, Reason: EXPIRED"],
    ],
    [
      "with another discount",
      spring({}),
      line("SPRING", { discountCode: "HVD_L18_PRE" }),
      "2144",
      ["Line Item: 7"],
    ],
    [
      "on a non-base offer",
      spring({}),
      line("SPRING", { offerId: "11073058CA01012" }),
      "2145",
      ["Line Item: 7"],
    ],
    [
      "two codes",
      spring({}),
      line("SPRING", { flexDiscountCodes: ["SPRING", "SALE"] }),
      "2147",
      ["Line Item: 7"],
    ],
    ["unknown offer", spring({}), line(undefined, { offerId: "99999999CA01A12" }), "2122", ["Line Item: 7"]],
    ["quantity 0", spring({}), line(undefined, { quantity: 0 }), "2120", ["Line Item: 7"]],
    ["a strange field", spring({}), line(undefined, { color: "red" }), "1121", ["lineItems[0].color"]],
    [
      "a missing field",
      spring({}),
      line(undefined, { offerId: undefined }),
      "1122",
      ["lineItems[0].offerId"],
    ],
    ["a wrong field", spring({}), line(undefined, { quantity: "1" }), "1117", ["lineItems[0].quantity"]],
  ];
  test.each(cases)("%s", async (_name, prepare, bad, code, details) => {
    await prepare();
    const { status, body } = await preview([bad]);
    expect({ status, code: body.code, details: body.additionalDetails }).toEqual({
      status: 400,
      code,
      details,
    });
  });

  test("the first bad line is named by its number, the others are not", async () => {
    await offerDiscount(vendor);
    const { body } = await preview([
      line("SALE", { extLineItemNumber: 30 }),
      line("NO_1", { extLineItemNumber: 20 }),
      line("NO_2", { extLineItemNumber: 10 }),
    ]);
    expect(body.additionalDetails).toEqual(["Line Item: 20, Reason: NOT_FOUND"]);
  });

  const wholeOrders: [string, Line, string][] = [
    [
      "both currencies",
      { currencyCode: "USD", lineItems: [line(undefined, { currencyCode: "USD" })] },
      "2140",
    ],
    [
      "prices in two currencies",
      {
        currencyCode: undefined,
        lineItems: [
          line(undefined, { extLineItemNumber: 1, currencyCode: "USD" }),
          line(undefined, { extLineItemNumber: 2, currencyCode: "EUR" }),
        ],
      },
      "2148",
    ],
    ["a currency not sold", { currencyCode: "EUR" }, "2125"],
    ["no lines", { lineItems: [] }, "1122"],
    ["a repeated number", { lineItems: [line(), line()] }, "2121"],
    ["a number out of range", { lineItems: [line(undefined, { extLineItemNumber: 1_000_000 })] }, "2123"],
    [
      "too many lines",
      { lineItems: Array.from({ length: 500 }, (_, i) => line(undefined, { extLineItemNumber: i })) },
      "2119",
    ],
    ["a switch", { orderType: "SWITCH" }, "5122"],
    ["an order", { orderType: "NEW" }, "5122"],
    ["a renewal without lines", { orderType: "PREVIEW_RENEWAL", lineItems: [] }, "2136"],
  ];
  test.each(wholeOrders)("%s", async (_name, change, code) => {
    expect((await preview([line()], change)).body.code).toBe(code);
  });

  test("another vendor's discount does not cover the offer, and one without a contract is unknown", async () => {
    const other = await newVendor();
    await offerDiscount(other, { code: "THEIRS" });
    expect((await preview([line("THEIRS")])).body.code).toBe("2146");
    const made = await createContract(systemActor, {
      vendorId: other.account.id,
      marketplaceId: shelf.marketplaceId,
      name: "Distribution",
    });
    expect((await preview([line("THEIRS")])).body.additionalDetails).toEqual([
      "Line Item: 7, Reason: OFFER_NOT_COVERED",
    ]);
    await database().transaction((tx) =>
      tx.update(contract).set({ status: "terminated" }).where(eq(contract.id, made.id)),
    );
    expect((await preview([line("THEIRS")])).body.code).toBe("2146");
  });

  test("a code with FAILURE applies like any other without the demo data", async () => {
    await offerDiscount(vendor, { code: "SALE_FAILURE" });
    expect((await preview([line("SALE_FAILURE")])).status).toBe(200);
  });

  test("an offer without a price in that currency", async () => {
    await listOffers(vendor, distributor, ["55555555CA"], { currency: "EUR", countries: ["US"] });
    expect((await preview([line(undefined, { offerId: "55555555CA01A12" })])).body.code).toBe("2128");
  });
});

test("an amount that exceeds the price makes it zero", async () => {
  await offerDiscount(vendor, {
    type: "FIXED_DISCOUNT",
    values: [{ country: "US", currency: "USD", value: "1000" }],
  });
  expect(pricing(await preview([line("SALE")]))).toMatchObject({
    pricing: { discountedPartnerPrice: 0, netPartnerPrice: 0, lineItemPartnerPrice: 0 },
  });
});

test("items that are not yearly are not prorated and say no days", async () => {
  await listOffers(vendor, distributor, ["77777777CA"], {
    currency: "JPY",
    period: "Monthly",
    values: { price: 1000, st0p: 1200 },
  });
  const customer = placeholderId({ segment: "COM", country: "US", anniversary: "2025-07-31" });
  const found = pricing(
    await preview(
      [line(undefined, { offerId: "77777777CA01A12", quantity: 3 })],
      { currencyCode: "JPY" },
      customer,
    ),
  );
  expect(found).not.toHaveProperty("proratedDays");
  expect(found).toMatchObject({ pricing: { partnerPrice: 10, lineItemPartnerPrice: 30 } });
});

test("a neighbour's offers and customers do not exist", async () => {
  const neighbour = await signedIn(await newDistributor());
  const made = await send("POST", "/v3/customers", {
    companyProfile: { companyName: "Acme", marketSegment: "COM", address: { country: "US" } },
  });
  expect(made.status).toBe(201);
  const uri = `/v3/customers/${made.body.customerId}`;
  expect((await send("GET", uri)).status).toBe(200);
  expect(await neighbour("GET", uri)).toMatchObject({ status: 404, body: { code: "1116" } });
  const asked = await neighbour("POST", `/v3/customers/${commercialUs}/orders`, order([line()]));
  expect(asked.body.code).toBe("2125");
});

test("a discount's end, at its instant and after it was moved", async () => {
  const discount = await offerDiscount(vendor);
  await endDiscount(vendor, { id: discount.id });
  expect((await preview([line("SALE")])).status).toBe(200);
  clock.set(new Date(orderDay.getTime() + 1));
  expect((await preview([line("SALE")])).body.additionalDetails).toEqual(["Line Item: 7, Reason: EXPIRED"]);
  clock.set(new Date(orderDay.getTime() + 60_000));
  await updateDiscount(vendor, { id: discount.id, change: (before) => ({ ...before, endAt: null }) });
  expect((await preview([line("SALE")])).status).toBe(200);
});
