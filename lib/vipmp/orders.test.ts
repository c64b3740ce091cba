import { describe, expect, test } from "vitest";
import { type OrderRequest, orderRequest, parseOrderRequest } from "./order-request";
import { type OrderAnswer, parseOrderAnswer, presentOrder, previewedLine } from "./orders";
import samples from "./samples/preview-orders.json" with { type: "json" };

describe("preview answers", () => {
  test("the documented one: 90 days, 810.00 and 850.68", () => {
    const answer = parseOrderAnswer(samples.documented.answer)!;
    expect(
      answer.lines.map((one) => [
        one.extLineItemNumber,
        one.offerId,
        one.proratedDays,
        one.pricing?.lineItemPartnerPrice,
      ]),
    ).toEqual([
      [1, "11073058CA02A12", 90, { units: 810n, scale: 0 }],
      [2, "69804578CA02A12", 90, { units: 85068n, scale: 2 }],
    ]);
    const own = { currency: "USD", daysInTerm: 365, listDecimals: 2 };
    const [first, second] = answer.lines;
    expect(previewedLine(first!, "black_friday_10_percent_off", own)).toEqual({
      applied: true,
      cost: { units: 810n, scale: 0 },
      before: { units: 90000n, scale: 2 },
    });
    expect(previewedLine(second!, "OTHER", own)).toMatchObject({ applied: false });
  });

  test("are presented in the documented shape again", () => {
    for (const { answer } of [samples.documented, samples.recorded]) {
      const read = parseOrderAnswer(answer)!;
      const own: OrderAnswer & { orderType: "PREVIEW"; currency: string } = {
        ...read,
        orderType: "PREVIEW",
        currency: "USD",
      };
      expect(presentOrder(own, true)).toEqual(answer);
      const bare = presentOrder(own, false);
      expect(JSON.stringify(bare)).not.toMatch(/pricing|proratedDays/);
    }
  });

  test("the net price is shown with up to three decimals, half up", () => {
    const read = parseOrderAnswer(samples.documented.answer)!;
    const line = {
      ...read.lines[1]!,
      pricing: { ...read.lines[1]!.pricing!, netPartnerPrice: { units: 850684935n, scale: 7 } },
    };
    const shown = presentOrder({ ...read, orderType: "PREVIEW", currency: "USD", lines: [line] }, true);
    expect(shown.lineItems[0]?.pricing?.netPartnerPrice).toBe(85.068);
  });

  test("older names and text are understood", () => {
    const pricing = {
      partnerPrice: "365.00",
      discountedPartnerPrice: 345,
      proratedPartnerPrice: 85.07,
      lineItemPrice: "850.68",
    };
    const raw = {
      orderType: "PREVIEW",
      lineItems: [
        {
          extLineItemNumber: "4",
          offerId: "x",
          quantity: "10",
          promotions: [{ code: "A", result: "SUCCESS" }],
          pricing,
        },
      ],
    };
    const line = parseOrderAnswer(raw)?.lines[0];
    expect(line).toMatchObject({
      extLineItemNumber: 4,
      quantity: 10,
      flexDiscounts: [{ id: null, code: "A", result: "SUCCESS" }],
      proratedDays: null,
    });
    expect(line?.pricing?.lineItemPartnerPrice).toEqual({ units: 85068n, scale: 2 });
  });

  test("without prices nothing is previewed, and what is no order is none", () => {
    const raw = { orderType: "PREVIEW", lineItems: [{ extLineItemNumber: 1, offerId: "x", quantity: 1 }] };
    expect(
      previewedLine(parseOrderAnswer(raw)!.lines[0]!, "A", {
        currency: "USD",
        daysInTerm: null,
        listDecimals: 2,
      }),
    ).toBeNull();
    expect(parseOrderAnswer({ code: "2141" })).toBeNull();
  });
});

describe("order requests", () => {
  test("ours give the currency once and one code for each line", () => {
    const lines = [
      { number: 1, offerId: "65304768CA01A12", quantity: 10, code: "A" },
      { number: 2, offerId: "65304768CB01A12", quantity: 1, code: null },
    ];
    const request = orderRequest("PREVIEW", { lines, currency: "USD", externalReferenceId: "r".repeat(40) });
    expect(request.externalReferenceId).toHaveLength(35);
    expect(request.lineItems).toEqual([
      { extLineItemNumber: 1, offerId: "65304768CA01A12", quantity: 10, flexDiscountCodes: ["A"] },
      { extLineItemNumber: 2, offerId: "65304768CB01A12", quantity: 1 },
    ]);
    expect(parseOrderRequest(request)).toEqual({ order: request });
  });
  test.each([samples.documented.request, samples.recorded.request])(
    "the documented ones are read",
    (request) => {
      expect(parseOrderRequest(request)).toEqual({ order: request });
    },
  );

  const line = { extLineItemNumber: 1, offerId: "65304768CA01A12", quantity: 1 };
  const order = { orderType: "PREVIEW", currencyCode: "USD", lineItems: [line] };
  test.each<[string, unknown, string, string[]]>([
    ["unknown field", { ...order, lineItems: [{ ...line, colour: 1 }] }, "1121", ["lineItems[0].colour"]],
    [
      "missing field",
      { ...order, lineItems: [{ offerId: "x", quantity: 1 }] },
      "1122",
      ["lineItems[0].extLineItemNumber"],
    ],
    ["wrong field", { ...order, lineItems: [{ ...line, quantity: "1" }] }, "1117", ["lineItems[0].quantity"]],
    ["no lines", { ...order, lineItems: [] }, "1122", ["lineItems"]],
    ["return of nothing", { ...order, orderType: "RETURN" }, "1122", ["referenceOrderId"]],
    [
      "too many lines",
      { ...order, lineItems: Array.from({ length: 500 }, (_, i) => ({ ...line, extLineItemNumber: i })) },
      "2119",
      [],
    ],
    ["both currencies", { ...order, lineItems: [{ ...line, currencyCode: "USD" }] }, "2140", []],
    ["line number", { ...order, lineItems: [{ ...line, extLineItemNumber: 1_000_000 }] }, "2123", []],
    ["repeated line number", { ...order, lineItems: [line, line] }, "2121", []],
    ["quantity", { ...order, lineItems: [{ ...line, quantity: 0 }] }, "2120", ["Line Item: 1"]],
    [
      "two codes",
      { ...order, lineItems: [{ ...line, flexDiscountCodes: ["A", "B"] }] },
      "2147",
      ["Line Item: 1"],
    ],
  ])("%s is refused", (_, body, code, details) => {
    expect(parseOrderRequest(body)).toEqual({ fault: { code, details } });
  });
  test("a renewal preview needs no lines", () => {
    const renewal: OrderRequest = { orderType: "PREVIEW_RENEWAL", lineItems: [] };
    expect(parseOrderRequest({ orderType: "PREVIEW_RENEWAL" })).toEqual({ order: renewal });
  });
});
