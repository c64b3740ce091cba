import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertAccount } from "@/db/accounts";
import { database } from "@/db/client";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { clock } from "../context";
import {
  commercialUs,
  listOffers,
  newClient,
  offerDiscount,
  type Send,
  signedIn,
} from "../testing/discount-service";
import { handleDiscountRequest } from "./handler";
import { embeddedClient } from "./identity";

const start = new Date("2026-05-02T12:00:00Z");
const base = "https://partners.example";
let vendor: Actor;
let distributor: Actor;
let send: Send;

beforeEach(async () => {
  clock.set(start);
  vendor = await newVendor();
  distributor = await newDistributor();
  await listOffers(vendor, distributor, ["65304768CA", "11083117CA"]);
  send = await signedIn(distributor);
});
afterEach(() => clock.set(null));

const later = (milliseconds: number) => clock.set(new Date(start.getTime() + milliseconds));
const post = (path: string, form: Record<string, string>, query = "") =>
  handleDiscountRequest(
    new Request(`${base}${path}${query}`, { method: "POST", body: new URLSearchParams(form) }),
  );

describe("tokens", () => {
  test.each(["/ims/token/v2", "/ims/token/v3"])("%s reads a form or a query", async (path) => {
    const { clientId, clientSecret } = await newClient(distributor);
    const fields = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const byForm = await post(path, { ...fields, scope: "openid" });
    expect(byForm.status).toBe(200);
    const token = await byForm.json();
    expect(token).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 86_399 });
    expect((await post(path, {}, `?${new URLSearchParams(fields)}`)).status).toBe(200);
  });

  test.each([
    [{ client_secret: "wrong" }, "invalid_client"],
    [{ client_id: "nobody" }, "invalid_client"],
    [{ client_id: "embedded:PA-200-001" }, "invalid_client"],
    [{ client_secret: "" }, "invalid_request"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
  ])("%j is refused", async (change, error) => {
    const { clientId, clientSecret } = await newClient(distributor);
    const fields = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await post("/ims/token/v3", { ...fields, ...change });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error, error_description: expect.any(String) });
  });

  test("a distributor's embedded client signs in with the secret that follows from the installation's", async () => {
    const { clientId, clientSecret } = embeddedClient(distributor.account.id);
    const fields = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    expect((await post("/ims/token/v3", fields)).status).toBe(200);
    const other = embeddedClient("PA-999-999").clientSecret;
    expect((await post("/ims/token/v3", { ...fields, client_secret: other })).status).toBe(400);
  });

  test("a token lives a day", async () => {
    const uri = "/v3/flex-discounts?market-segment=COM&country=US";
    later(86_398_999);
    expect((await send("GET", uri)).status).toBe(200);
    later(86_399_000);
    expect(await send("GET", uri)).toMatchObject({ status: 401, body: { code: "4116" } });
  });
});

describe("headers", () => {
  const uri = "/v3/flex-discounts?market-segment=COM&country=US";
  test.each([
    [{ Authorization: null }, 403, "4117"],
    [{ Authorization: "Bearer nonsense" }, 401, "4116"],
    [{ Authorization: "Bearer a.b.c" }, 401, "4116"],
    [{ Authorization: "Basic abc" }, 401, "4116"],
    [{ "X-Api-Key": null }, 403, "4115"],
    [{ "X-Api-Key": "another" }, 403, "4115"],
    [{ "X-Correlation-Id": null }, 400, "4119"],
  ])("%j is refused", async (headers, status, code) => {
    expect(await send("GET", uri, undefined, headers)).toMatchObject({ status, body: { code } });
  });

  test("the request id comes back, one is made when there is none, and it belongs to one correlation id", async () => {
    const id = crypto.randomUUID();
    const first = await send("GET", uri, undefined, { "X-Request-Id": id });
    expect(first.headers.get("x-request-id")).toBe(id);
    expect((await send("GET", uri)).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await send("GET", uri, undefined, { "X-Request-Id": id })).toMatchObject({
      status: 400,
      body: { code: "4120" },
    });
  });

  test("the instant of an as-of preview is not read over HTTP", async () => {
    await offerDiscount(vendor);
    const asked = await send("GET", uri, undefined, { "X-Channelbook-At": "2000-01-01T00:00:00Z" });
    expect(asked.body.totalCount).toBe(1);
  });

  test("unknown paths and methods answer in the service's own envelope", async () => {
    expect(await send("GET", "/v3/nowhere")).toMatchObject({
      status: 404,
      body: { code: "404", message: expect.any(String) },
    });
    const wrong = await send("DELETE", "/v3/flex-discounts");
    expect(wrong).toMatchObject({ status: 405, body: { code: "405" } });
    expect(wrong.headers.get("allow")).toBe("GET");
  });

  test("ping needs a key, the partner's ping a token as well", async () => {
    const { clientId } = await newClient(distributor);
    const get = (path: string, headers: Record<string, string>) =>
      handleDiscountRequest(new Request(base + path, { headers }));
    expect(await (await get("/ping", { "X-Api-Key": clientId })).text()).toBe("pong");
    expect((await get("/ping", {})).status).toBe(403);
    expect((await get("/partnerservice/ping", { "X-Api-Key": clientId })).status).toBe(403);
  });
});

type Wire = { code: string; id?: string } & Record<string, unknown>;
const list = async (query: string) => {
  const { status, body } = await send("GET", `/v3/flex-discounts?market-segment=COM&country=US${query}`);
  return { status, body, codes: ((body.flexDiscounts ?? []) as Wire[]).map(({ code }) => code) };
};

describe("discounts", () => {
  test("an open discount as the service writes it", async () => {
    const { id } = await offerDiscount(vendor, {
      code: "BLACK_FRIDAY",
      name: "BLACK_FRIDAY",
      description: "10 USD off",
      type: "FIXED_DISCOUNT",
      values: [
        { country: "US", currency: "USD", value: "10.50" },
        { country: "DE", currency: "EUR", value: "9" },
      ],
      start_date: "2026-05-01T23:59:59Z",
      end_date: "2026-12-31T23:59:59Z",
      reusable_until: "2028-03-31T23:59:59Z",
      items: ["11083117CA"],
    });
    const { body } = await list("");
    expect(body).toEqual({
      limit: 20,
      offset: 0,
      count: 1,
      totalCount: 1,
      flexDiscounts: [
        {
          id,
          category: "STANDARD",
          code: "BLACK_FRIDAY",
          name: "BLACK_FRIDAY",
          description: "10 USD off",
          startDate: "2026-05-01T23:59:59Z",
          endDate: "2026-12-31T23:59:59Z",
          status: "ACTIVE",
          discountLockEndDate: "2028-03-31T23:59:59Z",
          qualification: { baseOfferIds: ["11083117CA01A12"] },
          outcomes: [
            { type: "FIXED_DISCOUNT", discountValues: [{ country: "US", currency: "USD", value: 10.5 }] },
          ],
        },
      ],
      links: {
        self: {
          uri: "/v3/flex-discounts?market-segment=COM&country=US&limit=20&offset=0",
          method: "GET",
          headers: [],
        },
      },
    });
  });

  test("a closed one is found only by its exact code, and tells little", async () => {
    const code = "6JZ79FCABCWQYER6HFPJOD4E";
    await offerDiscount(vendor, {
      code,
      closed: true,
      code_expiry: "2026-09-10T23:59:59Z",
      items: ["11083117CA"],
    });
    expect((await list("")).codes).toEqual([]);
    expect((await list(`&flex-discount-code=${code.slice(0, -1)}`)).codes).toEqual([]);
    const { body } = await list(`&flex-discount-code=${code.toLowerCase()}`);
    expect(body.flexDiscounts).toEqual([
      {
        code,
        codeExpiryDate: "2026-09-10T23:59:59Z",
        qualification: { baseOfferIds: ["11083117CA01A12"] },
        outcomes: [{ type: "PERCENTAGE_DISCOUNT", discountValues: [{ value: 10 }] }],
      },
    ]);
  });

  describe("which are listed", () => {
    let ids: Record<string, string>;
    beforeEach(async () => {
      const offers: Record<string, unknown>[] = [
        { code: "LIVE", items: ["65304768CA"] },
        { code: "FUTURE", start_date: "2026-08-01T00:00:00Z", items: ["11083117CA"] },
        { code: "ENDED", start_date: "2026-01-01T00:00:00Z", end_date: "2026-02-01T00:00:00Z" },
        {
          code: "REUSE",
          start_date: "2026-01-01T00:00:00Z",
          end_date: "2026-03-01T00:00:00Z",
          reusable_until: "2027-01-01T00:00:00Z",
        },
        { code: "EDU", segments: ["EDU"] },
        { code: "GERMAN", countries: ["DE"] },
        { code: "EURO", type: "FIXED_DISCOUNT", values: [{ country: "DE", currency: "EUR", value: "5" }] },
        { code: "INTRO", category: "INTRO" },
      ];
      ids = {};
      for (const offer of offers) {
        const made = await offerDiscount(vendor, offer);
        ids[made.code] = made.id;
      }
    });

    test.each([
      ["", ["INTRO", "LIVE", "FUTURE"]],
      ["&categories=STANDARD", ["LIVE", "FUTURE"]],
      ["&categories=STANDARD,INTRO", ["INTRO", "LIVE", "FUTURE"]],
      ["&offer-ids=65304768CA04A12", ["INTRO", "LIVE"]],
      ["&offer-ids=65304768CA04A12,11083117CA01A12", ["INTRO", "LIVE", "FUTURE"]],
      ["&offer-ids=99999999CA01A12", []],
      ["&flex-discount-code=live", ["LIVE"]],
      ["&flex-discount-code=ENDED", []],
      ["&flex-discount-code=ENDED&start-date=1970-01-01", ["ENDED"]],
      ["&flex-discount-code=NO_SUCH_CODE", []],
      ["&include-eligible-reusable-discounts=true", ["REUSE", "INTRO", "LIVE", "FUTURE"]],
      ["&start-date=2026-05-02", ["INTRO", "LIVE"]],
      ["&start-date=2026-02-01", ["ENDED", "INTRO", "LIVE", "FUTURE", "REUSE"]],
      ["&end-date=2026-07-31", ["INTRO", "LIVE"]],
    ])("%s", async (query, expected) => {
      const { codes } = await list(query);
      expect(codes.toSorted()).toEqual(expected.toSorted());
    });

    test("by id alone", async () => {
      expect((await list(`&flex-discount-id=${ids.LIVE}`)).codes).toEqual(["LIVE"]);
      expect((await list(`&flex-discount-id=${ids.LIVE}&categories=INTRO`)).body.code).toBe("1132");
    });

    test("one that can only be used again says so", async () => {
      const { body } = await list("&include-eligible-reusable-discounts=true&flex-discount-code=REUSE");
      expect((body.flexDiscounts as Wire[])[0]).toMatchObject({ code: "REUSE", status: "REUSABLE" });
    });
  });

  test("an empty coverage means all products of the own vendor, and of no other", async () => {
    const other = await newVendor();
    await listOffers(other, distributor, ["88888888CA"]);
    await offerDiscount(vendor, { code: "OURS" });
    await offerDiscount(other, { code: "THEIRS" });
    expect((await list("")).codes.toSorted()).toEqual(["OURS", "THEIRS"]);
    expect((await list("&offer-ids=88888888CA01A12")).codes).toEqual(["THEIRS"]);
  });

  test("pages of 20, at most 50, with links to the neighbours", async () => {
    for (let n = 10; n < 65; n++) await offerDiscount(vendor, { code: `C${n}` });
    const first = await list("");
    expect(first.codes).toHaveLength(20);
    expect(first.body).toMatchObject({ count: 20, totalCount: 55, limit: 20, offset: 0 });
    const largest = await list("&limit=500&offset=50");
    expect(largest.body).toMatchObject({ count: 5, limit: 50, offset: 50 });
    const seen: string[] = [];
    let uri: string | undefined = "/v3/flex-discounts?market-segment=COM&country=US&limit=25";
    while (uri) {
      const { body } = await send("GET", uri);
      seen.push(...(body.flexDiscounts as Wire[]).map(({ code }) => code));
      uri = (body.links as { next?: { uri: string } }).next?.uri;
    }
    expect(new Set(seen).size).toBe(55);
    expect(seen).toHaveLength(55);
    const middle = (await list("&limit=25&offset=25")).body.links;
    expect(middle).toMatchObject({
      next: { uri: "/v3/flex-discounts?market-segment=COM&country=US&limit=25&offset=50" },
      prev: { uri: "/v3/flex-discounts?market-segment=COM&country=US&limit=25&offset=0" },
    });
  });

  test.each([
    ["country=US", "1132"],
    ["market-segment=ACME&country=US", "1132"],
    ["market-segment=COM", "1132"],
    ["market-segment=COM&country=US&limit=-1", "1132"],
    ["market-segment=COM&country=US&start-date=soon", "1132"],
    ["market-segment=COM&country=US&categories=OTHER", "1132"],
    ["market-segment=COM&country=JP", "1178"],
  ])("%s is refused", async (query, code) => {
    expect((await send("GET", `/v3/flex-discounts?${query}`)).body.code).toBe(code);
  });

  test("a neighbour sees none of them", async () => {
    await offerDiscount(vendor);
    const neighbour = await signedIn(await newDistributor());
    const asked = await neighbour("GET", "/v3/flex-discounts?market-segment=COM&country=US");
    expect(asked.body.code).toBe("1178");
  });
});

describe("customers", () => {
  const acme = {
    resellerId: "5556667778",
    companyProfile: {
      companyName: "Acme",
      marketSegment: "EDU",
      address: { country: "US", city: "Austin" },
      contacts: [],
    },
  };

  test("are made, read and listed; none of them has used a discount", async () => {
    const made = await send("POST", "/v3/customers", acme);
    expect(made).toMatchObject({
      status: 201,
      body: {
        customerId: expect.stringMatching(/^P\d{10}$/),
        companyProfile: { companyName: "Acme", marketSegment: "EDU", address: { country: "US" } },
        discounts: [{ offerType: "LICENSE", level: "01" }],
        cotermDate: "",
        status: "1000",
      },
    });
    const uri = `/v3/customers/${made.body.customerId}`;
    expect((await send("GET", uri)).body).toEqual(made.body);
    expect((await send("GET", "/v3/customers")).body).toMatchObject({ totalCount: 1, accounts: [made.body] });
    expect((await send("GET", `${uri}/flex-discounts?limit=30`)).body).toEqual({
      limit: 30,
      offset: 0,
      count: 0,
      totalCount: 0,
      flexDiscounts: [],
      links: { self: { uri: `${uri}/flex-discounts?limit=30&offset=0`, method: "GET", headers: [] } },
    });
  });

  test.each([
    [{}, "1122", ["companyProfile"]],
    [
      { companyProfile: { ...acme.companyProfile, marketSegment: "ACME" } },
      "1117",
      ["companyProfile.marketSegment"],
    ],
    [{ companyProfile: { ...acme.companyProfile, address: { country: "JP" } } }, "1178", undefined],
    [{ ...acme, cotermDate: "2026-07-31" }, "1117", ["cotermDate"]],
  ])("%j is refused", async (body, code, details) => {
    const answer = await send("POST", "/v3/customers", body);
    expect({ code: answer.body.code, details: answer.body.additionalDetails }).toEqual({ code, details });
  });

  test("an unknown one is 1116", async () => {
    expect(await send("GET", "/v3/customers/P0000000000")).toMatchObject({
      status: 404,
      body: { code: "1116" },
    });
    expect((await send("GET", "/v3/customers/P0000000000/flex-discounts")).body.code).toBe("1116");
  });

  test("the same correlation id makes one customer", async () => {
    const same = { "X-Correlation-Id": crypto.randomUUID() };
    const first = await send("POST", "/v3/customers", acme, same);
    expect((await send("POST", "/v3/customers", acme, same)).body).toEqual(first.body);
    expect((await send("GET", "/v3/customers")).body.totalCount).toBe(1);
  });
});

describe("order previews", () => {
  const uri = `/v3/customers/${commercialUs}/orders?fetch-price=true`;
  const order = (code: string, quantity = 1) => ({
    orderType: "PREVIEW",
    currencyCode: "USD",
    lineItems: [{ extLineItemNumber: 1, offerId: "65304768CA01A12", quantity, flexDiscountCodes: [code] }],
  });

  test("the same correlation id gets the first answer, good or bad, for ten days", async () => {
    const [good, bad] = [crypto.randomUUID(), crypto.randomUUID()].map((id) => ({ "X-Correlation-Id": id }));
    expect((await send("POST", uri, order("SALE"), bad)).body.code).toBe("2146");
    await offerDiscount(vendor);
    expect((await send("POST", uri, order("SALE"), bad)).body.code).toBe("2146");
    const first = await send("POST", uri, order("SALE"), good);
    expect(first.status).toBe(200);
    expect((await send("POST", uri, order("SALE", 5), good)).body).toEqual(first.body);
    const another = await send("POST", uri, order("SALE", 5));
    expect(another.body).not.toEqual(first.body);
  });

  test("a body that is no JSON, or names a key twice, is refused", async () => {
    expect((await send("POST", uri, "{")).body.code).toBe("5122");
    const twice = await send("POST", uri, '{"orderType":"PREVIEW","orderType":"NEW","lineItems":[]}');
    expect(twice.body).toMatchObject({
      code: "5122",
      additionalDetails: ["orderType: the key stands twice in the body"],
    });
  });

  test("with demo data a code with FAILURE is refused, and a cotermDate accepted", async () => {
    await offerDiscount(vendor, { code: "SALE_failure_3" });
    await database().transaction((tx) =>
      insertAccount(tx, {
        id: "VA-777-777",
        kind: "vendor",
        name: "Demo",
        distributorId: null,
        demo: true,
        createdAt: start,
      }),
    );
    const { body } = await send("POST", uri, order("SALE_FAILURE_3"));
    expect(body).toEqual({
      code: "2141",
      message: "Customer is not qualified for the Flexible Discount",
      additionalDetails: ["Line Item: 1, Reason: Invalid Flexible Discount"],
    });
    const companyProfile = { companyName: "Acme", marketSegment: "COM", address: { country: "US" } };
    const made = await send("POST", "/v3/customers", { companyProfile, cotermDate: "2026-07-31" });
    expect(made.body.cotermDate).toBe("2026-07-31");
    expect((await send("POST", "/v3/customers", { companyProfile, cotermDate: "2027-05-03" })).status).toBe(
      400,
    );
  });
});
