import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findToken } from "@/db/accounts";
import { database } from "@/db/client";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "../domain/access";
import { everything } from "../domain/rql";
import { listActivity } from "./activity";
import { clock } from "./context";
import { actorOfToken, createToken, listTokens, revokeToken, TokenInput } from "./tokens";

const start = new Date("2026-05-02T12:00:00.000Z");
let vendor: Actor;

beforeEach(async () => {
  clock.set(start);
  vendor = await newVendor();
});
afterEach(() => clock.set(null));

const input = (fields: Record<string, unknown> = {}) =>
  TokenInput.parse({ name: "Integration", role: "editor", ...fields });

describe("a token", () => {
  test("is its account with its own role and modules", async () => {
    const { id, header } = await createToken(vendor, input({ modules: ["pricing"] }));
    expect(header).toMatch(/^ApiKey SU-\d{3}-\d{3}-\d{3}:[\w-]{43}$/);
    expect(await actorOfToken(header)).toEqual({
      type: "token",
      id,
      name: "Integration",
      account: vendor.account,
      role: "editor",
      modules: ["pricing"],
    });
  });

  test("of a reseller knows its distributor", async () => {
    const distributor = await newDistributor();
    const reseller = await newReseller(distributor);
    const { header } = await createToken(reseller, input());
    expect(await actorOfToken(header)).toMatchObject({ distributorId: distributor.account.id });
  });

  test("is kept only as a hash, and the audit does not hold it either", async () => {
    const { id, header } = await createToken(vendor, input());
    const secret = header.split(":")[1] ?? "";
    const { rows } = await listActivity(vendor, everything);
    const kept = JSON.stringify([await findToken(database(), id), await listTokens(vendor), rows]);
    expect(kept).toContain(id);
    expect(kept).not.toContain(secret);
  });

  test("says when it was last used, to a minute", async () => {
    const { id, header } = await createToken(vendor, input());
    const lastUsed = async () => (await findToken(database(), id))?.token.lastUsedAt?.getTime();
    expect(await lastUsed()).toBeUndefined();
    await actorOfToken(header);
    expect(await lastUsed()).toBe(start.getTime());
    clock.set(new Date(start.getTime() + 60_000));
    await actorOfToken(header);
    expect(await lastUsed()).toBe(start.getTime());
    clock.set(new Date(start.getTime() + 60_001));
    await actorOfToken(header);
    expect(await lastUsed()).toBe(start.getTime() + 60_001);
  });

  test("ends at its expiry, to the millisecond", async () => {
    const { header } = await createToken(vendor, input({ expires_at: "2026-05-02T13:00:00Z" }));
    clock.set(new Date("2026-05-02T12:59:59.999Z"));
    await expect(actorOfToken(header)).resolves.toBeDefined();
    clock.set(new Date("2026-05-02T13:00:00.000Z"));
    await expect(actorOfToken(header)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("ends at once when it is revoked; revoking it again changes nothing", async () => {
    const { id, header } = await createToken(vendor, input());
    clock.set(new Date(start.getTime() + 1));
    await revokeToken(vendor, id);
    await expect(actorOfToken(header)).rejects.toMatchObject({ code: "unauthenticated" });
    await revokeToken(vendor, id);
    const { rows } = await listActivity(vendor, everything);
    expect(rows.map(({ verb }) => verb)).toEqual(["revoke", "create"]);
  });
});

test.each([
  "",
  "ApiKey",
  "ApiKey SU-100-000-001",
  "ApiKey SU-100-000-001:",
  "apikey SU-100-000-001:secret",
  "ApiKey SU-100-000-001:secret more",
  "ApiKey SU-1-0-0:secret",
  "Basic dXNlcjpwYXNz",
])("“%s” is nobody", async (header) => {
  await expect(actorOfToken(header)).rejects.toMatchObject({
    code: "unauthenticated",
    message: "API request is unauthorized.",
  });
});

test("another token's secret is nobody's", async () => {
  const [one, other] = [await createToken(vendor, input()), await createToken(vendor, input())];
  const mixed = `ApiKey ${one.id}:${other.header.split(":")[1]}`;
  await expect(actorOfToken(mixed)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("only an admin sees, makes and revokes tokens", async () => {
  const { id } = await createToken(vendor, input());
  for (const role of ["viewer", "editor"] as const) {
    const person = as(role, vendor);
    await expect(listTokens(person)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createToken(person, input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeToken(person, id)).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("a neighbour does not find it, and it stays as it is", async () => {
  const { id, header } = await createToken(vendor, input());
  const neighbour = await newVendor();
  await expect(revokeToken(neighbour, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await listTokens(neighbour)).toEqual([]);
  await expect(actorOfToken(header)).resolves.toMatchObject({ id });
});

test.each([
  [{ name: " " }, "name"],
  [{ name: "x".repeat(101) }, "name"],
  [{ role: "owner" }, "role"],
  [{ modules: ["money"] }, "modules.0"],
  [{ expires_at: "tomorrow" }, "expires_at"],
  [{ secret: "x" }, ""],
])("%j is refused", (fields, path) => {
  const parsed = TokenInput.safeParse({ name: "Integration", role: "editor", ...fields });
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
