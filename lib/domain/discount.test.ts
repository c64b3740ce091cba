import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeKey, compareCodes, type DiscountTerms, discountStatus, reductionOf } from "./discount";
import {
  checkDiscountChange,
  codeClash,
  discountInput,
  discountPatch,
  isoInstant,
  printDiscount,
} from "./discount-input";
import { closestTerms, type DiscountUse, localRefusal, type RefusalReason } from "./discount-refusal";

const terms: DiscountTerms = {
  id: "55555555-313b-476c-9d0b-6a610d5b91e0",
  code: "OLD_20",
  type: "FIXED_DISCOUNT",
  percent: null,
  values: [
    { country: "US", currency: "USD", value: "20" },
    { country: "DE", currency: "EUR", value: "18.5" },
  ],
  startAt: new Date("2026-03-01T00:00:00Z"),
  endAt: new Date("2026-03-07T10:16:00Z"),
  segments: ["COM"],
  countries: ["US", "DE"],
  items: ["65304768CA"],
  reusableUntil: null,
};
const percent: DiscountTerms = { ...terms, type: "PERCENTAGE_DISCOUNT", percent: "10", values: [] };

const use: DiscountUse = {
  mpn: "65304768CA",
  currency: "USD",
  country: "US",
  segment: "COM",
  at: new Date("2026-03-05T00:00:00Z"),
  switches: { fixed: true, percent: true },
};

describe("local refusals", () => {
  const table: [string, Partial<DiscountTerms>, Partial<DiscountUse>, RefusalReason | undefined, string?][] =
    [
      ["applies", {}, {}, undefined],
      ["first instant", {}, { at: new Date("2026-03-01T00:00:00.000Z") }, undefined],
      [
        "a millisecond before",
        {},
        { at: new Date("2026-02-28T23:59:59.999Z") },
        "not_started",
        "OLD_20 starts on 1 March 2026.",
      ],
      ["last instant", {}, { at: new Date("2026-03-07T10:16:00.000Z") }, undefined],
      [
        "a millisecond after",
        {},
        { at: new Date("2026-03-07T10:16:00.001Z") },
        "ended",
        "OLD_20 ended on 7 March 2026.",
      ],
      [
        "ended but reusable",
        { reusableUntil: new Date("2027-01-01T00:00:00Z") },
        { at: new Date("2026-12-31T00:00:00Z") },
        undefined,
      ],
      [
        "lock date past",
        { reusableUntil: new Date("2026-04-01T00:00:00Z") },
        { at: new Date("2026-04-01T00:00:00.001Z") },
        "ended",
      ],
      ["no end", { endAt: null }, { at: new Date("2036-01-01T00:00:00Z") }, undefined],
      ["fixed switched off", {}, { switches: { fixed: false, percent: true } }, "type_disabled"],
      ["percent switched off", percent, { switches: { fixed: true, percent: false } }, "type_disabled"],
      ["fixed price", { type: "FIXED_PRICE" }, {}, "type_unsupported"],
      ["unknown type", { type: "OTHER" }, {}, "type_unsupported"],
      [
        "currency",
        {},
        { currency: "JPY" },
        "currency_mismatch",
        "OLD_20 has no amount in JPY. It is given in USD, EUR.",
      ],
      ["country", {}, { country: "FR" }, "country_mismatch", "OLD_20 is not for FR; it is for US, DE."],
      [
        "no amount for the country",
        {},
        { country: "DE" },
        "country_mismatch",
        "OLD_20 has an amount in USD for US, none for DE.",
      ],
      [
        "segment",
        {},
        { segment: "EDU" },
        "segment_mismatch",
        "OLD_20 is for commercial customers; this one is education.",
      ],
      ["item", {}, { mpn: "65304768CB" }, "item_not_covered", "OLD_20 does not cover 65304768CB."],
      ["all items", { items: [] }, { mpn: "65304768CB" }, undefined],
      ["percentage in any currency", percent, { currency: "JPY" }, undefined],
      ["percentage above 100", { ...percent, percent: "100.1" }, {}, "type_unsupported"],
      ["zero", { ...percent, percent: "0" }, {}, "type_unsupported"],
      [
        "the first check is reported",
        { segments: ["GOV"] },
        { currency: "JPY", mpn: "x" },
        "currency_mismatch",
      ],
    ];
  test.each(table)("%s", (_, changed, asked, reason, message) => {
    const refusal = localRefusal({ ...terms, ...changed }, { ...use, ...asked });
    expect(refusal?.reason).toBe(reason);
    if (message) expect(refusal?.message).toBe(message);
  });

  test("of several discounts with one code the closest one counts", () => {
    const lastYear = {
      ...terms,
      id: "a",
      endAt: new Date("2025-03-07T00:00:00Z"),
      startAt: new Date("2025-03-01T00:00:00Z"),
    };
    const other = { ...terms, id: "b", segments: ["EDU" as const] };
    expect(closestTerms([lastYear, other, terms], use)).toBe(terms);
    expect(closestTerms([other, lastYear], use)).toBe(lastYear);
    expect(closestTerms([], use)).toBeUndefined();
  });
});

describe("codes", () => {
  test("are compared trimmed and without ASCII case only", () => {
    expect(codeKey("  New Year ")).toBe("NEW YEAR");
    expect(codeKey("straße")).toBe("STRAßE");
    expect(codeKey("é")).not.toBe(codeKey("É"));
  });
  test("sort by their UTF-8 bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareCodes(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });
});

test("what it takes off each unit", () => {
  expect(reductionOf(terms, "DE", "EUR")).toEqual({ kind: "fixed", amount: { units: 185n, scale: 1 } });
  expect(reductionOf(terms, "DE", "USD")).toBeUndefined();
  expect(reductionOf({ ...percent, percent: "12.5" }, "DE", "USD")).toEqual({
    kind: "percent",
    percent: { units: 125n, scale: 1 },
  });
});

const body = {
  name: "Autumn",
  code: " AUTUMN_40 ",
  type: "FIXED_DISCOUNT",
  values: [{ country: "US", currency: "USD", value: 40 }],
  start_date: "2026-10-01T00:00:00Z",
  end_date: "2026-12-31T23:59:59+00:00",
  segments: ["COM"],
};

describe("the body of a discount", () => {
  test("is read with its defaults and printed back", () => {
    const read = discountInput.parse(body);
    expect(read).toMatchObject({
      code: "AUTUMN_40",
      percent: null,
      countries: [],
      items: [],
      redemption: "unlimited",
    });
    expect(read.values).toEqual([{ country: "US", currency: "USD", value: "40" }]);
    expect(discountInput.parse(printDiscount(read))).toEqual(read);
    expect(printDiscount(read).start_date).toBe("2026-10-01T00:00:00+00:00");
  });

  const wrong: [string, Record<string, unknown>, string][] = [
    ["unknown key", { colour: "red" }, ""],
    ["end before start", { end_date: "2026-09-01T00:00:00Z" }, "end_date"],
    ["fixed without values", { values: [] }, "values"],
    ["fixed with a percentage", { value: "10" }, "value"],
    ["percentage with values", { type: "PERCENTAGE_DISCOUNT", value: "10" }, "values"],
    ["percentage without value", { type: "PERCENTAGE_DISCOUNT", values: [] }, "value"],
    ["percentage above 100", { type: "PERCENTAGE_DISCOUNT", values: [], value: "100.01" }, "value"],
    ["percentage of five decimals", { type: "PERCENTAGE_DISCOUNT", values: [], value: "1.00001" }, "value"],
    ["zero", { type: "PERCENTAGE_DISCOUNT", values: [], value: 0 }, "value"],
    ["negative", { values: [{ country: "US", currency: "USD", value: "-1" }] }, "values.0.value"],
    ["no such country", { values: [{ country: "XX", currency: "USD", value: "1" }] }, "values.0.country"],
    ["no such currency", { values: [{ country: "US", currency: "US$", value: "1" }] }, "values.0.currency"],
    ["repeated value", { values: [body.values[0], body.values[0]] }, "values.1"],
    ["value for a country it is not for", { countries: ["DE"] }, "values.0.country"],
    ["no segment", { segments: [] }, "segments"],
    ["code expiry of an open discount", { code_expiry: "2026-11-01T00:00:00Z" }, "code_expiry"],
    ["reusable until before the end", { reusable_until: "2026-11-01T00:00:00Z" }, "reusable_until"],
    ["no zone", { start_date: "2026-10-01T00:00:00" }, "start_date"],
    ["empty code", { code: "  " }, "code"],
  ];
  test.each(wrong)("%s is refused at its field", (_, change, path) => {
    const result = discountInput.safeParse({ ...body, ...change });
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });

  test("may be partial in an update", () => {
    expect(discountPatch.parse({ name: "Spring" })).toEqual({ name: "Spring" });
    expect(discountPatch.safeParse({ colour: "red" }).success).toBe(false);
  });
});

describe("after it has been live", () => {
  const before = discountInput.parse(body);
  const now = new Date("2026-11-01T00:00:00Z");
  test("name, description and end can change", () => {
    const after = { ...before, name: "New", description: "d", endAt: new Date("2026-11-01T00:00:00Z") };
    expect(() => checkDiscountChange(before, after, now)).not.toThrow();
  });
  test("nothing else can", () => {
    const after = {
      ...before,
      code: "X",
      segments: ["EDU" as const],
      endAt: new Date("2026-10-05T00:00:00Z"),
    };
    expect(() => checkDiscountChange(before, after, now)).toThrow(/end_date: .*segments: /s);
    expect(() => checkDiscountChange(before, after, new Date("2026-09-30T23:59:59.999Z"))).not.toThrow();
  });
});

test("status at the borders", () => {
  const at = (text: string) => discountStatus(terms, new Date(text));
  expect([
    at("2026-02-28T23:59:59.999Z"),
    at("2026-03-01T00:00:00Z"),
    at("2026-03-07T10:16:00Z"),
    at("2026-03-07T10:16:00.001Z"),
  ]).toEqual(["scheduled", "live", "live", "ended"]);
});

test("one code is not used twice at the same time", () => {
  const given = discountInput.parse(body);
  expect(codeClash(given, [{ ...given, code: "autumn_40", name: "A" }])?.message).toContain("“A”");
  const nextYear = { ...given, startAt: new Date("2027-10-01T00:00:00Z"), endAt: null };
  expect(codeClash(given, [nextYear])).toBeUndefined();
});

test("instants are printed with milliseconds only where they are not zero", () => {
  expect(isoInstant(new Date("2026-03-01T00:00:00.000Z"))).toBe("2026-03-01T00:00:00+00:00");
  expect(isoInstant(new Date("2026-03-01T00:00:00.120Z"))).toBe("2026-03-01T00:00:00.120+00:00");
});
