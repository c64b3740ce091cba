import { expect, test } from "vitest";
import { conflict, DomainError, invalid, invalidFields, isDomainError, notFound } from "./errors";

test("one wrong field is a sentence and an issue with its rule and value", () => {
  const error = invalid("price", "is −1; at least 0 is allowed", { rule: "range", value: "-1" });
  expect(error).toMatchObject({ code: "invalid", message: "price: is −1; at least 0 is allowed" });
  expect(error.issues).toEqual([
    { path: "price", message: "is −1; at least 0 is allowed", rule: "range", value: "-1" },
  ]);
});

test("several wrong fields are told at once", () => {
  const issues = [
    { path: "name", message: "is empty" },
    { path: "items.0.mpn", message: "is unknown" },
  ];
  const error = invalidFields(issues);
  expect(error.message).toBe("name: is empty; items.0.mpn: is unknown");
  expect(error.issues).toEqual(issues);
});

test("not there and not yours are the same words", () => {
  expect(notFound("Price list", "PL-1")).toMatchObject({
    code: "not_found",
    message: "Price list PL-1 was not found.",
  });
});

test("a reason, details and the cause are kept; without them there are none", () => {
  const cause = new Error("socket");
  const error = new DomainError("upstream", "Away.", { reason: "query", details: [1], cause });
  expect(error).toMatchObject({ code: "upstream", reason: "query", details: [1], cause, issues: [] });
  expect(conflict("Changed.").reason).toBeUndefined();
  expect(isDomainError(error)).toBe(true);
  expect(isDomainError(cause)).toBe(false);
  expect(isDomainError({ code: "invalid", message: "x" })).toBe(false);
});
