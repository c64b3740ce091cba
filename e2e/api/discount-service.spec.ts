import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import { test } from "../fixtures";
import { unique } from "../world";
import { type Answer, apiClient, bodyAs } from "./client";

const offerId = "65304768CA01A12";

/** A client of the first distributor, as a partner writes it against the original. */
async function partner(request: APIRequestContext) {
  const granted = await request.post("/ims/token/v3", {
    form: {
      grant_type: "client_credentials",
      client_id: "demo-partner",
      client_secret: "demo-secret",
      scope: "openid,AdobeID,read_organizations",
    },
  });
  const token: unknown = await granted.json();
  expect(token).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 86_399 });
  const authorization = `Bearer ${bodyAs<{ access_token: string }>({ body: token } as Answer).access_token}`;
  const api = apiClient(request);
  return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    api.call(method, path, {
      headers: { authorization, "x-api-key": "demo-partner", "x-correlation-id": randomUUID(), ...headers },
      ...(body === undefined ? {} : { body }),
    });
}

type Partner = Awaited<ReturnType<typeof partner>>;

async function newCustomer(call: Partner): Promise<string> {
  const made = await call("POST", "/v3/customers", {
    externalReferenceId: "",
    companyProfile: {
      companyName: unique("Studio"),
      preferredLanguage: "en-US",
      marketSegment: "COM",
      address: {
        country: "US",
        region: "CA",
        city: "San Francisco",
        addressLine1: "1 Market Street",
        postalCode: "94105",
        phoneNumber: "4155550100",
      },
      contacts: [
        { firstName: "Ada", lastName: "Test", email: "ada@studio.example", phoneNumber: "4155550100" },
      ],
    },
  });
  expect(made.status, made.text).toBe(201);
  return bodyAs<{ customerId: string }>(made).customerId;
}

const preview = (line: Record<string, unknown>) => ({
  orderType: "PREVIEW",
  currencyCode: "USD",
  lineItems: [{ extLineItemNumber: 1, offerId, quantity: 10, ...line }],
});

test("tokens are given to clients that know their secret", async ({ request }) => {
  for (const form of [
    { grant_type: "client_credentials", client_id: "demo-partner", client_secret: "wrong" },
    { grant_type: "client_credentials", client_id: "", client_secret: "" },
    { grant_type: "password", client_id: "demo-partner", client_secret: "demo-secret" },
  ]) {
    const refused = await request.post("/ims/token/v3", { form });
    expect(refused.status()).toBeGreaterThanOrEqual(400);
    expect(refused.status()).toBeLessThan(500);
    expect(await refused.json()).toMatchObject({ error: expect.any(String) });
  }
  expect(await (await request.get("/ping", { headers: { "x-api-key": "demo-partner" } })).text()).toBe(
    "pong",
  );
  const call = await partner(request);
  expect((await call("GET", "/partnerservice/ping")).text).toBe("pong");
});

test("calls without token, key or correlation id are refused by number", async ({ request }) => {
  const path = "/v3/flex-discounts?market-segment=COM&country=US";
  const refusal = async (headers: Record<string, string>) => {
    const { status, body } = await apiClient(request).call("GET", path, { headers });
    return [status, bodyAs<{ code: string }>({ body } as Answer).code];
  };
  expect(await refusal({})).toEqual([403, "4117"]);
  const key = { "x-api-key": "demo-partner", "x-correlation-id": randomUUID() };
  expect(await refusal({ ...key, authorization: "Bearer nonsense" })).toEqual([401, "4116"]);
  const call = await partner(request);
  expect((await call("GET", path, undefined, { "x-api-key": "other" })).body).toMatchObject({ code: "4115" });
  expect((await call("GET", path, undefined, { "x-correlation-id": "" })).body).toMatchObject({
    code: "4119",
  });
});

test("discounts are searched by segment, country, code and offer, page by page", async ({ request }) => {
  const call = await partner(request);
  const base = "/v3/flex-discounts?market-segment=COM&country=US";
  const first = await call("GET", `${base}&limit=5`);
  const page = bodyAs<{ totalCount: number; flexDiscounts: { code: string }[]; links: object }>(first);
  expect(page).toMatchObject({ limit: 5, offset: 0, count: 5, links: { self: {}, next: { method: "GET" } } });
  const codes: string[] = [];
  for (let offset = 0; offset < page.totalCount; offset += 5) {
    const answer = await call("GET", `${base}&limit=5&offset=${offset}`);
    codes.push(...bodyAs<typeof page>(answer).flexDiscounts.map(({ code }) => code));
  }
  expect(codes).toHaveLength(page.totalCount);
  expect(codes).toEqual(expect.arrayContaining(["AUTUMN_40", "SPRING_10"]));
  expect(codes).not.toContain("OLD_20");
  const byOffer = await call("GET", `${base}&offer-ids=65304768CA04A12&flex-discount-code=AUTUMN_40`);
  expect(bodyAs<typeof page>(byOffer).flexDiscounts).toEqual([
    expect.objectContaining({
      code: "AUTUMN_40",
      category: "STANDARD",
      status: "ACTIVE",
      qualification: { baseOfferIds: [offerId] },
      outcomes: [{ type: "FIXED_DISCOUNT", discountValues: [{ country: "US", currency: "USD", value: 40 }] }],
    }),
  ]);
  expect(bodyAs<typeof page>(await call("GET", `${base}&flex-discount-code=UNHEARD_OF`))).toMatchObject({
    totalCount: 0,
    flexDiscounts: [],
  });
  for (const [query, code] of [
    ["market-segment=COM&country=BR", "1178"],
    ["market-segment=MIL&country=US", "1132"],
    ["country=US", "1132"],
    ["market-segment=COM&country=US&limit=many", "1132"],
  ]) {
    expect((await call("GET", `/v3/flex-discounts?${query}`)).body, query).toMatchObject({ code });
  }
});

test("a preview prices a line with a code and writes nothing", async ({ request }) => {
  const call = await partner(request);
  const path = `/v3/customers/${await newCustomer(call)}/orders`;
  const priced = await call(
    "POST",
    `${path}?fetch-price=true`,
    preview({ flexDiscountCodes: ["AUTUMN_40"] }),
  );
  expect(priced.status, priced.text).toBe(200);
  expect(priced.body).toMatchObject({
    orderType: "PREVIEW",
    orderId: "",
    currencyCode: "USD",
    lineItems: [
      {
        extLineItemNumber: 1,
        offerId: "65304768CA02A12",
        quantity: 10,
        flexDiscounts: [{ code: "AUTUMN_40", result: "SUCCESS" }],
        pricing: { partnerPrice: 300, discountedPartnerPrice: 260, lineItemPartnerPrice: 2600 },
      },
    ],
    pricingSummary: [{ totalLineItemPartnerPrice: 2600, currencyCode: "USD" }],
  });
  const percent = await call(
    "POST",
    `${path}?fetch-price=true`,
    preview({ flexDiscountCodes: ["spring_10"] }),
  );
  expect(percent.body).toMatchObject({
    lineItems: [{ flexDiscounts: [{ code: "SPRING_10" }], pricing: { lineItemPartnerPrice: 2700 } }],
  });
  const plain = await call("POST", path, preview({}));
  expect(plain.text).not.toContain("pricing");
});

test("a code that does not apply is refused by number, with its line", async ({ request }) => {
  const call = await partner(request);
  const path = `/v3/customers/${await newCustomer(call)}/orders?fetch-price=true`;
  for (const [codes, code] of [
    [["OLD_20"], "2141"],
    [["BLACK_FRIDAY_22_FAILURE_3"], "2141"],
    [["NOT_A_CODE"], "2146"],
    [["PHOTO_15"], "2141"],
    [["AUTUMN_40", "SPRING_10"], "2147"],
  ] as const) {
    const refused = await call("POST", path, preview({ flexDiscountCodes: codes }));
    expect(refused.status, refused.text).toBe(400);
    expect(refused.body).toMatchObject({
      code,
      additionalDetails: [expect.stringContaining("Line Item: 1")],
    });
  }
});

test("the same correlation id is answered as before", async ({ request }) => {
  const call = await partner(request);
  const path = `/v3/customers/${await newCustomer(call)}/orders?fetch-price=true`;
  const headers = { "x-correlation-id": randomUUID() };
  const first = await call("POST", path, preview({}), headers);
  const again = await call("POST", path, preview({ quantity: 99 }), headers);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
});

test("nonsense is refused, never an internal error", async ({ request }) => {
  const call = await partner(request);
  const orders = `/v3/customers/${await newCustomer(call)}/orders`;
  const line = { extLineItemNumber: 1, offerId, quantity: 1 };
  for (const body of [
    "",
    "{",
    "[]",
    "null",
    '{"orderType":"PREVIEW","orderType":"NEW"}',
    {},
    { orderType: "SWITCH", lineItems: [line] },
    { orderType: "PREVIEW", lineItems: [] },
    { orderType: "PREVIEW", lineItems: "none" },
    { orderType: "PREVIEW", currencyCode: "XXX", lineItems: [line] },
    { orderType: "PREVIEW", currencyCode: "USD", lineItems: [line, line] },
    ...[0, -1, 1.5, "10", null, 1e15].map((quantity) => preview({ quantity })),
    ...["", "65304768CA", "x".repeat(5000), null, "\u{1F4A5}01A12"].map((id) => preview({ offerId: id })),
    preview({ flexDiscountCodes: "AUTUMN_40" }),
    preview({ flexDiscountCodes: [7] }),
    preview({ extLineItemNumber: -1 }),
    preview({ currencyCode: "USD" }),
  ]) {
    const refused = await call("POST", `${orders}?fetch-price=true`, body);
    expect(refused.status, `${JSON.stringify(body)} → ${refused.text}`).toBeGreaterThanOrEqual(400);
    expect(refused.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  }
  for (const [method, path] of [
    ["GET", "/v3/nothing"],
    ["GET", "/v3/customers/1"],
    ["GET", "/v3/customers/%00"],
    ["DELETE", orders],
    ["POST", "/v3/flex-discounts"],
  ] as const) {
    expect((await call(method, path)).status, path).toBeGreaterThanOrEqual(400);
  }
});
