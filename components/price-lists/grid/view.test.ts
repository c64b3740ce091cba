import { expect, test } from "vitest";
import { parseListQuery } from "@/lib/domain/rql";
import { isFiltered, nextSort, noFilters, readFilters, whereOf, withFilters } from "./view";

const known = { products: ["PRD-1"], fields: ["item.mpn", "attributes.price"], hasBase: true };
const read = (query: string) => {
  const given = new URLSearchParams(query);
  return readFilters((name) => given.get(name) ?? undefined, known);
};

test.each([
  ["", noFilters],
  [
    "q=Photo&product=PRD-1&status=empty&changed=true&sort=-attributes.price",
    {
      search: "Photo",
      product: "PRD-1",
      status: "empty",
      changed: true,
      sort: "-attributes.price",
    },
  ],
  ["product=PRD-2&status=full&changed=yes&sort=secret", noFilters],
])("%j in the address shows %j", (query, filters) => {
  expect(read(query)).toEqual(filters);
});

test("what is written into the address is read back, and other parameters stay", () => {
  const filters = { ...noFilters, search: "a&b", status: "filled" as const, sort: "item.mpn" };
  const written = withFilters("tab=prices&status=empty&changed=true", filters);
  expect(read(written)).toEqual(filters);
  expect(new URLSearchParams(written).get("tab")).toBe("prices");
});

test("a bulk change over what is shown asks for the same points, whatever their order", () => {
  expect(whereOf({ ...noFilters, sort: "item.mpn" })).toBeNull();
  const filters = { ...noFilters, search: "two words", product: "PRD-1", changed: true };
  expect(parseListQuery(whereOf(filters) ?? "")).toMatchObject({
    search: "two words",
    filter: {
      op: "and",
      nodes: [
        { op: "eq", field: "item.product.id", value: "PRD-1" },
        { op: "eq", field: "changed", value: "true" },
      ],
    },
  });
  expect(isFiltered(filters)).toBe(true);
  expect(isFiltered({ ...noFilters, sort: "item.mpn" })).toBe(false);
});

test("a header sorts up, down, and not at all", () => {
  expect(nextSort("", "item.mpn")).toBe("item.mpn");
  expect(nextSort("item.mpn", "item.mpn")).toBe("-item.mpn");
  expect(nextSort("-item.mpn", "item.mpn")).toBe("");
  expect(nextSort("-item.mpn", "attributes.price")).toBe("attributes.price");
});
