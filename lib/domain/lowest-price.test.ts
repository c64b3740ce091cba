import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lowestPrice, lowestPriceFrom, type PriceHistory, priceSpans } from "./lowest-price";
import type { Amount } from "./money";
import { inForceAt } from "./price-settlement";
import type { VersionFacts } from "./price-version";

const at = (milliseconds: number) => new Date(milliseconds);

function version(id: string, from: number, to: number | null): VersionFacts {
  const status = to === null ? "active" : "expired";
  return { id, status, startAt: null, activatedAt: at(from), expiredAt: to === null ? null : at(to) };
}

const amount = (units: number): Amount => ({ units: BigInt(units), scale: 2 });
const prices: Record<string, number | null> = { A1: 300, A2: 250, B1: 200, O1: 100, O2: null };
const priceOf = (id: string) => {
  const units = prices[id] ?? null;
  return units === null ? null : amount(units);
};

const history: PriceHistory = {
  bindings: [
    { listId: "A", from: at(10), to: at(40) },
    { listId: "B", from: at(50), to: null },
  ],
  ownListIds: ["O"],
  versions: new Map([
    ["A", [version("A1", 0, 20), version("A2", 20, null)]],
    ["B", [version("B1", 45, 60)]],
    ["O", [version("O1", 35, 38), version("O2", 38, null)]],
  ]),
};

function lowestWithin(from: number, to: number) {
  const found = lowestPrice(priceSpans(history, at(from), at(to)), priceOf);
  return found && [Number(found.amount.units), found.from.getTime(), found.versionId];
}

describe("the lowest price within [from, to)", () => {
  test.each([
    ["before the product was listed", 0, 10, null],
    ["from the first instant of the binding", 0, 11, [300, 10, "A1"]],
    ["the end is not part of it", 10, 20, [300, 10, "A1"]],
    ["a millisecond more is", 10, 21, [250, 20, "A2"]],
    ["what started earlier counts from the start of the window", 25, 30, [250, 25, "A2"]],
    ["the own list replaces the price", 10, 36, [100, 35, "O1"]],
    ["where it has one", 38, 40, [250, 38, "A2"]],
    ["between two bindings there is no price", 40, 50, null],
    ["the list that is bound next", 39, 55, [200, 50, "B1"]],
    ["a list that is not in force has none", 60, 90, null],
    ["an empty window", 20, 20, null],
  ])("%s", (_, from, to, expected) => {
    expect(lowestWithin(from, to)).toEqual(expected);
  });
});

test("the window is 30 days", () => {
  expect(lowestPriceFrom(new Date("2027-03-31T12:00:00Z"))).toEqual(new Date("2027-03-01T12:00:00Z"));
});

// A property against the plainest possible scan: ask at every instant what is in force.

const span = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.boolean())
  .map(([from, length, open]) => ({ from, to: open ? null : from + length }));

/** Versions of one list: each ends at the latest where the next one starts. */
const versionsOf = (listId: string) =>
  fc.array(span, { maxLength: 4 }).map((spans) => {
    const sorted = spans.sort((a, b) => a.from - b.from);
    return sorted.map(({ from, to }, index) => {
      const next = sorted[index + 1]?.from ?? null;
      const end = next === null ? to : Math.min(to ?? next, next);
      return version(`${listId}${index}`, from, end);
    });
  });

const bindingsOf = fc.array(fc.tuple(fc.constantFrom("A", "B"), span), { maxLength: 4 }).map((given) => {
  const sorted = given.sort(([, a], [, b]) => a.from - b.from);
  return sorted.flatMap(([listId, { from, to }], index) => {
    const next = sorted[index + 1]?.[1].from ?? null;
    const end = next === null ? to : Math.min(to ?? next, next);
    return end === from ? [] : [{ listId, from: at(from), to: end === null ? null : at(end) }];
  });
});

const histories = fc.record({
  bindings: bindingsOf,
  ownListIds: fc.constantFrom<string[]>([], ["O"], ["O", "P"]),
  lists: fc.tuple(versionsOf("A"), versionsOf("B"), versionsOf("O"), versionsOf("P")),
});

function naive(given: PriceHistory, from: number, to: number, units: (id: string) => number | null) {
  let lowest: number | null = null;
  for (let instant = from; instant < to; instant++) {
    const now = at(instant);
    const binding = given.bindings.find((b) => b.from <= now && (b.to === null || now < b.to));
    const bound = binding && inForceAt(given.versions.get(binding.listId) ?? [], now);
    if (!bound) continue;
    const own = given.ownListIds
      .map((listId) => inForceAt(given.versions.get(listId) ?? [], now))
      .filter((found) => found !== undefined)
      .reduce<ReturnType<typeof inForceAt>>((a, b) => (a && a.from >= b.from ? a : b), undefined);
    const price = (own && units(own.version.id)) ?? units(bound.version.id);
    if (price !== null && (lowest === null || price < lowest)) lowest = price;
  }
  return lowest;
}

test("it is what a scan of every instant finds", () => {
  const cells = fc.dictionary(
    fc.constantFrom(...["A", "B", "O", "P"].flatMap((list) => [0, 1, 2, 3].map((n) => `${list}${n}`))),
    fc.integer({ min: 0, max: 9 }),
  );
  const window = fc.tuple(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(histories, cells, window, ({ lists, ...rest }, units, [from, length]) => {
      const [a, b, o, p] = lists;
      const given = { ...rest, versions: new Map(Object.entries({ A: a, B: b, O: o, P: p })) };
      const found = lowestPrice(priceSpans(given, at(from), at(from + length)), (id) => {
        const price = units[id];
        return price === undefined ? null : amount(price);
      });
      const expected = naive(given, from, from + length, (id) => units[id] ?? null);
      expect(found === null ? null : Number(found.amount.units)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
