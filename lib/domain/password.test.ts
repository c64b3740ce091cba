import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NewPassword, passwordProblem } from "./password";

const ada = { name: "Ada Lovelace", email: "countess@example.com" };

describe("passwordProblem", () => {
  it.each([
    ["correct horse battery"],
    ["Tuesdays are for soup"],
    ["x9!Kq2#vLm0p"],
    ["wir fahren morgen ans Meer"],
    ["пять зелёных слонов"],
    ["my password is long and odd"],
    ["12 bananas, 3 pears"],
  ])("accepts %j", (password) => {
    expect(passwordProblem(password, ada)).toBeUndefined();
  });

  it.each([
    ["", "Use at least 12 characters; this one has 0."],
    ["short but ok", undefined],
    ["elevenchars", "Use at least 12 characters; this one has 11."],
    ["😀😀😀", "this one has 3"],
    ["a b".repeat(43), "Use at most 128 characters; this one has 129."],
    ["aaaaaaaaaaaaaaaa", "more different characters"],
    ["abababababababab", "more different characters"],
    ["123456789012", "more different characters"],
    ["abcdefghijklmnop", "more different characters"],
    ["password1234", "guessed first"],
    ["P@ssw0rd!2026", "guessed first"],
    ["Channelbook2026!", "guessed first"],
    ["qwerty123456!", "guessed first"],
    ["lovelace-1815", "Do not build it from your name or e-mail address (“lovelace”)."],
    ["Countess2026", "(“countess”)"],
    ["with\u0000a nul inside", "can be typed"],
  ])("answers for %j: %s", (password, message) => {
    const problem = passwordProblem(password, ada);
    if (message === undefined) expect(problem).toBeUndefined();
    else expect(problem).toContain(message);
  });

  it("accepts nothing shorter than twelve or longer than 128 characters, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (password) => {
        const count = [...password].length;
        const fits = count >= 12 && count <= 128;
        expect(passwordProblem(password) === undefined && !fits).toBe(false);
      }),
    );
  });

  it("accepts random characters", () => {
    const random = fc.array(fc.constantFrom(..."abcdefghjkmnpqrstuvwxyz23456789"), {
      minLength: 20,
      maxLength: 40,
    });
    fc.assert(
      fc.property(random, (signs) => {
        fc.pre(new Set(signs).size > 8);
        expect(passwordProblem(signs.join(""))).toBeUndefined();
      }),
    );
  });
});

it("never shows the refused password in the error", () => {
  const { error } = NewPassword.safeParse("password1234");
  expect(JSON.stringify(error?.issues)).not.toContain("password1234");
});
