import fc from "fast-check";
import { expect, test } from "vitest";
import { childId, formatId, isId, itemId, localItemId } from "./ids";

const digitsOf = (text: string) => {
  const left = [...text].map(Number);
  return () => left.shift() ?? 0;
};

test.each([
  ["product", "PRD-207-752-513"],
  ["priceList", "PL-667-945-709"],
  ["adjustment", "ADJ-123-456-789"],
  ["offer", "OFR-123-456-789"],
  ["listing", "LST-123-456-789"],
  ["listingRequest", "LSTR-123-456-789"],
  ["marketplace", "MP-20001"],
  ["contract", "CRD-87835-67303-85378"],
  ["vendor", "VA-100-001"],
  ["distributor", "PA-200-001"],
  ["user", "UR-123-456-789"],
  ["token", "SU-100-000-001"],
  ["tierAccount", "TA-1000-0000-0001"],
  ["asset", "AS-1000-0000-0001"],
] as const)("the form of %s is that of %s", (kind, id) => {
  expect(formatId(kind, digitsOf(id.replace(/\D/g, "")))).toBe(id);
  expect(isId(kind, id)).toBe(true);
});

test("every id that is made is one of its kind, and no other text is", () => {
  const digit = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.infiniteStream(digit), (stream) => {
      const id = formatId("product", () => stream.next().value ?? 0);
      expect(isId("product", id)).toBe(true);
      expect(isId("priceList", id)).toBe(false);
      for (const odd of [`${id}0`, ` ${id}`, `${id}\n`, id.toLowerCase(), id.replaceAll("-", "_")])
        expect(isId("product", odd), JSON.stringify(odd)).toBe(false);
    }),
  );
});

test.each([
  ["version", "PL-667-945-709", 3, "PLV-667-945-709-0003"],
  ["plan", "OFR-111-222-333", 1, "PLN-111-222-333-0001"],
  ["featureGroup", "OFR-111-222-333", 12, "FGR-111-222-333-0012"],
  ["feature", "OFR-111-222-333", 9999, "FTR-111-222-333-9999"],
  ["offerItem", "OFR-111-222-333", 10_000, "OIT-111-222-333-10000"],
] as const)("a %s of %s with the number %i is %s", (kind, parent, number, id) => {
  expect(childId(kind, parent, number)).toBe(id);
});

test("an item keeps its product's id, also in the form that assets use, and grows beyond four digits", () => {
  expect(itemId("PRD-207-752-513", 1)).toBe("PRD-207-752-513-0001");
  expect(itemId("PRD-207-752-513", 12_345)).toBe("PRD-207-752-513-12345");
  expect(localItemId("PRD-207-752-513-0001")).toBe("PRD_207_752_513_0001");
});
