import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  autoAppliedRecord,
  type CheckoutResult,
  checkoutAnswer,
  presentCheckout,
  recordedDiscounts,
  refusingOutcomes,
} from "./checkout-answer";
import type { DiscountTerms } from "./discount";
import { gatherCandidates } from "./discount-candidates";
import { choose, type PreviewedLine, settleChoice } from "./discount-choice";
import { lineMargin, linePricer, orderMargin, orderTotals, waterfall } from "./line-pricing";
import { type Amount, compareAmounts, parseAmount, printAmount } from "./money";

const at = new Date("2026-12-01T00:00:00Z");
const usd = (text: string): Amount => parseAmount(text, 2);

const base: Omit<DiscountTerms, "code"> = {
  id: "55555555-8768-4e8a-9a2f-fb6a6b08f563",
  type: "PERCENTAGE_DISCOUNT",
  percent: "10",
  values: [],
  startAt: new Date("2026-01-01T00:00:00Z"),
  endAt: null,
  segments: ["COM"],
  countries: ["US"],
  items: ["65304768CA"],
  reusableUntil: null,
};
const known: DiscountTerms[] = [
  {
    ...base,
    code: "AUTUMN_40",
    type: "FIXED_DISCOUNT",
    percent: null,
    values: [{ country: "US", currency: "USD", value: "40" }],
  },
  { ...base, code: "SPRING_10" },
  { ...base, code: "OLD_20", percent: "20", endAt: new Date("2026-03-07T10:16:00Z") },
];

/** API.md §3 worked through: discovery finds three, upstream previews two rounds, the best is shown. */
async function workedExample(): Promise<CheckoutResult> {
  const price = linePricer({
    units: { price: usd("365.00"), reseller: null, cost: usd("300.00") },
    currency: "USD",
    quantity: 10,
    days: 365,
    daysInTerm: 365,
  });
  const use = {
    mpn: "65304768CA",
    currency: "USD",
    country: "US",
    segment: "COM",
    at,
    switches: { fixed: true, percent: true },
  } as const;
  const gathered = gatherCandidates(
    { lines: [{ key: "1", use, typed: null, stored: null }], selected: null, autoApply: true },
    { discovered: known, lookedUp: [] },
  );
  let calls = 0;
  const state = await settleChoice(gathered.lines, async (round) => {
    calls += 1;
    const { code } = round.lines[0]!;
    const { reduction } = gathered.lines[0]!.candidates.find((one) => one.code === code)!;
    const { cost } = price(reduction);
    const answer: PreviewedLine = { applied: true, cost: cost.total, before: cost.totalBefore };
    return { kind: "answer", lines: new Map([["1", answer]]) };
  });
  expect(calls).toBe(2);
  const [choice] = choose(state, () => price);
  const item = { id: "PRD-207-752-513-0001", mpn: "65304768CA", name: "Creative tools" };
  return {
    at,
    currency: "USD",
    discovery: gathered.discovery,
    lines: [{ item, quantity: 10, change: null, days: 365, daysInTerm: 365, choice: choice! }],
    codes: gathered.codes,
    notices: [],
  };
}

test("the worked example of the API, to the letter", async () => {
  const answer = presentCheckout(await workedExample(), "full");
  expect(answer).toEqual({
    at: "2026-12-01T00:00:00+00:00",
    currency: "USD",
    discovery: "auto",
    lines: [
      {
        item: { id: "PRD-207-752-513-0001", mpn: "65304768CA", name: "Creative tools" },
        quantity: 10,
        days: 365,
        days_in_term: 365,
        price: { unit: "365.00", discounted_unit: "325.00", total_before: "3650.00", total: "3250.00" },
        reseller: null,
        cost: { unit: "300.00", discounted_unit: "260.00", total_before: "3000.00", total: "2600.00" },
        discount: {
          id: "55555555-8768-4e8a-9a2f-fb6a6b08f563",
          code: "AUTUMN_40",
          type: "FIXED_DISCOUNT",
          value: "40",
          currency: "USD",
          application_type: "FULL_CHAIN",
          auto_applied: true,
        },
        codes: [
          { code: "AUTUMN_40", outcome: "applied", cost_total: "2600.00", price_total: "3250.00" },
          { code: "SPRING_10", outcome: "not_best", cost_total: "2700.00", price_total: "3285.00" },
          { code: "OLD_20", outcome: "rejected", reason: "ended", message: "OLD_20 ended on 7 March 2026." },
        ],
      },
    ],
    codes: [],
    totals: {
      price_before: "3650.00",
      price: "3250.00",
      cost_before: "3000.00",
      cost: "2600.00",
      reseller_before: null,
      reseller: null,
    },
    notices: [],
  });
  expect(checkoutAnswer.parse(answer)).toEqual(answer);
});

test("a reseller that is not authorised gets the price and no trace of a discount", async () => {
  const result = await workedExample();
  const notices = [{ code: "upstream_unavailable", message: "AUTUMN_40 could not be checked." }];
  const answer = presentCheckout({ ...result, notices }, "hidden");
  expect(answer.lines[0]).toEqual({
    item: { id: "PRD-207-752-513-0001", mpn: "65304768CA", name: "Creative tools" },
    quantity: 10,
    days: 365,
    days_in_term: 365,
    price: { discounted_unit: "325.00", total: "3250.00" },
    reseller: null,
    cost: { discounted_unit: "260.00", total: "2600.00" },
    discount: null,
    codes: [],
  });
  expect(answer.totals).toEqual({
    price_before: null,
    price: "3250.00",
    cost_before: null,
    cost: "2600.00",
    reseller_before: null,
    reseller: null,
  });
  expect(JSON.stringify(answer)).not.toMatch(/AUTUMN|SPRING|OLD_20|3650|"auto"|PRD.*_applied/);
  expect(checkoutAnswer.parse(answer)).toEqual(answer);
});

test("what is recorded when the order is approved", async () => {
  const result = await workedExample();
  expect(recordedDiscounts(result)).toEqual({
    discounts: [
      {
        mpn: "65304768CA",
        id: "55555555-8768-4e8a-9a2f-fb6a6b08f563",
        code: "AUTUMN_40",
        application_type: "FULL_CHAIN",
        discounts: [{ type: "FIXED_DISCOUNT", values: [{ discountValue: 40, discountCurrency: "USD" }] }],
      },
    ],
  });
  expect(autoAppliedRecord(result.lines)).toBe("True");
  expect(autoAppliedRecord([])).toBe("False");
  expect(refusingOutcomes(result)).toEqual([]);
});

describe("pricing a line", () => {
  const units = { price: usd("365.00"), reseller: usd("330.00"), cost: usd("300.00") };
  const full = { units, currency: "USD", quantity: 10, days: null, daysInTerm: null };
  const level = (amounts: Record<string, Amount>) =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, printAmount(amount)]));

  test("the fixed amount comes off each tier's unit price, never below zero", () => {
    const priced = linePricer(full)({ kind: "fixed", amount: { units: 310n, scale: 0 } });
    expect([priced.price, priced.reseller, priced.cost].map((one) => level(one!).discountedUnit)).toEqual([
      "55.00",
      "20.00",
      "0.00",
    ]);
    expect(level(priced.cost).total).toBe("0.00");
  });

  test.each([
    ["percent", { kind: "percent", percent: { units: 10n, scale: 0 } } as const, "328.50", "810.00"],
    ["fixed", { kind: "fixed", amount: { units: 20n, scale: 0 } } as const, "345.00", "850.68"],
  ])("the documented vectors of 90 days: %s", (_, reduction, unit, total) => {
    const priced = linePricer({
      ...full,
      units: { ...units, cost: usd("365.00") },
      days: 90,
      daysInTerm: 365,
    })(reduction);
    expect(level(priced.cost)).toMatchObject({ discountedUnit: unit, total });
  });

  test("each level keeps the decimals of its own list, totals those of the currency", () => {
    const priced = linePricer({
      units: { price: { units: 1234567n, scale: 5 }, reseller: null, cost: { units: 1200n, scale: 0 } },
      currency: "JPY",
      quantity: 3,
      days: null,
      daysInTerm: null,
    })(null);
    expect(level(priced.price!)).toEqual({
      unit: "12.34567",
      discountedUnit: "12.34567",
      totalBefore: "37",
      total: "37",
    });
    expect(level(priced.cost)).toMatchObject({ unit: "1200", total: "3600" });
  });

  test("totals are null where a line lacks the level, margins follow the chain", () => {
    const both = linePricer(full)(null);
    const direct = { ...both, reseller: null };
    expect(orderTotals([both, direct], "USD").reseller).toBeNull();
    expect(printAmount(orderTotals([both, direct], "USD").cost.after)).toBe("6000.00");
    expect(printAmount(lineMargin(both)!.after.amount)).toBe("300.00");
    expect(printAmount(lineMargin(direct)!.after.amount)).toBe("650.00");
    expect(printAmount(orderMargin(orderTotals([direct], "USD"))!.after.amount)).toBe("650.00");
    expect(lineMargin({ ...direct, price: null })).toBeNull();
    expect(printAmount(orderTotals([], "USD").cost.after)).toBe("0.00");
  });

  test("no reduction raises a price or makes it negative", () => {
    const amount = fc.record({ units: fc.bigInt(0n, 99_999_999n), scale: fc.constantFrom(0, 2, 5) });
    const reduction = fc.oneof(
      fc.record({
        kind: fc.constant("percent" as const),
        percent: fc.record({ units: fc.bigInt(1n, 1_000_000n), scale: fc.constant(4) }),
      }),
      fc.record({ kind: fc.constant("fixed" as const), amount }),
    );
    fc.assert(
      fc.property(
        amount,
        amount,
        reduction,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 365 }),
        (price, cost, given, quantity, days) => {
          const priced = linePricer({
            units: { price, reseller: null, cost },
            currency: "USD",
            quantity,
            days,
            daysInTerm: 365,
          })(given);
          for (const one of [priced.price!, priced.cost]) {
            expect(one.total.units >= 0n && one.discountedUnit.units >= 0n).toBe(true);
            expect(compareAmounts(one.total, one.totalBefore)).toBeLessThanOrEqual(0);
            expect(compareAmounts(one.discountedUnit, one.unit)).toBeLessThanOrEqual(0);
          }
        },
      ),
    );
  });

  test("the waterfall names each step that does something", () => {
    const terms = { ...known[0]! };
    const reduction = { kind: "fixed", amount: { units: 20n, scale: 0 } } as const;
    const days = { days: 90, daysInTerm: 365 };
    const priced = linePricer({ ...full, units: { ...units, cost: usd("365.00") }, ...days })(reduction);
    const steps = waterfall({
      level: priced.cost,
      currency: "USD",
      quantity: 10,
      ...days,
      listDecimals: 2,
      volume: { listUnit: usd("384.21"), name: "02" },
      discount: { terms, reduction },
    });
    expect(
      steps.map(({ kind, rule, amount, delta }) => [
        kind,
        rule,
        printAmount(amount),
        delta && printAmount(delta),
      ]),
    ).toEqual([
      ["list", "one unit, full term", "384.21", null],
      ["level", "level 02", "365.00", "-19.21"],
      ["discount", "20 USD off each unit", "345.00", "-20.00"],
      ["proration", "90 of 365 days", "85.068", "-259.932"],
      ["total", "85.068 × 10, rounded once", "850.68", null],
    ]);
    const plain = waterfall({
      level: linePricer(full)(null).cost,
      currency: "USD",
      quantity: 10,
      days: null,
      daysInTerm: null,
      listDecimals: 2,
      volume: null,
      discount: null,
    });
    expect(plain.map(({ kind }) => kind)).toEqual(["list", "total"]);
  });
});
