import { describe, expect, it } from "vitest";
import { EmailAddress, linkRefusal, linkState, memberRefusal, PersonName } from "./member";

const at = (text: string) => new Date(`2026-11-${text}Z`);
const link = { usedAt: null, withdrawnAt: null, expiresAt: at("10T00:00:00") };

describe("linkState", () => {
  it.each([
    ["open until the last millisecond", link, at("09T23:59:59.999"), "open"],
    ["expired at the instant", link, at("10T00:00:00"), "expired"],
    [
      "used, even when it has expired since",
      { ...link, usedAt: at("09T00:00:00") },
      at("11T00:00:00"),
      "used",
    ],
    ["withdrawn", { ...link, withdrawnAt: at("09T00:00:00") }, at("09T01:00:00"), "withdrawn"],
  ] as const)("is %s", (_, given, now, expected) => {
    expect(linkState(given, now)).toBe(expected);
  });

  it("says something of its own for every state that does not work", () => {
    const states = ["used", "withdrawn", "expired", "unknown"] as const;
    for (const kind of ["invitation", "password"] as const) {
      expect(linkRefusal(kind, "open")).toBeUndefined();
      const sentences = states.map((state) => linkRefusal(kind, state));
      expect(new Set(sentences).size).toBe(states.length);
      expect(sentences).not.toContain(undefined);
    }
  });
});

describe("memberRefusal", () => {
  const ann = { id: "UR-1", name: "Ann", role: "admin" } as const;
  const bob = { id: "UR-2", name: "Bob", role: "admin" } as const;
  const cat = { id: "UR-3", name: "Cat", role: "viewer" } as const;

  it.each([
    ["another admin", ann, bob, [ann, bob, cat], undefined],
    ["a viewer", ann, cat, [ann, cat], undefined],
    ["oneself", ann, ann, [ann, bob], "Ask another admin"],
    ["the last admin, by somebody who was one", cat, ann, [ann, cat], "Ann is the last admin"],
  ])("of %s", (_, actor, person, members, expected) => {
    for (const act of ["role", "remove"] as const) {
      const reason = memberRefusal(actor, person, members, act);
      if (expected === undefined) expect(reason).toBeUndefined();
      else expect(reason).toContain(expected);
    }
  });
});

it.each([
  [" Ada@Example.COM ", "ada@example.com"],
  ["ada", undefined],
  ["ada@example", undefined],
  [`${"a".repeat(320)}@example.com`, undefined],
])("reads the e-mail address %j as %s", (text, expected) => {
  expect(EmailAddress.safeParse(text).data).toBe(expected);
});

it.each([
  ["  Ada Lovelace ", "Ada Lovelace"],
  ["", undefined],
  ["a\u0000b", undefined],
  ["x".repeat(101), undefined],
])("reads the name %j as %s", (text, expected) => {
  expect(PersonName.safeParse(text).data).toBe(expected);
});
