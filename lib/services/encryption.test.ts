import fc from "fast-check";
import { expect, test } from "vitest";
import { decrypt, encrypt } from "./encryption";
import { hashSecret, installationSecret, matchesHash, newSecret } from "./secrets";

test("what was encrypted for a purpose comes back for that purpose", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
      fc.string(),
      (text, purpose) => {
        expect(decrypt(encrypt(text, purpose), purpose)).toBe(text);
      },
    ),
    { numRuns: 50 },
  );
});

test("the same text never looks the same twice, and does not show through", () => {
  const [one, other] = [
    encrypt("client secret", "connector:MP-1"),
    encrypt("client secret", "connector:MP-1"),
  ];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, "base64url").toString("latin1")).not.toContain("client secret");
});

test("another purpose, a changed byte and half a text are refused", () => {
  const sealed = encrypt("client secret", "connector:MP-1");
  expect(() => decrypt(sealed, "connector:MP-2")).toThrow();
  const bytes = Buffer.from(sealed, "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => decrypt(changed.toString("base64url"), "connector:MP-1"), `byte ${at}`).toThrow();
  }
  for (const length of [0, 11, 27]) {
    expect(() => decrypt(bytes.subarray(0, length).toString("base64url"), "connector:MP-1")).toThrow();
  }
});

test("secrets are long, differ, and are known again by their hash alone", () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
  const [secret = "", other = ""] = secrets;
  expect(hashSecret(secret)).not.toContain(secret);
  expect(matchesHash(secret, hashSecret(secret))).toBe(true);
  expect(matchesHash(other, hashSecret(secret))).toBe(false);
  expect(matchesHash(secret, "")).toBe(false);
  expect(matchesHash("", hashSecret(secret))).toBe(false);
});

test("the installation has one secret", () => {
  expect(installationSecret()).toBe(process.env.CHANNELBOOK_SECRET);
});
