import { describe, expect, test } from "vitest";
import { lineDetail, presentError } from "./errors";
import { codeRefusalOf, parseFailure, refusalSentence, refusalWords } from "./refusal";
import samples from "./samples/refusals.json" with { type: "json" };

describe("the documented refusals", () => {
  test.each(samples.map((one) => [`${one.body.code} ${JSON.stringify(one.body).slice(-60)}`, one] as const))(
    "%s",
    (_, { status, body }) => {
      const failure = parseFailure(status, body);
      expect(failure.code).toBe(body.code);
      const refusal = codeRefusalOf(failure);
      expect(refusal?.reason).toBe(
        {
          "2141": "not_qualified",
          "2142": "already_used",
          "2144": "not_combinable",
          "2145": "item_not_covered",
          "2146": "unknown_code",
          "2147": "not_combinable",
          "2166": "not_qualified",
        }[body.code],
      );
      const named = JSON.stringify(body).includes("Line Item: 1");
      if (refusal) expect(refusal.line).toBe(named ? 1 : null);
    },
  );
});

describe("details in every known shape", () => {
  test.each<[unknown, number | null, string | null]>([
    [["Line Item: 12, Reason: NOT_FOUND"], 12, "NOT_FOUND"],
    [["Line Item: 12", "Reason: Invalid Flexible Discount"], 12, "Invalid Flexible Discount"],
    [["Line Item:7"], 7, null],
    ["line item: 3, reason: X", 3, "X"],
    [[{ line: 1 }], null, null],
    [undefined, null, null],
  ])("%j", (additionalDetails, line, reason) => {
    const failure = parseFailure(400, { code: 2141, message: "m", additionalDetails });
    expect([failure.code, failure.line, failure.reason]).toEqual(["2141", line, reason]);
  });

  test.each<[number, unknown, string | null, string]>([
    [504, { error_code: "504001", message: "Gateway" }, "504001", "Gateway"],
    [400, { error: "invalid_client", error_description: "bad secret" }, "invalid_client", "bad secret"],
    [502, "<html>", null, "The discount service answered 502."],
    [500, null, null, "The discount service answered 500."],
  ])("%d %j", (status, body, code, message) => {
    expect(parseFailure(status, body)).toMatchObject({ status, code, message, line: null });
  });
});

test("our own refusals are read back to the same reason", () => {
  for (const [reason, words] of Object.entries(refusalWords)) {
    const { status, body } = presentError("2141", [lineDetail(4, words)]);
    expect(codeRefusalOf(parseFailure(status, body))).toMatchObject({ line: 4, reason });
  }
});

test("the sentence carries upstream's words", () => {
  const { body } = presentError("2146", [lineDetail(1, "NOT_FOUND")]);
  const refusal = codeRefusalOf(parseFailure(400, body));
  expect(refusalSentence("X", refusal?.words ?? "")).toBe(
    "X was refused by the discount service: Invalid Flexible Discount Code (NOT_FOUND).",
  );
});
