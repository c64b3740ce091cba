import { describe, expect, test } from "vitest";
import {
  commitmentName,
  commitmentOf,
  commitmentsOf,
  fixedFieldIssues,
  type ItemContent,
  ItemInput,
  ItemUpdate,
  itemIssues,
  itemPeriods,
  itemTransitions,
  positionBetween,
} from "./item";
import { lowerCasedValues } from "./item-query";
import { ProductInput, ProductUpdate, productTransitions } from "./product";
import { anyOf, eq, everything } from "./rql";
import { tableFaults } from "./transitions";

const given = {
  name: "Creative Suite",
  mpn: "65304768CA",
  description: "All apps",
  type: "Reservation",
  period: "Yearly",
  precision: "Integer",
  unit: { id: "licenses" },
};
const content: ItemContent = ItemInput.parse(given);

describe("state tables", () => {
  test("of products and items reach every state and know every state", () => {
    expect(tableFaults(productTransitions, "draft")).toEqual([]);
    expect(tableFaults(itemTransitions, "draft")).toEqual([]);
  });
});

describe("an item as it is given", () => {
  test("takes enums in either case and has no commitment unless told", () => {
    expect(content).toEqual({
      name: "Creative Suite",
      mpn: "65304768CA",
      description: "All apps",
      externalId: null,
      type: "reservation",
      period: "yearly",
      unitId: "licenses",
      quantityDecimals: 0,
      commitment: 1,
    });
    const metered = { ...given, type: "ppu", period: "monthly", precision: "Decimal(4)" };
    expect(ItemInput.parse(metered)).toMatchObject({ type: "ppu", quantityDecimals: 4 });
  });

  test("may carry what was read, which the server decides", () => {
    const read = { ...given, id: "PRD-1", local_id: "PRD_1", status: "published", position: 5, ui: {} };
    expect(ItemInput.parse(read)).toEqual(content);
  });

  test.each([
    [{ name: " " }, "name", "is empty; a name of 1 to 255 characters is expected"],
    [{ name: "x".repeat(256) }, "name", "is too long; at most 255 characters are allowed"],
    [{ mpn: undefined }, "mpn", "is required"],
    [{ mpn: "x".repeat(65) }, "mpn", "is too long; at most 64 characters are allowed"],
    [{ description: "" }, "description", "is empty"],
    [{ type: "rental" }, "type", '"rental" is not one of reservation, ppu'],
    [{ period: "weekly" }, "period", '"weekly" is not one of monthly, yearly'],
    [{ precision: "Decimal(3)" }, "precision", '"Decimal(3)" is not one of integer, decimal(1)'],
    [{ unit: { id: "furlongs" } }, "unit.id", '"furlongs" is not a unit; allowed: licenses'],
    [{ commitment: { count: 0 } }, "commitment.count", "must be at least 1"],
    [{ commitment: { count: 1.5 } }, "commitment.count", "must be a whole number"],
    [{ external_id: "x".repeat(129) }, "external_id", "at most 128 characters"],
    [{ price: 3 }, "", 'Unrecognized key: "price"'],
  ])("%o is refused at %s", (wrong, path, message) => {
    const result = ItemInput.safeParse({ ...given, ...wrong });
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(result.error?.issues[0]?.message).toContain(message);
  });

  test("changes only what is given", () => {
    expect(ItemUpdate.parse({ name: "New" })).toEqual({ content: { name: "New" }, gravity: undefined });
    expect(ItemUpdate.parse({ external_id: "" }).content).toEqual({ externalId: null });
    expect(ItemUpdate.parse({ gravity: { before: { id: "PRD-1" } } }).gravity).toEqual({
      before: { id: "PRD-1" },
    });
    expect(ItemUpdate.safeParse({ gravity: {} }).error?.issues[0]?.message).toBe(
      "takes either before or after",
    );
  });
});

describe("the rules of an item", () => {
  test.each<[string, Partial<ItemContent>, string[]]>([
    ["a yearly reservation", {}, []],
    ["three years, paid yearly", { commitment: 3 }, []],
    ["pay-per-use, monthly, with decimals", { type: "ppu", period: "monthly", quantityDecimals: 8 }, []],
    ["pay-per-use, yearly", { type: "ppu" }, ["period"]],
    [
      "pay-per-use with a commitment",
      { type: "ppu", period: "monthly", commitment: 12 },
      ["commitment.count"],
    ],
    ["a reservation of fractions", { quantityDecimals: 2 }, ["precision"]],
    ["one time with a commitment", { period: "onetime", commitment: 2 }, ["commitment.count"]],
    [
      "two years committed to two years twice over six",
      { period: "years_2", commitment: 4 },
      ["commitment.count"],
    ],
    [
      "everything at once",
      { quantityDecimals: 1, period: "monthly", commitment: 5 },
      ["precision", "commitment.count"],
    ],
  ])("%s", (_, change, paths) => {
    expect(itemIssues({ ...content, ...change }).map((issue) => issue.path)).toEqual(paths);
  });

  test("a published item keeps all but its words", () => {
    const words = { name: "N", mpn: "M", description: "D", externalId: "E" };
    expect(fixedFieldIssues("published", content, { ...content, ...words })).toEqual([]);
    const other: ItemContent = { ...content, type: "ppu", period: "monthly", unitId: "gb", commitment: 12 };
    expect(fixedFieldIssues("draft", content, other)).toEqual([]);
    expect(fixedFieldIssues("published", content, other).map((issue) => issue.path)).toEqual([
      "type",
      "period",
      "unit.id",
      "commitment.count",
    ]);
  });

  test("every allowed commitment has a name of its own that leads back to it", () => {
    for (const period of itemPeriods) {
      const names = commitmentsOf(period).map((count) => commitmentName(period, count));
      expect(new Set(names).size).toBe(names.length);
      for (const count of commitmentsOf(period)) {
        expect(commitmentOf(period, commitmentName(period, count))).toBe(count);
      }
    }
    expect(commitmentName("monthly", 36)).toBe("3 years");
    expect(commitmentName("years_2", 3)).toBe("6 years");
    expect(commitmentOf("onetime", "1 year")).toBeUndefined();
  });
});

test.each([
  [undefined, undefined, 10_000],
  [30_000, undefined, 40_000],
  [undefined, 10_000, 5000],
  [10_000, 20_000, 15_000],
  [10, 11, undefined],
  [undefined, 1, undefined],
])("between %s and %s there is %s", (before, after, position) => {
  expect(positionBetween(before, after)).toBe(position);
});

test("filters take the capitals of Connect", () => {
  const query = { ...everything, filter: eq("type", "PPU") };
  expect(lowerCasedValues(query).filter).toEqual(eq("type", "ppu"));
  const nested = { ...everything, filter: { op: "not" as const, node: anyOf("period", ["Monthly"]) } };
  expect(lowerCasedValues(nested).filter).toEqual({ op: "not", node: anyOf("period", ["monthly"]) });
  expect(lowerCasedValues({ ...everything, filter: eq("name", "PPU") }).filter).toEqual(eq("name", "PPU"));
});

test("a product has a name; an empty description is none", () => {
  expect(ProductInput.parse({ name: " A ", description: " " })).toEqual({ name: "A", description: null });
  expect(ProductInput.safeParse({}).error?.issues[0]).toMatchObject({
    path: ["name"],
    message: "is required",
  });
  expect(ProductUpdate.parse({ status: "published" })).toEqual({});
  expect(ProductUpdate.parse({ description: null })).toEqual({ description: null });
});
