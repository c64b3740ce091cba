import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDomainError } from "../domain/errors";
import { parseJson, textFault } from "./json-text";

function refusal(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return error.message;
    throw error;
  }
  return "";
}

describe("is refused with its place", () => {
  test.each([
    ["a key twice", '{"a":1,"a":2}', /^a: the key stands twice/],
    ["a key twice, deep inside", '{"a":[{"b":{"c":1,"\\u0063":2}}]}', /^a\.0\.b\.c: the key stands twice/],
    ["a sixteenth digit", '{"price":1234567890123456}', /^price: has 16 significant digits; at most 15/],
    ["a sixteenth digit behind the point", '{"price":0.1234567890123456}', /^price: has 16 significant/],
    ["a number beyond all", '{"price":1e400}', /^price: is 1e400, which is out of the range/],
    ["a number that would turn to zero", '{"price":1e-400}', /^price: is 1e-400/],
    ["the NUL character", '{"name":"a\\u0000b"}', /^name: must not contain the NUL character/],
    ["the NUL character in a key", '{"x":{"a\\u0000b":1}}', /^x: has a key that must not contain the NUL/],
    ["half of a surrogate pair", '["\\ud800"]', /^0: must be well-formed Unicode/],
    ["half of a surrogate pair in a key", '{"\\udc00":1}', /^body: has a key that must be well-formed/],
    ["a key that no object takes", '{"__proto__":{"role":"admin"}}', /^__proto__: is not a possible key/],
    ["a line break within text", '{"name":"a\nb"}', /^body: is not valid JSON/],
    ["a comma at the end", '{"a":1,}', /^body: is not valid JSON: .* at character 8/],
    ["a comment", '{"a":1 /* no */}', /^body: is not valid JSON/],
    ["half a body", '{"name":', /^body: is not valid JSON/],
    ["two bodies", "{} {}", /^body: is not valid JSON/],
    ["a word", "hello", /^body: is not valid JSON/],
    ["a number that JSON does not have", '{"a":01}', /^body: is not valid JSON/],
    ["nothing", "", /^body: is not valid JSON/],
  ])("%s", (_, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  test("deep nesting, however deep", () => {
    expect(parseJson(`${"[".repeat(32)}1${"]".repeat(32)}`)).toBeDefined();
    for (const depth of [33, 5000, 1_000_000]) {
      expect(refusal("[".repeat(depth)), String(depth)).toMatch(/^body: is nested deeper than 32 levels/);
      expect(refusal('{"a":'.repeat(depth))).toMatch(/^body: is nested deeper than 32 levels/);
    }
    expect(parseJson('{"text":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\"[["}')).toBeDefined();
  });
});

test("fifteen digits, exponents and zeros around them pass", () => {
  expect(
    parseJson("[123456789012345, 0.00000123, 1.50000000000000000, 1e5, -0, 100000000000000000000]"),
  ).toEqual([123456789012345, 0.00000123, 1.5, 100_000, -0, 1e20]);
});

test("whatever a JSON writer writes comes back as it was", () => {
  const plain = fc.jsonValue({ maxDepth: 5 }).filter((value) => {
    const text = JSON.stringify(value);
    return !text.includes("\\u0000") && !text.includes("__proto__") && !/\d{16}|e|\\ud/.test(text);
  });
  fc.assert(
    fc.property(plain, (value) => {
      const text = JSON.stringify(value);
      const longest = Math.max(0, ...[...text.matchAll(/[\d.]+/g)].map(([one]) => one.length));
      fc.pre(longest < 15);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test("no text whatever ends in anything but a value or a refusal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      refusal(text);
      refusal(`{"a":${text}}`);
    }),
  );
});

test("text is judged by what a database can hold", () => {
  expect(textFault("Größe 😀")).toBeUndefined();
  expect(textFault("a\0")).toContain("NUL");
  expect(textFault("\ud83d")).toContain("surrogate");
});
