import { describe, expect, it } from "vitest";
import { actorCommands, findById, matchCommands, type ShellActor } from "./commands";
import { isCurrent, navigation } from "./nav";

const vendor: ShellActor = {
  name: "Vera",
  role: "editor",
  account: { id: "VA-000-001", name: "Northwind", kind: "vendor" },
};

function titles(actor: ShellActor, query = ""): string[] {
  return matchCommands(actorCommands(actor), query).flatMap(({ items }) => items.map(({ title }) => title));
}

describe("commands", () => {
  it("offers what the account's kind may create", () => {
    expect(titles(vendor)).toContain("New offer");
    expect(titles(vendor)).not.toContain("New marketplace");
    const distributor: ShellActor = { ...vendor, account: { ...vendor.account, kind: "distributor" } };
    expect(titles(distributor)).toContain("New marketplace");
    expect(titles(distributor)).not.toContain("New offer");
  });

  it("offers a viewer nothing to create", () => {
    expect(titles({ ...vendor, role: "viewer" }).filter((title) => title.startsWith("New"))).toEqual([]);
  });

  it("matches every word in any order", () => {
    expect(titles(vendor, "list price new")).toEqual(["New price list"]);
    expect(titles(vendor, "nothing like this")).toEqual([]);
  });

  it.each([
    ["PL-667-945-709", "/go/PL-667-945-709"],
    [" plv-667-945-709-0003 ", "/go/PLV-667-945-709-0003"],
    ["PRD-207-752-513-0001", "/go/PRD-207-752-513-0001"],
    ["LSTR-667-945-709", "/go/LSTR-667-945-709"],
    ["MP-12345", "/go/MP-12345"],
    ["TA-1234-5678-9012", "/go/TA-1234-5678-9012"],
  ])("finds %s by id", (text, href) => {
    expect(findById(text)).toMatchObject({ href });
    expect(matchCommands([], text)).toHaveLength(1);
  });

  it.each(["", "PL", "PL-", "XX-123-456-789", "price list", "PL-12a-456"])("takes %j for no id", (text) => {
    expect(findById(text)).toBeUndefined();
  });

  it.each(Object.entries(navigation))("gives every place of a %s its own keys and address", (_, groups) => {
    const items = groups.flatMap((group) => group.items);
    expect(new Set(items.map(({ shortcut }) => shortcut)).size).toBe(items.length);
    expect(new Set(items.map(({ href }) => href)).size).toBe(items.length);
  });
});

describe("isCurrent", () => {
  it.each([
    ["/", "/", true],
    ["/", "/offers", false],
    ["/offers", "/offers", true],
    ["/offers", "/offers/OFR-123-456-789", true],
    ["/offers", "/offers-old", false],
    ["/settings/tokens", "/settings/members", true],
  ])("%s at %s is %s", (href, pathname, expected) => {
    expect(isCurrent(href, pathname)).toBe(expected);
  });
});
