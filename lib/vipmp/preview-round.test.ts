import { describe, expect, test } from "vitest";
import type { FlexibleDiscount } from "@/lib/domain/discount";
import { gatherCandidates, type LineAsk } from "@/lib/domain/discount-candidates";
import { choose, settleChoice } from "@/lib/domain/discount-choice";
import { linePricer } from "@/lib/domain/line-pricing";
import { printAmount } from "@/lib/domain/money";
import { createVipmpClient } from "./client";
import { lineDetail, presentError } from "./errors";
import { presentFlexDiscount } from "./flex-discounts";
import { mpnOf } from "./offer-id";
import { parseOrderRequest } from "./order-request";
import { presentOrder } from "./orders";
import { presentPage } from "./paging";
import { type PreviewLine, roundPreviewer } from "./preview-round";
import { presentToken } from "./token";

const at = new Date("2026-12-01T00:00:00Z");

function discount(code: string, over: Partial<FlexibleDiscount>): FlexibleDiscount {
  return {
    id: `id-${code}`,
    name: code,
    description: null,
    code,
    type: "PERCENTAGE_DISCOUNT",
    percent: "10",
    values: [],
    startAt: new Date("2026-01-01T00:00:00Z"),
    endAt: null,
    segments: ["COM"],
    countries: [],
    items: ["65304768CA", "65304768CB"],
    redemption: "unlimited",
    category: "STANDARD",
    reusableUntil: null,
    closed: false,
    codeExpiry: null,
    ...over,
  };
}

const discounts = [
  discount("AUTUMN_40", {
    type: "FIXED_DISCOUNT",
    percent: null,
    values: [{ country: "US", currency: "USD", value: "40" }],
  }),
  discount("SPRING_10", {}),
  discount("OLD_20", { percent: "20", endAt: new Date("2026-03-07T10:16:00Z") }),
  discount("BEST_50_FAILURE", { percent: "50" }),
];

const units = { price: { units: 36500n, scale: 2 }, reseller: null, cost: { units: 30000n, scale: 2 } };
const pricer = linePricer({ units, currency: "USD", quantity: 10, days: null, daysInTerm: null });

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A whole discount service in a function: tokens, the list in pages of two, and previews that refuse one line at a time. */
function service() {
  const log: string[] = [];
  const fetch = async (input: string, init: RequestInit) => {
    const url = new URL(input);
    log.push(`${init.method} ${url.pathname}`);
    if (url.pathname === "/ims/token/v3") return json(presentToken("t", 3600));
    if (url.pathname === "/v3/flex-discounts") {
      const offset = Number(url.searchParams.get("offset"));
      const page = discounts
        .slice(offset, offset + 2)
        .map((one) => presentFlexDiscount(one, { country: "US", at }));
      return json(
        presentPage("flexDiscounts", page, {
          path: url.pathname,
          query: url.searchParams,
          limit: 2,
          offset,
          totalCount: discounts.length,
        }),
      );
    }
    const read = parseOrderRequest(JSON.parse(String(init.body)));
    if ("fault" in read) return json({ code: read.fault.code }, 400);
    const bad = read.order.lineItems.find((line) => line.flexDiscountCodes?.[0]?.includes("FAILURE"));
    if (bad) {
      const { status, body } = presentError("2141", [
        lineDetail(bad.extLineItemNumber, "Invalid Flexible Discount"),
      ]);
      return json(body, status);
    }
    const lines = read.order.lineItems.map((line) => {
      const given = discounts.find((one) => one.code === line.flexDiscountCodes?.[0]);
      const use = {
        mpn: mpnOf(line.offerId) ?? "",
        currency: "USD",
        country: "US",
        segment: "COM",
        at,
        switches: { fixed: true, percent: true },
      } as const;
      const ask = {
        lines: [{ key: "1", use, typed: given?.code ?? "", stored: null }],
        selected: null,
        autoApply: false,
      };
      const [candidate] = gatherCandidates(ask, { discovered: [], lookedUp: discounts }).lines[0]!.candidates;
      const { cost } = pricer(candidate?.reduction ?? null);
      return {
        ...line,
        offerId: line.offerId.replace("01A12", "02A12"),
        subscriptionId: "",
        status: "",
        currency: null,
        flexDiscounts: given ? [{ id: given.id, code: given.code, result: "SUCCESS" }] : [],
        proratedDays: null,
        pricing: {
          partnerPrice: cost.unit,
          discountedPartnerPrice: cost.discountedUnit,
          netPartnerPrice: cost.discountedUnit,
          lineItemPartnerPrice: cost.total,
        },
      };
    });
    const order = {
      orderType: "PREVIEW",
      orderId: "",
      externalReferenceId: "",
      referenceOrderId: "",
      customerId: "1",
      currency: "USD",
      createdAt: at,
      status: "",
      lines,
    } as const;
    return json(presentOrder(order, true), 201);
  };
  let id = 0;
  const client = createVipmpClient({
    fetch,
    baseUrl: "http://127.0.0.1:3000",
    imsUrl: "http://127.0.0.1:3000",
    clientId: "demo-partner",
    clientSecret: "demo-secret",
    newId: () => `id-${++id}`,
    now: () => at,
  });
  return { client, log };
}

const mpns = ["65304768CA", "65304768CB"];
const asks = mpns.map((mpn): LineAsk => {
  const use = {
    mpn,
    currency: "USD",
    country: "US",
    segment: "COM",
    at,
    switches: { fixed: true, percent: true },
  } as const;
  return { key: mpn, use, typed: null, stored: null };
});
const lines = mpns.map(
  (mpn): PreviewLine => ({ key: mpn, mpn, level: "01", quantity: 10, daysInTerm: null, listDecimals: 2 }),
);

describe("discovery, previews and choice over the wire", () => {
  test("come to the worked example of the API for each line", async () => {
    const { client, log } = service();
    const { discounts: discovered } = await client.flexDiscounts({ segment: "COM", country: "US" });
    const gathered = gatherCandidates(
      { lines: asks, selected: null, autoApply: true },
      { discovered, lookedUp: [] },
    );
    const preview = roundPreviewer(client, { customerId: "1", currency: "USD", kind: "PREVIEW", lines });
    const choices = choose(await settleChoice(gathered.lines, preview), () => pricer);
    for (const choice of choices) {
      expect(choice.winner?.code).toBe("AUTUMN_40");
      expect(printAmount(choice.levels.cost.total)).toBe("2600.00");
      expect(
        choice.outcomes.map((one) => [one.code, one.outcome === "rejected" ? one.reason : one.outcome]),
      ).toEqual([
        ["AUTUMN_40", "applied"],
        ["SPRING_10", "not_best"],
        ["BEST_50_FAILURE", "not_qualified"],
        ["OLD_20", "ended"],
      ]);
      const failed = choice.outcomes.find((one) => one.code === "BEST_50_FAILURE");
      expect(failed).toMatchObject({
        message:
          "BEST_50_FAILURE was refused by the discount service: Customer is not qualified for the Flexible Discount (Invalid Flexible Discount).",
      });
    }
    // Three candidates for each line, one refused on each: at most three answered orders and two refused ones.
    expect(log.filter((call) => call.endsWith("/orders")).length).toBeLessThanOrEqual(5);
    expect(log.filter((call) => call.endsWith("/flex-discounts"))).toHaveLength(2);
  });

  test("an outage leaves every code unavailable", async () => {
    const client = { previewOrder: service().client.previewOrder };
    const away = createVipmpClient({
      fetch: async () => {
        throw new Error("ECONNREFUSED");
      },
      baseUrl: "http://127.0.0.1:1",
      imsUrl: "http://127.0.0.1:1",
      clientId: "a",
      clientSecret: "b",
      newId: () => "id",
      now: () => at,
    });
    const gathered = gatherCandidates(
      { lines: asks, selected: null, autoApply: true },
      { discovered: [{ ...discounts[1]! }], lookedUp: [] },
    );
    const order = { customerId: "1", currency: "USD", kind: "PREVIEW", lines } as const;
    const choices = choose(await settleChoice(gathered.lines, roundPreviewer(away, order)), () => pricer);
    expect(choices.map((choice) => choice.outcomes[0])).toMatchObject([
      { reason: "upstream_unavailable" },
      { reason: "upstream_unavailable" },
    ]);
    expect(choices.every((choice) => choice.winner === null)).toBe(true);
    await expect(
      roundPreviewer(client, { ...order, lines: lines.slice(0, 1) })({
        lines: [{ key: "65304768CA", code: "SPRING_10" }],
      }),
    ).resolves.toMatchObject({ kind: "answer" });
  });

  test("a line that is not in the order is upstream's error", async () => {
    const client = {
      previewOrder: async () =>
        ({ kind: "refused", refusal: { line: 9, reason: "not_qualified", words: "?" } }) as const,
    };
    const preview = roundPreviewer(client, { customerId: "1", currency: "USD", kind: "PREVIEW", lines });
    await expect(preview({ lines: [{ key: "65304768CA", code: "A" }] })).rejects.toThrow("not in the order");
  });
});
