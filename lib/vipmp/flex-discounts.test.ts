import { describe, expect, test } from "vitest";
import type { FlexibleDiscount } from "@/lib/domain/discount";
import {
  flexDiscountParams,
  mergeSightings,
  parseFlexDiscount,
  parseFlexDiscountParams,
  presentFlexDiscount,
} from "./flex-discounts";
import { pageRequest, parsePage, presentPage } from "./paging";
import samples from "./samples/flex-discounts.json" with { type: "json" };
import { parseToken, parseTokenRequest, tokenForm } from "./token";
import { decimalText, wireAmount, wireInstant, wireTimestamp } from "./wire";

const found = { segment: "COM", country: "US" } as const;

describe("reading discounts", () => {
  test("the documented list", () => {
    const read = samples.list.flexDiscounts.map((raw) => parseFlexDiscount(raw, found));
    expect(read.map((one) => [one?.code, one?.type, one?.percent, one?.items])).toEqual([
      ["INTRO-PHSP", "FIXED_PRICE", null, ["11083117CA"]],
      ["BLACK_FRIDAY", "FIXED_DISCOUNT", null, ["11083117CA"]],
      ["NEW YEAR", "PERCENTAGE_DISCOUNT", "20", []],
    ]);
    expect(read[1]?.values).toEqual([{ country: "US", currency: "USD", value: "10" }]);
    expect(read[1]?.reusableUntil).toEqual(new Date("2028-03-31T23:59:59Z"));
  });
  test("a closed code has only its code, expiry, offers and outcome", () => {
    const [raw] = samples.closed.flexDiscounts;
    expect(parseFlexDiscount(raw, found)).toMatchObject({
      id: null,
      code: "6JZ79FCABCWQYER6HFPJOD4E",
      startAt: null,
      endAt: new Date("2026-09-10T23:59:59Z"),
      items: ["11074301CA"],
    });
  });
  test("dates without seconds, an empty list of offers", () => {
    const [easter, savings] = samples.sandbox.map((raw) => parseFlexDiscount(raw, found));
    expect(easter?.endAt).toEqual(new Date("2026-03-07T10:16:00Z"));
    expect(savings?.items).toEqual([]);
  });
  test.each<[string, unknown, Record<string, unknown> | null]>([
    ["nothing", null, null],
    ["no code", { id: "x" }, null],
    ["no outcome", { code: "A" }, { code: "A", type: "OTHER" }],
    [
      "two outcomes",
      { code: "A", outcomes: [{ type: "FIXED_DISCOUNT" }, { type: "FIXED_DISCOUNT" }] },
      { type: "OTHER" },
    ],
    ["a new type", { code: "A", outcomes: [{ type: "BUNDLE" }] }, { type: "OTHER" }],
    [
      "values as text",
      {
        code: "A",
        outcomes: [
          { type: "FIXED_DISCOUNT", discountValues: [{ country: "US", currency: "USD", value: "15.99" }] },
        ],
      },
      { values: [{ country: "US", currency: "USD", value: "15.99" }] },
    ],
    [
      "no country",
      { code: "A", outcomes: [{ type: "FIXED_DISCOUNT", discountValues: [{ currency: "USD", value: 5 }] }] },
      { values: [{ country: "US", currency: "USD", value: "5" }] },
    ],
    [
      "another kind of offer",
      { code: "A", qualification: { baseOfferIds: ["65304470CA01012"] } },
      { items: ["65304470CA01012"] },
    ],
    [
      "another level",
      { code: "A", qualification: { baseOfferIds: ["65304470CA04A12"] } },
      { items: ["65304470CA"] },
    ],
    [
      "wrong types",
      { code: "A", qualification: 7, outcomes: "x", startDate: 5 },
      { type: "OTHER", startAt: null },
    ],
  ])("%s", (_, raw, expected) => {
    const read = parseFlexDiscount(raw, found);
    expect(read).toEqual(expected === null ? null : expect.objectContaining(expected));
  });
  test("sightings in several countries and segments are one discount", () => {
    const raw = samples.list.flexDiscounts[1];
    const seen = (["COM", "EDU"] as const).flatMap((segment) =>
      ["US", "DE"].flatMap((country) => parseFlexDiscount(raw, { segment, country }) ?? []),
    );
    expect(mergeSightings(seen)).toMatchObject([
      { segments: ["COM", "EDU"], countries: ["US", "DE"], values: [{ country: "US" }] },
    ]);
  });
});

const discount: FlexibleDiscount = {
  id: "55555555-313b-476c-9d0b-6a610d5b91e1",
  name: "Black Friday",
  description: null,
  code: "BLACK_FRIDAY",
  type: "FIXED_DISCOUNT",
  percent: null,
  values: [
    { country: "US", currency: "USD", value: "10.5" },
    { country: "DE", currency: "EUR", value: "9" },
  ],
  startAt: new Date("2025-11-01T23:59:59Z"),
  endAt: new Date("2025-12-31T23:59:59Z"),
  segments: ["COM"],
  countries: [],
  items: ["11083117CA"],
  redemption: "unlimited",
  category: "STANDARD",
  reusableUntil: new Date("2028-03-31T23:59:59Z"),
  closed: false,
  codeExpiry: null,
};

describe("our own answers", () => {
  test("have the documented shape", () => {
    const at = new Date("2026-01-15T00:00:00Z");
    const shown = presentFlexDiscount(
      { ...discount, values: [{ country: "US", currency: "USD", value: "10" }] },
      { country: "US", at },
    );
    expect(shown).toEqual({
      ...samples.list.flexDiscounts[1],
      id: discount.id,
      name: "Black Friday",
      description: "",
    });
    expect(
      presentFlexDiscount(discount, { country: "US", at: new Date("2025-12-01T00:00:00Z") }),
    ).toMatchObject({ status: "ACTIVE" });
  });
  test("a closed one tells no more than it must", () => {
    const shown = presentFlexDiscount(
      { ...discount, closed: true, codeExpiry: new Date("2026-09-10T23:59:59Z") },
      { country: "US", at: new Date() },
    );
    expect(Object.keys(shown)).toEqual(["code", "codeExpiryDate", "qualification", "outcomes"]);
  });
  test("are read back by our own client", () => {
    const shown = presentFlexDiscount(discount, { country: null, at: new Date("2025-12-01T00:00:00Z") });
    const { id, code, type, percent, values, startAt, endAt, items, reusableUntil } = discount;
    expect(parseFlexDiscount(JSON.parse(JSON.stringify(shown)), found)).toEqual({
      id,
      code,
      type,
      percent,
      values,
      startAt,
      endAt,
      items,
      reusableUntil,
      segments: ["COM"],
      countries: ["US"],
    });
  });
});

describe("the query", () => {
  test("goes there and back", () => {
    const search = {
      segment: "EDU",
      country: "DE",
      offerIds: ["11083117CA01A12", "x"],
      code: "NEW YEAR",
      categories: ["INTRO"],
      includeReusable: true,
      startDate: new Date("2026-01-01T00:00:00Z"),
    } as const;
    expect(parseFlexDiscountParams(flexDiscountParams(search))).toEqual({
      search,
      page: { limit: 20, offset: 0 },
    });
  });
  test.each([
    ["country=US", ["market-segment"]],
    ["market-segment=COM&country=us", ["country"]],
    ["market-segment=COM&country=US&limit=-1", ["limit, offset"]],
    ["market-segment=COM&country=US&limit=0", ["limit, offset"]],
    ["market-segment=COM&country=US&categories=INTRO,X", ["categories"]],
    ["market-segment=COM&country=US&start-date=soon", ["start-date"]],
    ["market-segment=COM&country=US&flex-discount-id=a&flex-discount-code=b", ["flex-discount-id"]],
  ])("%s is refused", (query, wrong) => {
    expect(parseFlexDiscountParams(new URLSearchParams(query))).toEqual({ wrong });
  });
});

describe("pages", () => {
  const query = new URLSearchParams({
    "market-segment": "COM",
    country: "US",
    "offer-ids": "a,b",
    limit: "1",
    offset: "1",
  });
  const page = presentPage("flexDiscounts", ["x"], {
    path: "/v3/flex-discounts",
    query,
    limit: 1,
    offset: 1,
    totalCount: 3,
  });
  test("link to their neighbours", () => {
    expect(page).toMatchObject({ limit: 1, offset: 1, count: 1, totalCount: 3, flexDiscounts: ["x"] });
    expect(page.links.self.uri).toBe(
      "/v3/flex-discounts?market-segment=COM&country=US&offer-ids=a,b&limit=1&offset=1",
    );
    expect([page.links.next?.uri.slice(-8), page.links.prev?.uri.slice(-8)]).toEqual([
      "offset=2",
      "offset=0",
    ]);
    const only = presentPage("items", [], { path: "/", query, limit: 20, offset: 0, totalCount: 0 });
    expect(Object.keys(only.links)).toEqual(["self"]);
  });
  test("are read, with counts as text too", () => {
    expect(parsePage({ ...page, totalCount: "3" }, "flexDiscounts")).toEqual({
      items: ["x"],
      totalCount: 3,
      next: page.links.next?.uri,
    });
    expect(parsePage({ flexDiscounts: [], links: { next: {} } }, "flexDiscounts")).toEqual({
      items: [],
      totalCount: null,
      next: null,
    });
    expect(parsePage({ items: [] }, "flexDiscounts")).toBeNull();
    expect(parsePage(null, "flexDiscounts")).toBeNull();
  });
  test("requests are cut to the largest limit", () => {
    expect(pageRequest(new URLSearchParams("limit=900&offset=7"), { usual: 20, most: 50 })).toEqual({
      limit: 50,
      offset: 7,
    });
  });
});

test("amounts and instants as upstream writes them", () => {
  expect([15.99, "15.990", 365, 1e-7, 0.1 + 0.2, 1e21, "x", null, -5.5].map(decimalText)).toEqual([
    "15.99",
    "15.99",
    "365",
    "0.0000001",
    "0.3",
    undefined,
    undefined,
    undefined,
    "-5.5",
  ]);
  expect(wireAmount(85.068)).toEqual({ units: 85068n, scale: 3 });
  expect(wireInstant("2026-03-07")?.toISOString()).toBe("2026-03-07T00:00:00.000Z");
  expect(wireInstant("2026-03-07T10:16:00")?.toISOString()).toBe("2026-03-07T10:16:00.000Z");
  expect(wireInstant("2026-03-07T10:16:00+02:00")?.toISOString()).toBe("2026-03-07T08:16:00.000Z");
  expect(wireInstant("never")).toBeNull();
  expect(wireTimestamp(new Date("2026-03-07T10:16:00.005Z"))).toBe("2026-03-07T10:16:00.005Z");
});

test("tokens", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const freshFor = (body: unknown) =>
    ((parseToken(body, now)?.freshUntil.getTime() ?? 0) - now.getTime()) / 1000;
  expect(freshFor({ access_token: "t", expires_in: 86399 })).toBe(86219);
  expect(freshFor({ access_token: "t", expires_in: "60" })).toBe(30);
  expect(parseToken({ error: "x" }, now)).toBeNull();
  expect(parseTokenRequest(tokenForm("a", "b&c"))).toEqual({
    grantType: "client_credentials",
    clientId: "a",
    clientSecret: "b&c",
  });
});
