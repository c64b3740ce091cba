import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type RefusalReason, refusalReasons } from "../../domain/discount-refusal";
import { presentError, type VipmpErrorCode } from "../../vipmp/errors";
import { clock } from "../context";
import { handleDiscountRequest } from "../discount-service/handler";
import { setConnector } from "../marketplaces/connector";
import {
  allApps,
  configure,
  newShop,
  photo,
  preview,
  purchase,
  type Shop,
  selected,
} from "../testing/checkout";
import { newClient, offerDiscount, serve } from "../testing/discount-service";

const start = new Date("2026-12-01T12:00:00Z");
let shop: Shop;
let server: Awaited<ReturnType<typeof serve>>;
/** What the service over HTTP does with a request instead of answering it. */
let intercept: (path: string, codes: string[]) => Response | undefined = () => undefined;

beforeAll(async () => {
  server = await serve(async (request) => {
    const text = await request.clone().text();
    const codes = [...text.matchAll(/"flexDiscountCodes":\["([^"]+)"\]/g)].map(([, code]) => code ?? "");
    const path = new URL(request.url).pathname;
    return intercept(path, codes) ?? handleDiscountRequest(request);
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  clock.set(start);
  intercept = () => undefined;
  shop = await newShop({}, { countries: ["US", "CA"] });
});
afterEach(() => {
  clock.set(null);
  vi.unstubAllEnvs();
});

/** The marketplace reaches a service over HTTP, as a distributor connects its own. */
async function connect(): Promise<void> {
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "1");
  const { clientId, clientSecret } = await newClient(shop.distributor);
  await setConnector(shop.distributor, {
    id: shop.marketplaceId,
    base_url: server.url,
    token_url: server.url,
    client_id: clientId,
    client_secret: clientSecret,
  });
}

async function refuses(code: VipmpErrorCode, reason?: string): Promise<void> {
  await connect();
  await offerDiscount(shop.vendor, { code: "CODE" });
  intercept = (_, codes) => {
    const line = codes.indexOf("CODE") + 1;
    if (line === 0) return undefined;
    const detail = `Line Item: ${line}${reason ? `, Reason: ${reason}` : ""}`;
    const { status, body } = presentError(code, [detail]);
    return Response.json(body, { status });
  };
}

const amount = (country: string, currency: string) => ({
  type: "FIXED_DISCOUNT",
  values: [{ country, currency, value: "10" }],
});

/** How a code comes to each reason, and the sentence it is given. */
const cases: [reason: RefusalReason, sentence: RegExp, arrange: () => Promise<unknown>][] = [
  [
    "type_disabled",
    /Fixed discounts such as CODE are switched off/,
    async () => {
      await configure(shop.distributor, shop.marketplaceId, { flex_fixed_promotions_available: false });
      await offerDiscount(shop.vendor, { code: "CODE", ...amount("US", "USD") });
    },
  ],
  [
    "type_unsupported",
    /CODE sets a fixed price \(FIXED_PRICE\)/,
    async () => {
      await connect();
      const outcomes = [{ type: "FIXED_PRICE", discountValues: [{ value: 10 }] }];
      const flexDiscounts = [{ id: crypto.randomUUID(), code: "CODE", outcomes }];
      const page = { totalCount: 1, count: 1, offset: 0, limit: 50, flexDiscounts, links: {} };
      intercept = (path) => (path === "/v3/flex-discounts" ? Response.json(page) : undefined);
    },
  ],
  [
    "currency_mismatch",
    /CODE has no amount in USD. It is given in EUR/,
    () => offerDiscount(shop.vendor, { code: "CODE", ...amount("US", "EUR") }),
  ],
  [
    "country_mismatch",
    /CODE is not for US; it is for CA/,
    () => offerDiscount(shop.vendor, { code: "CODE", countries: ["CA"] }),
  ],
  [
    "segment_mismatch",
    /CODE is for education customers; this one is commercial/,
    () => offerDiscount(shop.vendor, { code: "CODE", segments: ["EDU"] }),
  ],
  [
    "not_started",
    /CODE starts on 2 December 2026/,
    () => offerDiscount(shop.vendor, { code: "CODE", start_date: "2026-12-02T00:00:00Z" }),
  ],
  [
    "ended",
    /CODE ended on 30 November 2026/,
    async () => {
      clock.set(new Date("2026-11-01T00:00:00Z"));
      await offerDiscount(shop.vendor, { code: "CODE", end_date: "2026-11-30T23:00:00Z" });
      clock.set(start);
    },
  ],
  [
    "item_not_covered",
    /CODE does not cover 65304768CA/,
    () => offerDiscount(shop.vendor, { code: "CODE", items: [photo] }),
  ],
  ["unknown_code", /There is no discount with the code CODE/, async () => {}],
  ["not_in_order", /CODE was selected for OTHER-1, which is not in this order/, async () => {}],
  ["already_used", /CODE was refused by the discount service: .*one-time use/, () => refuses("2142")],
  ["not_combinable", /CODE was refused .*in combination with other discounts/, () => refuses("2144")],
  ["not_qualified", /CODE was refused .*not qualified/, () => refuses("2141")],
  ["auto_renewal_off", /CODE was refused .*\(AUTO_RENEWAL_OFF\)/, () => refuses("2141", "AUTO_RENEWAL_OFF")],
  [
    "upstream_unavailable",
    /CODE could not be checked: the discount service did not answer/,
    async () => {
      await connect();
      intercept = () => new Response("away", { status: 503 });
    },
  ],
];

test.each(cases)("a typed code is rejected with %s and its sentence", async (reason, sentence, arrange) => {
  await arrange();
  const typed = { mpn: allApps, quantity: 10, discount_code: "CODE" };
  const named = { mpn: allApps, quantity: 10 };
  const params = selected({ "OTHER-1": ["CODE"] });
  const body = reason === "not_in_order" ? purchase(shop, [named], { params }) : purchase(shop, [typed]);
  const answer = await preview(shop.distributor, body);
  const codes = reason === "not_in_order" ? answer.codes : answer.lines[0]?.codes;
  expect(codes).toEqual([
    { code: "CODE", outcome: "rejected", reason, message: expect.stringMatching(sentence) },
  ]);
  expect(answer.lines[0]).toMatchObject({ discount: null, cost: { unit: "300.00", total: "3000.00" } });
});

test("there is a case for every reason of the contract", () => {
  expect(cases.map(([reason]) => reason).sort()).toEqual([...refusalReasons].sort());
});

test("upstream names one bad line per call: the others keep their codes", async () => {
  await refuses("2141", "CODE_SPECIFIC");
  await offerDiscount(shop.vendor, { code: "GOOD", value: "5" });
  const items = [
    { mpn: allApps, quantity: 10, discount_code: "CODE" },
    { mpn: photo, quantity: 1, discount_code: "GOOD" },
  ];
  const { lines } = await preview(shop.distributor, purchase(shop, items));
  expect(lines.map(({ codes }) => codes[0])).toMatchObject([
    { code: "CODE", outcome: "rejected", reason: "not_qualified" },
    { code: "GOOD", outcome: "applied" },
  ]);
});

test("while upstream is away the prices are undiscounted and a notice says so", async () => {
  await offerDiscount(shop.vendor);
  await connect();
  intercept = () => new Response("away", { status: 503 });
  const answer = await preview(shop.distributor, purchase(shop));
  expect(answer).toMatchObject({
    lines: [{ discount: null, codes: [], price: { total: "3650.00" }, cost: { total: "3000.00" } }],
    totals: { price: "3650.00", cost: "3000.00" },
    notices: [{ code: "upstream_unavailable", message: expect.stringContaining("shown without them") }],
  });
});

test("upstream that goes away between discovery and preview leaves its codes unconfirmed", async () => {
  await offerDiscount(shop.vendor);
  await connect();
  intercept = (path) => (path.endsWith("/orders") ? new Response("away", { status: 503 }) : undefined);
  const answer = await preview(shop.distributor, purchase(shop));
  expect(answer).toMatchObject({
    lines: [
      {
        discount: null,
        codes: [{ code: "SALE", outcome: "rejected", reason: "upstream_unavailable" }],
        cost: { total: "3000.00" },
      },
    ],
    notices: [{ code: "upstream_unavailable" }],
  });
});

test("an order that upstream refuses for another reason is priced without discounts and says why", async () => {
  await offerDiscount(shop.vendor);
  await connect();
  const { status, body } = presentError("2122", ["Line Item: 1"]);
  intercept = (path) => (path.endsWith("/orders") ? Response.json(body, { status }) : undefined);
  const answer = await preview(shop.distributor, purchase(shop));
  expect(answer).toMatchObject({
    lines: [{ discount: null, cost: { total: "3000.00" } }],
    notices: [{ code: "upstream_refused", message: expect.stringContaining("Offer ID is invalid") }],
  });
});
