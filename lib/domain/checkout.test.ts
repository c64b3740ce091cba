import { describe, expect, test } from "vitest";
import { namesCodes, previewOrder, requestOrder } from "./checkout";

const purchase = {
  type: "purchase",
  marketplace: { id: "MP-20001" },
  currency: "USD",
  asset: {
    tiers: { customer: { id: "TA-1000-0000-0002" }, tier1: { id: "TA-1000-0000-0001" } },
    items: [{ id: "PRD_207_752_513_0001", mpn: "65304768CA", quantity: 10 }],
    params: [],
  },
  scheduled_for: null,
  at: null,
};

function withAsset(asset: Record<string, unknown>, over: Record<string, unknown> = {}) {
  return { ...purchase, ...over, asset: { ...purchase.asset, ...asset } };
}

function faults(body: unknown): string[] {
  const result = previewOrder.safeParse(body);
  return (result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

test("the order of API.md is read", () => {
  expect(previewOrder.parse(purchase)).toMatchObject({
    type: "purchase",
    marketplaceId: "MP-20001",
    customerId: "TA-1000-0000-0002",
    tier1Id: "TA-1000-0000-0001",
    items: [{ id: "PRD_207_752_513_0001", mpn: "65304768CA", quantity: 10, discountCode: null }],
    selected: null,
    scheduledForRenewal: false,
    at: null,
  });
});

test("codes are trimmed; an empty one is deliberately none", () => {
  const order = previewOrder.parse(
    withAsset({
      items: [
        { mpn: "A", quantity: "2", discount_code: " x " },
        { mpn: "B", quantity: 1, discount_code: "" },
      ],
    }),
  );
  expect(order.items.map(({ discountCode, quantity }) => [discountCode, quantity])).toEqual([
    ["x", 2],
    ["", 1],
  ]);
  expect(namesCodes(order)).toBe(true);
  expect(namesCodes(previewOrder.parse(purchase))).toBe(false);
});

test("flex_discounts_selected is read, and other parameters pass through", () => {
  const params = [
    { id: "flex_discounts_selected", structured_value: { "65304768CA": ["A", "B"], "65304768CB": [] } },
    { id: "adobe_user_email", value: "a@example.com" },
    { id: "flex_discounts_auto_applied", value: "True" },
  ];
  const order = requestOrder.parse(withAsset({ params }));
  expect(order.selected).toEqual(
    new Map([
      ["65304768CA", ["A", "B"]],
      ["65304768CB", []],
    ]),
  );
  expect(order.params.map(({ id }) => id)).toEqual(["adobe_user_email"]);
});

describe("is refused with its path", () => {
  const selected = (structured_value: unknown) => ({
    params: [{ id: "flex_discounts_selected", structured_value }],
  });
  const one = purchase.asset.items[0];
  test.each<[string, unknown, string]>([
    ["unknown key", { ...purchase, colour: 1 }, ": has unknown keys: colour"],
    [
      "unknown key below",
      withAsset({ items: [{ ...one, colour: 1 }] }),
      "asset.items.0: has unknown keys: colour",
    ],
    ["type", { ...purchase, type: "adjustment" }, "type: is not one of purchase, change, renew"],
    ["currency", { ...purchase, currency: "usd" }, "currency: “usd” is not a currency code"],
    [
      "marketplace id",
      { ...purchase, marketplace: { id: "20001" } },
      "marketplace.id: “20001” is not an id such as MP-20001",
    ],
    ["no marketplace", { ...purchase, marketplace: undefined }, "marketplace: is missing"],
    ["no customer", withAsset({ tiers: {} }), "asset.tiers.customer: is missing"],
    ["no items", withAsset({ items: [] }), "asset.items: is empty"],
    ["no name of the item", withAsset({ items: [{ quantity: 1 }] }), "asset.items.0: names no item"],
    ["zero", withAsset({ items: [{ ...one, quantity: 0 }] }), "asset.items.0.quantity: is 0; at least 1"],
    [
      "fraction",
      withAsset({ items: [{ ...one, quantity: 1.5 }] }),
      "asset.items.0.quantity: “1.5” is not a whole number",
    ],
    ["repeated item", withAsset({ items: [one, one] }), "asset.items.1: repeats PRD-207-752-513-0001"],
    ["change without asset", { ...purchase, type: "change" }, "asset.id: is missing"],
    ["purchase with asset", withAsset({ id: "AS-1000-0000-0001" }), "asset.id: is not allowed in a purchase"],
    [
      "scheduled purchase",
      { ...purchase, scheduled_for: "renewal" },
      "scheduled_for: is not allowed in a purchase",
    ],
    ["at", { ...purchase, at: "yesterday" }, "at: is not an instant"],
    ["no object", withAsset(selected(["A"])), "asset.params.0.structured_value: is not an object"],
    ["no array", withAsset(selected({ M: "A" })), "asset.params.0.structured_value.M: "],
    ["empty code", withAsset(selected({ M: [" "] })), "asset.params.0.structured_value.M.0: is empty"],
    [
      "one MPN twice",
      withAsset(selected({ M: [], " M": [] })),
      "asset.params.0.structured_value. M: repeats the MPN M",
    ],
    [
      "typed and selected",
      withAsset({ ...selected({}), items: [{ ...one, discount_code: "" }] }),
      "asset.items.0.discount_code: cannot be given together with flex_discounts_selected",
    ],
  ])("%s", (_, body, expected) => {
    expect(faults(body).some((fault) => fault.startsWith(expected))).toBe(true);
  });

  test("at and cancel are each on one side only", () => {
    const later = { ...purchase, at: "2026-12-01T00:00:00Z" };
    expect(requestOrder.safeParse(later).error?.issues[0]?.message).toContain("only for previews");
    expect(previewOrder.parse(later).at).toEqual(new Date("2026-12-01T00:00:00Z"));
    const cancel = { type: "cancel", asset: { id: "AS-1000-0000-0001" } };
    expect(requestOrder.parse(cancel).items).toEqual([]);
    expect(previewOrder.safeParse(cancel).success).toBe(false);
  });
});

test("a decrease to nothing is for a scheduled change", () => {
  const asset = { id: "AS-1000-0000-0001", items: [{ mpn: "A", quantity: 0 }] };
  expect(faults({ type: "change", asset })[0]).toContain("schedule the change for the renewal");
  expect(faults({ type: "change", asset, scheduled_for: "renewal" })).toEqual([]);
});
