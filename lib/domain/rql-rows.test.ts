import { expect, test } from "vitest";
import { parseListQuery } from "./rql";
import { filterRows, type RowFields } from "./rql-rows";

// That it agrees with the database is proved in db/filter.test.ts.

type Row = { id: string; name: string | null; stock: number };

const rows: Row[] = [
  { id: "B", name: "Office", stock: 2 },
  { id: "A", name: null, stock: 10 },
  { id: "C", name: "office solo", stock: 1 },
];
const fields: RowFields<Row> = {
  id: { of: (row) => row.id, type: "text", orderable: true },
  name: { of: (row) => row.name, type: "text", orderable: true, searchable: true, nullable: true },
  stock: { of: (row) => row.stock, type: "number", orderable: true },
};
const ask = (query: string) => filterRows(parseListQuery(query), rows, fields);
const ids = (query: string) =>
  ask(query)
    .rows.map(({ id }) => id)
    .join("");

test.each([
  ["", "BAC"],
  ["ordering(id)", "ABC"],
  ["ordering(-stock)", "ABC"],
  ["ordering(-name)", "CBA"],
  ["name=null()", "A"],
  ["ne(name,Office)", "AC"],
  ["search=OFF", "BC"],
  ["like(name,Off*)", "B"],
  ["gt(stock,1)&limit=1", "B"],
  ["limit=1&offset=2", "C"],
  ["offset=3", ""],
])("%s keeps %s", (query, wanted) => {
  expect(ids(query)).toBe(wanted);
});

test("the total counts what is on other pages", () => {
  expect(ask("gt(stock,1)&limit=0")).toEqual({ rows: [], total: 2 });
});

test.each([
  ["eq(colour,red)", "“colour” is not a field of this collection. It supports id, name ("],
  ["gt(stock,many)", "“stock” takes a number"],
  ["like(stock,1*)", "like is not supported by “stock”"],
  ["stock=null()", "“stock” always has a value"],
  ["ordering(colour)", "can be ordered by id, name, stock"],
])("%s is refused", (query, message) => {
  expect(() => ask(query)).toThrow(message);
});
