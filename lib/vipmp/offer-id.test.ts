import fc from "fast-check";
import { expect, test } from "vitest";
import { baseOfferId, isSameProduct, mpnOf, normaliseOfferId, offerIdOf, parseOfferId } from "./offer-id";

test.each([
  ["65304768CA02A12", { mpn: "65304768CA", level: "02", kind: "A12" }, "65304768CA01A12", "65304768CA"],
  [" 65304768CAt1a12 ", { mpn: "65304768CA", level: "T1", kind: "A12" }, "65304768CA01A12", "65304768CA"],
  ["65304470CA01012", { mpn: "65304470CA", level: "01", kind: "012" }, "65304470CA01012", null],
  ["30006208CA012A12", { mpn: "30006208CA0", level: "12", kind: "A12" }, "30006208CA001A12", "30006208CA0"],
  ["65304768CA", null, null, null],
  ["01A12", null, null, null],
  ["", null, null, null],
])("%j", (text, parts, base, mpn) => {
  expect(parseOfferId(text)).toEqual(parts);
  expect(baseOfferId(text)).toBe(base);
  expect(mpnOf(text)).toBe(mpn);
});

test("an MPN and a level make an offer id and come back", () => {
  const mpn = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 -]{0,20}[A-Za-z0-9]$/);
  fc.assert(
    fc.property(mpn, fc.constantFrom("01", "02", "14", "T1", "TG"), (given, level) => {
      const offerId = offerIdOf(given, level);
      expect(parseOfferId(offerId)).toEqual({ mpn: given, level, kind: "A12" });
      expect(baseOfferId(offerId)).toBe(offerIdOf(given));
      expect(normaliseOfferId(offerId.slice(0, -5) + offerId.slice(-5).toLowerCase())).toBe(offerId);
      expect(isSameProduct(offerId, offerIdOf(given))).toBe(true);
    }),
  );
  expect(isSameProduct("65304768CA01A12", "65304768CB01A12")).toBe(false);
  expect(isSameProduct("x", "x")).toBe(false);
});
