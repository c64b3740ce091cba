import { describe, expect, it } from "vitest";
import { patternPieces, patternProblem, searchPattern } from "./rql-pattern";

describe("patterns", () => {
  it.each<[string, string[]]>([
    ["abc", ["abc"]],
    ["*abc*", ["", "abc", ""]],
    ["a*b\\*c", ["a", "b*c"]],
    ["*\\**", ["", "*", ""]],
    ["a\\b", ["a\\b"]],
    ["\\\\*", ["\\*"]],
    ["*", ["", ""]],
    ["", [""]],
  ])("splits %s", (pattern, pieces) => {
    expect(patternPieces(pattern)).toEqual(pieces);
  });

  it("refuses two wildcards side by side and more than five", () => {
    expect(patternProblem("a**b")).toContain("“**”");
    expect(patternProblem("**")).toContain("“**”");
    expect(patternProblem("*a*b*c*d*")).toBeUndefined();
    expect(patternProblem("*a*b*c*d*e*")).toContain("at most 5");
    expect(() => patternPieces("**")).toThrow("in the pattern “**”");
  });

  it.each([
    ["abc", "*abc*"],
    ["*abc*", "*abc*"],
    ["a**b", "*a*b*"],
    ["5\\*", "*5\\**"],
    ["**", "*"],
    ["", "*"],
    ["a\\", "*a*"],
    ["a*b*c*d*e*f", "*a*b*c*d*"],
  ])("searches for %s with %s", (text, pattern) => {
    expect(searchPattern(text)).toBe(pattern);
    expect(patternProblem(pattern)).toBeUndefined();
  });
});
