import { afterEach, beforeEach, expect, test } from "vitest";
import { as, newDistributor } from "@/db/testing/factories";
import { discountInput } from "../../domain/discount-input";
import { clock } from "../context";
import { createDiscount } from "../flexible-discounts/discounts";
import {
  allApps,
  clearCost,
  configure,
  listProduct,
  newCustomer,
  newShop,
  photo,
  preview,
  previewLine,
  purchase,
  type Shop,
  selected,
  usage,
} from "../testing/checkout";
import { offerDiscount } from "../testing/discount-service";

const start = new Date("2026-12-01T00:00:00Z");
let shop: Shop;

beforeEach(async () => {
  clock.set(start);
  shop = await newShop();
});
afterEach(() => clock.set(null));

const fixed = (code: string, amount: string, more: Record<string, unknown> = {}) => ({
  code,
  type: "FIXED_DISCOUNT",
  values: [{ country: "US", currency: "USD", value: amount }],
  ...more,
});

/** The discounts of the example of API.md §3. */
async function exampleDiscounts() {
  const { vendor } = shop;
  const autumn = await offerDiscount(vendor, fixed("AUTUMN_40", "40"));
  await offerDiscount(vendor, { code: "SPRING_10", value: "10" });
  const past = { start_date: "2026-02-01T00:00:00Z", end_date: "2026-03-07T12:00:00Z" };
  await createDiscount(
    vendor,
    discountInput.parse({
      name: "Old",
      code: "OLD_20",
      type: "PERCENTAGE_DISCOUNT",
      value: "20",
      segments: ["COM"],
      ...past,
    }),
  );
  return autumn;
}

const autumnWins = {
  price: { unit: "365.00", discounted_unit: "325.00", total_before: "3650.00", total: "3250.00" },
  reseller: null,
  cost: { unit: "300.00", discounted_unit: "260.00", total_before: "3000.00", total: "2600.00" },
};

test("answers the example of the contract to the letter", async () => {
  const autumn = await exampleDiscounts();
  const item = { id: shop.items[allApps], mpn: allApps, name: `Item ${allApps}` };
  expect(
    await preview(shop.distributor, purchase(shop, [{ id: item.id, mpn: allApps, quantity: 10 }])),
  ).toEqual({
    at: "2026-12-01T00:00:00+00:00",
    currency: "USD",
    discovery: "auto",
    lines: [
      {
        item,
        quantity: 10,
        days: 365,
        days_in_term: 365,
        ...autumnWins,
        discount: {
          id: autumn.id,
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
});

test("an item is named by its id, its local id, its global id or its MPN", async () => {
  const id = shop.items[allApps] ?? "";
  const names = [{ id }, { id: id.replaceAll("-", "_") }, { global_id: id }, { mpn: allApps }];
  for (const name of names) {
    const line = await previewLine(shop.distributor, purchase(shop, [{ ...name, quantity: 1 }]));
    expect(line).toMatchObject({ item: { id, mpn: allApps }, cost: { total: "300.00" } });
  }
});

test.each([
  [[{ mpn: "NOPE", quantity: 1 }], "asset.items.0.mpn", /NOPE has no price in force on MP-\d{5} in USD/],
  [[{ id: "PRD-000-000-000-0001", quantity: 1 }], "asset.items.0.id", /PRD-000-000-000-0001 has no price/],
  [
    [
      { mpn: allApps, quantity: 1 },
      { id: "own", quantity: 1 },
    ],
    "asset.items.1",
    /repeats 65304768CA; name each item once/,
  ],
  [
    [{ id: "own", mpn: photo, quantity: 1 }],
    "asset.items.0.mpn",
    /65304520CA is not the MPN of PRD-.*65304768CA/,
  ],
])("refuses an item that cannot be told: %j", async (items, path, message) => {
  const given = items.map((one) =>
    "id" in one && one.id === "own" ? { ...one, id: shop.items[allApps] } : one,
  );
  await expect(preview(shop.distributor, purchase(shop, given))).rejects.toMatchObject({
    code: "invalid",
    issues: [{ path, message: expect.stringMatching(message) }],
  });
});

test("an MPN that two listed products share must be given by id", async () => {
  const twin = await listProduct(shop, [allApps]);
  const twinId = twin.items[allApps] ?? "";
  const ids = [shop.items[allApps] ?? "", twinId].sort().join(", ");
  await expect(preview(shop.distributor, purchase(shop))).rejects.toMatchObject({
    issues: [
      { path: "asset.items.0.mpn", message: `${allApps} is several items; give the id, one of ${ids}` },
    ],
  });
  const line = await previewLine(shop.distributor, purchase(shop, [{ id: twinId, quantity: 1 }]));
  expect(line.item.id).toBe(twinId);
});

test("every item without a price in force is named, and nothing is priced at zero", async () => {
  const { distributor } = shop;
  for (const mpn of [photo, usage]) await clearCost(shop.versionId, shop.items[mpn]);
  const body = purchase(shop, [
    { mpn: allApps, quantity: 1 },
    { mpn: photo, quantity: 1 },
    { mpn: usage, quantity: 1 },
  ]);
  await expect(preview(distributor, body)).rejects.toMatchObject({
    code: "invalid",
    issues: [
      { path: "asset.items.1", message: expect.stringContaining(`${photo} has no price in force`) },
      { path: "asset.items.2", message: expect.stringContaining(`${usage} has no price in force`) },
    ],
  });
  clock.set(new Date(start.getTime() + 60_000));
  const before = { ...purchase(shop), at: "2026-11-30T23:59:59.999Z" };
  await expect(preview(distributor, before)).rejects.toMatchObject({
    issues: [
      { path: "asset.items.0.mpn", message: expect.stringContaining(`${allApps} has no price in force`) },
    ],
  });
});

test("a typed code counts instead of discovered ones, whatever its case and blanks, and is answered as stored", async () => {
  await exampleDiscounts();
  const typed = (discount_code: string) =>
    previewLine(shop.distributor, purchase(shop, [{ mpn: allApps, quantity: 10, discount_code }]));
  expect(await typed("  spring_10 ")).toMatchObject({
    price: { total: "3285.00" },
    cost: { total: "2700.00" },
    discount: { code: "SPRING_10", value: "10", currency: null, auto_applied: false },
    codes: [{ code: "SPRING_10", outcome: "applied", cost_total: "2700.00", price_total: "3285.00" }],
  });
  expect(await typed("")).toMatchObject({ discount: null, codes: [], cost: { total: "3000.00" } });
  expect(await typed("NOPE")).toMatchObject({
    discount: null,
    cost: { total: "3000.00" },
    codes: [{ code: "NOPE", outcome: "rejected", reason: "unknown_code" }],
  });
});

test("an empty typed code switches discovery off for its line only", async () => {
  await exampleDiscounts();
  const { lines } = await preview(
    shop.distributor,
    purchase(shop, [
      { mpn: allApps, quantity: 10, discount_code: "" },
      { mpn: photo, quantity: 1 },
    ]),
  );
  expect(lines.map(({ discount }) => discount?.code ?? null)).toEqual([null, "AUTUMN_40"]);
});

test("with auto-apply off nothing is discovered, and a typed code still counts", async () => {
  await exampleDiscounts();
  await configure(shop.distributor, shop.marketplaceId, { allow_auto_apply_flex_discounts: false });
  const plain = await preview(shop.distributor, purchase(shop));
  expect(plain).toMatchObject({ discovery: "off", lines: [{ discount: null, codes: [] }] });
  const line = { mpn: allApps, quantity: 10, discount_code: "AUTUMN_40" };
  const typed = await previewLine(shop.distributor, purchase(shop, [line]));
  expect(typed).toMatchObject({ ...autumnWins, discount: { auto_applied: false } });
});

test("flex_discounts_selected overrides discovery for the whole order", async () => {
  await exampleDiscounts();
  const items = [
    { mpn: allApps, quantity: 10 },
    { mpn: photo, quantity: 1 },
    { mpn: usage, quantity: 1 },
  ];
  const params = selected({
    [allApps]: ["SPRING_10", "autumn_40", "NOPE"],
    [photo]: [],
    "OTHER-1": ["SPRING_10"],
  });
  const answer = await preview(shop.distributor, purchase(shop, items, { params }));
  expect(answer.discovery).toBe("overridden");
  expect(answer.lines.map(({ discount }) => discount?.code ?? null)).toEqual(["AUTUMN_40", null, null]);
  expect(answer.lines[0]?.discount?.auto_applied).toBe(false);
  expect(answer.lines[0]?.codes).toMatchObject([
    { code: "AUTUMN_40", outcome: "applied" },
    { code: "SPRING_10", outcome: "not_best" },
    { code: "NOPE", outcome: "rejected", reason: "unknown_code" },
  ]);
  expect(answer.codes).toMatchObject([{ code: "SPRING_10", outcome: "rejected", reason: "not_in_order" }]);
});

test("the most favourable code wins for each line; ties go to the earlier end, then to byte order", async () => {
  const { vendor } = shop;
  await offerDiscount(vendor, fixed("B_SAME", "30", { end_date: "2027-01-31T00:00:00Z" }));
  await offerDiscount(vendor, { code: "A_NO_END", value: "10" });
  await offerDiscount(vendor, fixed("a_late", "30", { end_date: "2027-02-28T00:00:00Z" }));
  await offerDiscount(vendor, fixed("A_SAME", "30", { end_date: "2027-01-31T00:00:00Z" }));
  // On the customer's price ten percent are 36.50, so its total decides between equal costs.
  const first = await previewLine(shop.distributor, purchase(shop));
  expect(first.codes.map(({ code }) => code)).toEqual(["A_NO_END", "A_SAME", "B_SAME", "a_late"]);
  expect(first.codes[0]).toMatchObject({ outcome: "applied", cost_total: "2700.00", price_total: "3285.00" });
  const named = { mpn: allApps, quantity: 10 };
  const among = async (...codes: string[]) => {
    const body = purchase(shop, [named], { params: selected({ [allApps]: codes }) });
    return (await previewLine(shop.distributor, body)).discount?.code;
  };
  expect(await among("a_late", "B_SAME")).toBe("B_SAME");
  expect(await among("B_SAME", "A_SAME", "a_late")).toBe("A_SAME");
});

test("each line has its own winner, whatever the order of the lines", async () => {
  const { vendor, distributor } = shop;
  await offerDiscount(vendor, { code: "APPS_15", value: "15", items: [allApps] });
  await offerDiscount(vendor, { code: "ALL_5", value: "5" });
  await offerDiscount(vendor, { code: "HALF", value: "50", items: [photo] });
  const items = [allApps, photo, usage].map((mpn) => ({ mpn, quantity: 2 }));
  const winners = async (wanted: typeof items) => {
    const { lines } = await preview(distributor, purchase(shop, wanted));
    return Object.fromEntries(lines.map(({ item, discount }) => [item.mpn, discount?.code]));
  };
  const expected = { [allApps]: "APPS_15", [photo]: "HALF", [usage]: "ALL_5" };
  expect(await winners(items)).toEqual(expected);
  expect(await winners(items.toReversed())).toEqual(expected);
});

test("a discount never makes a price negative", async () => {
  await offerDiscount(shop.vendor, fixed("HUGE", "350"));
  expect(await previewLine(shop.distributor, purchase(shop))).toMatchObject({
    price: { discounted_unit: "15.00", total: "150.00" },
    cost: { discounted_unit: "0.00", total: "0.00" },
  });
});

test("a viewer may preview", async () => {
  const answer = await preview(as("viewer", shop.distributor), purchase(shop));
  expect(answer.totals).toMatchObject({ price: "3650.00", cost: "3000.00" });
});

test("a vendor is refused, a neighbour finds nothing", async () => {
  await expect(preview(shop.vendor, purchase(shop))).rejects.toMatchObject({ code: "forbidden" });
  const neighbour = await newDistributor();
  await expect(preview(neighbour, purchase(shop))).rejects.toMatchObject({ code: "not_found" });
  const stranger = await newCustomer(neighbour);
  await expect(
    preview(shop.distributor, purchase(shop, undefined, { customer: stranger })),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("a customer outside the marketplace's countries and a currency it lacks are refused by their fields", async () => {
  const german = { address_line1: "Hafen 7", city: "Hamburg", postal_code: "20457", country: "DE" };
  const contact = { first_name: "Ada", last_name: "L", email: "ada@example.com" };
  const customer = await newCustomer(shop.distributor, { contact_info: { ...german, contact } });
  await expect(preview(shop.distributor, purchase(shop, undefined, { customer }))).rejects.toMatchObject({
    issues: [{ path: "asset.tiers.customer.id", message: expect.stringContaining("Germany") }],
  });
  await expect(
    preview(shop.distributor, purchase(shop, undefined, { currency: "EUR" })),
  ).rejects.toMatchObject({
    issues: [{ path: "currency", message: expect.stringMatching(/EUR is not a currency .* it has USD/) }],
  });
});
