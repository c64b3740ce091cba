import { describe, expect, it } from "vitest";
import { parseListQuery } from "./rql";
import { applySelect } from "./rql-select";

const row = {
  id: "PL-1",
  owner: { id: "VA-1", name: "Vendor", icon: null },
  stats: { products: 2, listings: 3 },
  points: [
    { id: 1, price: { price: 1 } },
    { id: 2, price: null },
  ],
  tags: ["a", "b"],
};

function selected(text: string, heavy: string[] = []): unknown {
  return applySelect(row, parseListQuery(text).select, heavy);
}

describe("select", () => {
  it.each<[string, string[], unknown]>([
    ["", [], row],
    ["select(+stats)", [], row],
    ["select(-unknown,-id.x)", [], row],
    ["select(-owner,-points,-stats,-tags)", [], { id: "PL-1" }],
    [
      "select(-owner.name,-stats.products)",
      [],
      { ...row, owner: { id: "VA-1", icon: null }, stats: { listings: 3 } },
    ],
    ["select(-points.price)", [], { ...row, points: [{ id: 1 }, { id: 2 }] }],
    ["select(-owner,+owner.id)", [], { ...row, owner: { id: "VA-1" } }],
    ["select(-tags,+tags.x)", [], { id: row.id, owner: row.owner, stats: row.stats, points: row.points }],
    [
      "",
      ["points", "stats.listings"],
      { id: "PL-1", owner: row.owner, stats: { products: 2 }, tags: ["a", "b"] },
    ],
    ["select(points)&select(stats__listings)", ["points", "stats.listings"], row],
    [
      "select(+points,-points)",
      ["points"],
      { id: "PL-1", owner: row.owner, stats: row.stats, tags: ["a", "b"] },
    ],
  ])("%s with %j left out by default", (text, heavy, wanted) => {
    expect(selected(text, heavy)).toEqual(wanted);
  });
});
