import { expect, test } from "vitest";
import { affectedPrices } from "./own-list-effect";

const list = { columnIds: ["price", "st0p", "st1p"], currency: "EUR", products: ["PRD-1"] };
const listings = [
  { productId: "PRD-1", marketplace: "Europe", currencies: ["EUR", "USD"] },
  { productId: "PRD-1", marketplace: "United States", currencies: ["USD"] },
  { productId: "PRD-2", marketplace: "Iberia", currencies: ["EUR"] },
];

test("names the columns and the marketplaces of its products and currency", () => {
  expect(affectedPrices(list, listings)).toBe(
    "While a version of it is in force, its Customer price (MSRP) and Direct reseller price replace the vendor’s on Europe, wherever a cell is filled in. Your cost stays the vendor’s.",
  );
});

test("says when it replaces nothing", () => {
  expect(affectedPrices({ ...list, currency: "JPY" }, listings)).toBe(
    "None of your marketplaces lists one of its products in JPY yet, so it replaces no price for now.",
  );
  expect(affectedPrices({ ...list, columnIds: ["price", "v.floor"] }, listings)).toBe(
    "It replaces no price: it has none of the customer and reseller columns.",
  );
});
