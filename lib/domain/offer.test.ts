import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FeatureValueInput, readValueText, sameValue, valueInput, valueText } from "./feature-value";
import {
  deletionRefusal,
  OfferInput,
  OfferUpdate,
  OfferVersionInput,
  offerPresentation,
  offerTransitions,
  privacyRefusal,
  statusFor,
} from "./offer";
import { OfferContent, offerFindings, planPeriods, quantityRange } from "./offer-content";
import { offerDiff } from "./offer-diff";
import { FeatureInput, InventoryInput, PlanInput, PlanUpdate, planIssues, reordered } from "./offer-parts";
import { offerStatuses } from "./states";
import { tableFaults } from "./transitions";

describe("the states of an offer", () => {
  test("the table has no dead ends that were not meant", () => {
    expect(tableFaults(offerTransitions, "private")).toEqual([]);
    expect(Object.keys(offerPresentation)).toEqual([...offerStatuses]);
  });

  test("only what is not listed can be deleted", () => {
    expect(deletionRefusal("private")).toBeUndefined();
    expect(deletionRefusal("ready")).toBeUndefined();
    expect(deletionRefusal("listed")).toContain("listed");
  });

  test.each([
    ["private", 0, "private"],
    ["private", 1, "ready"],
    ["ready", 2, "ready"],
    ["ready", 0, "private"],
    ["listed", 1, "listed"],
  ] as const)("%s with %i public versions is %s", (status, count, expected) => {
    expect(statusFor(status, count)).toBe(expected);
  });

  test("a carried version stays public, and the carriers are named", () => {
    expect(privacyRefusal(2, [])).toBeUndefined();
    expect(privacyRefusal(2, ["LST-1"])).toBe("Version 2 cannot be made private: LST-1 carries it.");
    expect(privacyRefusal(2, ["a", "b", "c", "d", "e", "f", "g"])).toContain(
      "a, b, c, d, e and 2 more carry",
    );
  });
});

function issuesOf(result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) {
  return (result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

describe("what an offer is made from", () => {
  test("a full input, with what a client sends back unread", () => {
    expect(
      OfferInput.parse({
        id: "OFR-1",
        name: " For business ",
        description: "",
        audience: "Enterprise",
        product: { id: "PRD-1", name: "x" },
        stats: {},
      }),
    ).toEqual({
      name: "For business",
      description: null,
      audience: "enterprise",
      type: "generic",
      productId: "PRD-1",
    });
  });

  test.each([
    [{ product: { id: "P" } }, "name: is required"],
    [
      { name: "a".repeat(513), product: { id: "P" } },
      "name: is too long; at most 512 characters are allowed",
    ],
    [{ name: "a" }, "product: must name a product: {id}"],
    [{ name: "a", product: { id: "P" }, audience: "kids" }, 'audience: "kids" is not one of individuals'],
    [{ name: "a", product: { id: "P" }, colour: "red" }, "colour"],
  ])("%j is refused", (given, message) => {
    expect(issuesOf(OfferInput.safeParse(given)).join("; ")).toContain(message);
  });

  test("an update leaves alone what it does not name, and empties what it empties", () => {
    expect(OfferUpdate.parse({})).toEqual({});
    expect(OfferUpdate.parse({ audience: "", product: { id: "P" } })).toEqual({ audience: null });
  });

  test("a form says on, the API true", () => {
    expect(OfferVersionInput.parse({ public: "on" }).isPublic).toBe(true);
    expect(OfferVersionInput.parse({}).isPublic).toBe(false);
    expect(OfferVersionInput.safeParse({ public: "perhaps" }).success).toBe(false);
  });
});

describe("plans", () => {
  const given = { name: "Basic", color: "#2563eb", periods: ["yearly", "monthly"] };

  test("periods stand in one order, whatever the order given, each once", () => {
    expect(PlanInput.parse({ ...given, periods: ["yearly", "monthly", "yearly"] }).content.periods).toEqual([
      "monthly",
      "yearly",
    ]);
    expect(PlanUpdate.parse({ name: "Pro" }).content).toEqual({ name: "Pro" });
  });

  test.each([
    [{ ...given, periods: [] }, "at least one period"],
    [{ ...given, periods: ["weekly"] }, "“weekly” is not a period; allowed: monthly"],
    [{ ...given, name: "a".repeat(257) }, "at most 256"],
    [{ ...given, color: "c".repeat(33) }, "at most 32"],
    [{ ...given, gravity: {} }, "takes either before or after"],
    [{ ...given, commitments: [0] }, "at least 1"],
  ])("%j is refused", (bad, message) => {
    expect(issuesOf(PlanInput.safeParse(bad)).join("; ")).toContain(message);
  });

  test("the one-month trial belongs to one plan", () => {
    const others = [{ id: "PLN-1", name: "Basic", periods: ["monthly_trial"] }];
    expect(planIssues({ id: "PLN-2", periods: ["monthly_trial"] }, others, [])[0]?.message).toContain(
      "Basic (PLN-1) has it",
    );
    expect(planIssues({ id: "PLN-1", periods: ["monthly_trial"] }, others, [])).toEqual([]);
  });

  test("a period in use stays", () => {
    const inventory = [{ planId: "PLN-1", period: "yearly" }];
    expect(planIssues({ id: "PLN-1", periods: ["monthly"] }, [], inventory)[0]?.rule).toBe("period_in_use");
    expect(planIssues({ id: "PLN-1", periods: ["monthly", "yearly"] }, [], inventory)).toEqual([]);
  });
});

describe("order", () => {
  test("before and after a neighbour", () => {
    expect(reordered(["a", "b", "c"], "c", { before: { id: "a" } })).toEqual(["c", "a", "b"]);
    expect(reordered(["a", "b", "c"], "a", { after: { id: "b" } })).toEqual(["b", "a", "c"]);
    expect(() => reordered(["a"], "a", { after: { id: "a" } })).toThrow("the row itself");
    expect(() => reordered(["a", "b"], "a", { after: { id: "z" } })).toThrow("z is not one of b");
  });

  test("nothing is lost", () => {
    const lists = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(lists, fc.nat(), fc.nat(), fc.boolean(), (ids, a, b, before) => {
        const [moved = "", anchor = ""] = [ids[a % ids.length], ids[b % ids.length]];
        fc.pre(moved !== anchor);
        const order = reordered(ids, moved, before ? { before: { id: anchor } } : { after: { id: anchor } });
        expect(order.toSorted()).toEqual(ids.toSorted());
        expect(order.indexOf(moved) - order.indexOf(anchor)).toBe(before ? -1 : 1);
      }),
    );
  });
});

describe("values", () => {
  test.each([
    ["yes", "boolean", "true", null, "Yes"],
    [" No ", "boolean", "false", null, "No"],
    ["∞", "unlimited", null, null, "Unlimited"],
    ["10 GB", "number", "10", "GB", "10\u00A0GB"],
    ["1500.25", "number", "1500.25", null, "1,500.25"],
    ["99.9%", "number", "99.9", "%", "99.9\u00A0%"],
    ["24/7", "text", "24/7", null, "24/7"],
    ["1,000 users", "text", "1,000 users", null, "1,000 users"],
    ["Business hours", "text", "Business hours", null, "Business hours"],
  ])("“%s” typed into a cell is a %s", (typed, type, value, unit, shown) => {
    const read = readValueText(typed);
    expect(read).toEqual({ value: { type, value, unit } });
    if (!("value" in read) || !read.value) throw new Error("no value");
    expect(valueText(read.value)).toBe(shown);
    expect(readValueText(valueInput(read.value))).toEqual(read);
  });

  test("nothing typed is no value, and 64 characters are the most", () => {
    expect(readValueText("  ")).toEqual({ value: null });
    expect(readValueText("a".repeat(64))).toHaveProperty("value");
    expect(readValueText("a".repeat(65))).toEqual({ error: "65 characters; at most 64 are allowed" });
  });

  test.each([
    [{ value: true }, { type: "boolean", value: "true", unit: null }],
    [
      { value: 10, unit: "GB" },
      { type: "number", value: "10", unit: "GB" },
    ],
    [{ value: "24/7" }, { type: "text", value: "24/7", unit: null }],
    [{ type: "unlimited" }, { type: "unlimited", value: null, unit: null }],
    [
      { type: "number", value: "2.5" },
      { type: "number", value: "2.5", unit: null },
    ],
  ])("%j from the API", (given, expected) => {
    expect(FeatureValueInput.parse(given)).toEqual(expected);
  });

  test.each([
    [{ type: "boolean", value: "maybe" }, "neither yes nor no"],
    [{ type: "number", value: "ten" }, "is not a number"],
    [{ type: "text", value: "" }, "is empty"],
    [{ value: "a", unit: "GB" }, "only a number"],
    [{ type: "colour", value: "a" }, "must be one of boolean, text, number, unlimited"],
  ])("%j is refused", (given, message) => {
    expect(issuesOf(FeatureValueInput.safeParse(given)).join("; ")).toContain(message);
  });

  test("a feature names its group and its cells", () => {
    const read = FeatureInput.parse({
      name: "Storage",
      group: { id: "FGR-1" },
      plans: [{ id: "PLN-1", value: 5, unit: "GB" }],
    });
    expect(read.values).toEqual([{ planId: "PLN-1", value: { type: "number", value: "5", unit: "GB" } }]);
    const bad = FeatureInput.safeParse({ name: "a", group: { id: "g" }, plans: [{ value: "x" }] });
    expect(issuesOf(bad)).toEqual(["plans.0.id: must be a plan’s id"]);
  });

  test("the same value is the same", () => {
    const value = { type: "text", value: "a", unit: null } as const;
    expect(sameValue(value, { ...value })).toBe(true);
    expect(sameValue(null, undefined)).toBe(true);
    expect(sameValue(value, null)).toBe(false);
  });
});

describe("item lines", () => {
  const slot = { offerItemId: "OIT-1", planId: "PLN-1", period: "monthly", itemId: "PRD-1-0001" };

  test("an empty maximum is unlimited", () => {
    expect(InventoryInput.parse({ ...slot, min: "1", max: "" })).toMatchObject({ min: 1, max: null });
    expect(InventoryInput.parse(slot)).toMatchObject({ min: 1, max: null });
  });

  test.each([
    [{ ...slot, min: -1 }, "the minimum must be at least 0"],
    [{ ...slot, min: 1.5 }, "the minimum must be a whole number"],
    [{ ...slot, max: 0 }, "the maximum must be at least 1"],
    [{ ...slot, min: 10, max: 5 }, "the maximum 5 is below the minimum 10"],
  ])("%j is refused", (given, message) => {
    expect(issuesOf(InventoryInput.safeParse(given)).join("; ")).toContain(message);
  });

  test.each([
    [{ min: 0, max: null }, "Any quantity"],
    [{ min: 5, max: null }, "5 or more"],
    [{ min: 1, max: 1000 }, "1–1,000"],
    [{ min: 1, max: 1 }, "1"],
  ])("%j reads %s", (range, text) => {
    expect(quantityRange(range)).toBe(text);
  });
});

const plan = { id: "PLN-1", name: "Basic", color: "blue", periods: ["monthly"] };
const group = { id: "FGR-1", name: "Support" };
const value = { type: "text", value: "E-mail" } as const;
const feature = { id: "FTR-1", groupId: "FGR-1", name: "Channel", values: { "PLN-1": value } };
const before = OfferContent.parse({ name: "O", plans: [plan], groups: [group], features: [feature] });

describe("the difference between two versions", () => {
  test("none", () => {
    expect(offerDiff(before, before)).toEqual({ summary: { added: 0, removed: 0, changed: 0 }, changes: [] });
  });

  test("fields, parts, cells and order, in words", () => {
    const after = OfferContent.parse({
      name: "O2",
      audience: "enterprise",
      plans: [{ ...plan, id: "PLN-2", name: "Pro", periods: [...planPeriods] }, plan],
      groups: [group],
      features: [{ ...feature, values: { "PLN-1": { type: "text", value: "Phone" } } }],
    });
    const { summary, changes } = offerDiff(before, after);
    expect(summary).toEqual({ added: 1, removed: 0, changed: 2 });
    expect(changes.map((c) => `${c.part} ${c.kind} ${c.name}`)).toEqual([
      "offer changed O2",
      "plan added Pro",
      "value changed Channel in Basic",
    ]);
    expect(changes[0]?.fields).toEqual([
      { field: "Name", before: "O", after: "O2" },
      { field: "Audience", before: null, after: "Enterprise" },
    ]);
    expect(changes[2]?.fields).toEqual([{ field: "Value", before: "E-mail", after: "Phone" }]);
  });

  test("what only moved is one change", () => {
    const two = OfferContent.parse({ ...before, plans: [plan, { ...plan, id: "PLN-2", name: "Pro" }] });
    const moved = { ...two, plans: two.plans.toReversed() };
    expect(offerDiff(two, moved).changes).toEqual([
      {
        part: "plan",
        name: "Order of plans",
        kind: "changed",
        fields: [{ field: "Order", before: "Basic, Pro", after: "Pro, Basic" }],
      },
    ]);
  });

  test("what is lost is shown as lost", () => {
    const { changes } = offerDiff(before, OfferContent.parse({ name: "O" }));
    expect(changes.map((c) => `${c.kind} ${c.name}`)).toEqual([
      "removed Basic",
      "removed Support",
      "removed Channel",
    ]);
  });
});

describe("what is missing", () => {
  test("of nothing, everything", () => {
    expect(offerFindings(OfferContent.parse({ name: "O" })).map((f) => f.code)).toEqual(["no_plans"]);
  });

  test("cells, groups and items are counted and named", () => {
    const content = OfferContent.parse({
      ...before,
      groups: [group, { id: "FGR-2", name: "Empty" }],
      features: [{ ...feature, values: {} }],
      items: [{ id: "OIT-1", name: "Licence" }],
    });
    expect(offerFindings(content).map((f) => [f.code, f.count, f.sample])).toEqual([
      ["empty_value", 1, ["Channel in Basic"]],
      ["empty_group", 1, ["Empty"]],
      ["no_item", 1, ["Basic, 1 month"]],
      ["unused_item", 1, ["Licence"]],
    ]);
  });
});
