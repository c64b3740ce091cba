import { describe, expect, test } from "vitest";
import {
  type Actor,
  accountKinds,
  authorise,
  can,
  denial,
  type Permission,
  permissions,
  roles,
  scopeOf,
  tokenModules,
  visibleColumns,
} from "./access";
import { isDomainError } from "./errors";

const all = Object.keys(permissions) as Permission[];

function someone(change: Partial<Actor> = {}): Actor {
  const account = { id: "VA-100-001", kind: "vendor" as const, name: "Lumen" };
  return { type: "user", id: "UR-1", name: "Vera", account, role: "admin", modules: null, ...change };
}

const of = (kind: Actor["account"]["kind"], change: Partial<Actor> = {}) =>
  someone({ account: { id: "X", kind, name: "X" }, ...change });

describe("the table of permissions", () => {
  test.each(all)("%s names a module, somebody who has it, and what it is for", (permission) => {
    const { module, kinds, roles: allowed, description } = permissions[permission];
    expect(tokenModules).toContain(module);
    expect(kinds.length).toBeGreaterThan(0);
    expect(allowed).toContain("admin");
    expect(description).toMatch(/^[A-Z].*[^.]$/);
  });

  test("everybody who may write may also read the same things", () => {
    for (const permission of all.filter((one) => !one.endsWith(":read"))) {
      const read = all.find((one) => one === `${permission.split(":")[0]}:read`);
      if (!read) continue;
      for (const kind of accountKinds)
        for (const role of roles)
          if (can(of(kind, { role }), permission)) expect(can(of(kind, { role }), read), read).toBe(true);
    }
  });

  test("a viewer changes nothing: what it has are reads and the preview, which writes nothing", () => {
    for (const kind of accountKinds) {
      const allowed = all.filter((permission) => can(of(kind, { role: "viewer" }), permission));
      expect(allowed.filter((one) => !one.endsWith(":read") && one !== "checkout:preview")).toEqual([]);
    }
  });

  test("an editor does all that an admin does, but for tokens and the like", () => {
    for (const kind of accountKinds) {
      const missing = all.filter((one) => can(of(kind), one) && !can(of(kind, { role: "editor" }), one));
      expect(missing.filter((one) => permissions[one].module !== "account")).toEqual([]);
    }
  });

  test.each([
    ["products:write", ["vendor"]],
    ["offers:write", ["vendor"]],
    ["pricing:write", ["vendor", "distributor"]],
    ["pricing:publish", ["vendor", "distributor"]],
    ["listings:request", ["vendor"]],
    ["listings:review", ["distributor"]],
    ["marketplaces:write", ["distributor"]],
    ["discounts:write", ["vendor"]],
    ["discounts:read", ["vendor", "distributor"]],
    ["customers:write", ["distributor", "reseller"]],
    ["checkout:preview", ["distributor", "reseller"]],
  ] as const)("%s belongs to %j", (permission, kinds) => {
    expect(accountKinds.filter((kind) => can(of(kind), permission))).toEqual(kinds);
  });
});

describe("a denial says why", () => {
  test("by the kind of account, then the role, then the token's module", () => {
    expect(denial(of("distributor"), "products:write")).toBe(
      "Only a vendor account can create, edit, import and publish products and items.",
    );
    expect(denial(someone({ role: "viewer" }), "products:write")).toBe(
      "Your role is viewer; to create, edit, import and publish products and items you need the role admin or editor.",
    );
    expect(denial(someone({ type: "token", modules: ["pricing"] }), "products:write")).toBe(
      "This token is not allowed to use the module products.",
    );
    expect(denial(someone({ type: "token", modules: ["products"] }), "products:write")).toBeUndefined();
    expect(denial(someone({ type: "token", modules: [] }), "products:read")).toContain("products");
  });

  test("and is thrown as forbidden with the same sentence", () => {
    try {
      authorise(someone({ role: "viewer" }), "offers:write");
      expect.unreachable();
    } catch (error) {
      expect(isDomainError(error) && [error.code, error.message]).toEqual([
        "forbidden",
        denial(someone({ role: "viewer" }), "offers:write"),
      ]);
    }
    expect(() => authorise(someone(), "offers:write")).not.toThrow();
  });

  test("the system may do all", () => {
    const system = someone({ type: "system", role: "viewer" });
    expect(all.filter((permission) => !can(system, permission))).toEqual([]);
  });
});

test("a scope follows the account, and only the system sees all", () => {
  const reseller = someone({
    account: { id: "TA-1", kind: "reseller", name: "R" },
    distributorId: "PA-200-001",
  });
  expect(scopeOf(someone())).toEqual({ kind: "vendor", vendorId: "VA-100-001" });
  expect(scopeOf(of("distributor"))).toEqual({ kind: "distributor", distributorId: "X" });
  expect(scopeOf(reseller)).toEqual({ kind: "reseller", resellerId: "TA-1", distributorId: "PA-200-001" });
  expect(scopeOf(someone({ type: "system" }))).toEqual({ kind: "all" });
});

test("a reseller sees the customer's price and its own tier's, never the cost nor custom columns", () => {
  expect(visibleColumns("vendor")).toBe("all");
  expect(visibleColumns("distributor", 2)).toBe("all");
  expect(visibleColumns("reseller")).toEqual(["st0p", "st1p"]);
  expect(visibleColumns("reseller", 2)).toEqual(["st0p", "st2p"]);
});
