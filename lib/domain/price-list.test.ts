import { describe, expect, test } from "vitest";
import {
  checkFixedFields,
  checkListAction,
  createPriceListInput,
  createVersionInput,
  listRefusal,
  listStatus,
  priceListActions,
  scheduleInput,
} from "./price-list";
import { type VersionStatus, versionStatuses } from "./states";
import { tableFaults } from "./transitions";

const body = {
  name: " EU list ",
  currency: "EUR",
  attributes: [{ name: "Price" }],
  products: [{ id: "PRD-207-752-513" }],
};

function messagesOf(
  schema: typeof createPriceListInput | typeof createVersionInput,
  input: unknown,
): string[] {
  const result = schema.safeParse(input);
  return result.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
}

describe("the status of a list", () => {
  test.each<[VersionStatus[], boolean, string]>([
    [[], false, "draft"],
    [["draft"], false, "draft"],
    [["draft", "scheduled"], false, "scheduled"],
    [["active", "scheduled"], false, "active"],
    [["expired", "active"], false, "active"],
    [["expired", "draft"], false, "active"],
    [["expired", "draft"], true, "terminated"],
  ])("%j, terminated %s: %s", (versions, terminated, status) => {
    expect(listStatus(versions, terminated)).toBe(status);
  });

  test("terminate only from active, delete only in draft, nothing after termination", () => {
    expect(checkListAction({ id: "PL-1", status: "active" }, "terminate")).toBe("terminated");
    expect(checkListAction({ id: "PL-1", status: "draft" }, "remove")).toBe("deleted");
    expect(listRefusal({ id: "PL-1", status: "draft" }, "terminate")).toBe(
      "PL-1 is draft: terminate is not possible. Allowed: edit, remove.",
    );
    expect(listRefusal({ id: "PL-1", status: "scheduled" }, "remove")).toBe(
      "PL-1 is scheduled: remove is not possible. Allowed: edit.",
    );
    for (const action of ["edit", "terminate", "remove"] as const) {
      expect(() => checkListAction({ id: "PL-1", status: "terminated" }, action)).toThrow(
        "PL-1 is terminated: it accepts nothing more.",
      );
    }
  });

  test("the table knows every state; scheduled and active follow from the versions", () => {
    expect(tableFaults(priceListActions, "active")).toEqual([
      "draft cannot be reached",
      "scheduled cannot be reached",
      "deleted cannot be reached",
    ]);
    expect(versionStatuses.map((status) => listStatus([status], false))).toEqual([
      "draft",
      "scheduled",
      "active",
      "active",
    ]);
  });
});

describe("the bodies of lists and versions", () => {
  test("a list gets the defaults of the platform", () => {
    expect(createPriceListInput.parse(body)).toEqual({
      ...body,
      name: "EU list",
      description: null,
      compatibility: null,
      precision: 0.01,
    });
  });

  test.each<[object, string]>([
    [{ name: "" }, "name: must not be empty"],
    [{ name: "x".repeat(513) }, "name: may have at most 512 characters"],
    [{ description: "x".repeat(2049) }, "description: may have at most 2048 characters"],
    [{ currency: "usd" }, "currency: “usd” is not a currency code such as USD or EUR"],
    [
      { precision: 1 },
      "precision: 1 is not allowed; use 0 (whole numbers), 0.1, 0.01 and so on to 0.00000001",
    ],
    [{ attributes: [] }, "attributes: must name at least one column"],
    [{ products: [] }, "products: must name at least one product"],
    [{ products: [{ id: "PRD-1" }, { id: "PRD-1" }] }, "products: names a product twice"],
  ])("%j is refused", (fault, message) => {
    expect(messagesOf(createPriceListInput, { ...body, ...fault })).toEqual([message]);
  });

  test.each([512, 1])("a name of %d characters is accepted", (length) => {
    expect(createPriceListInput.parse({ ...body, name: "x".repeat(length) }).name).toHaveLength(length);
  });

  test("every precision from whole numbers to eight decimals is accepted", () => {
    for (const precision of [0, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001, 0.0000001, 0.00000001]) {
      expect(createPriceListInput.parse({ ...body, precision }).precision).toBe(precision);
    }
  });

  test("what is fixed after creation may be sent unchanged only", () => {
    const list = { currency: "EUR", decimals: 2, productIds: ["PRD-1", "PRD-2"] };
    const same = { currency: "EUR", precision: 0.01, products: [{ id: "PRD-2" }, { id: "PRD-1" }] };
    expect(() => checkFixedFields(list, same)).not.toThrow();
    expect(() => checkFixedFields(list, {})).not.toThrow();
    expect(() => checkFixedFields(list, { ...same, currency: "USD", precision: 0.1 })).toThrow(
      "currency: is fixed after creation: it is EUR; precision: is fixed after creation: it is 0.01",
    );
    expect(() => checkFixedFields(list, { products: [{ id: "PRD-1" }] })).toThrow(
      "products: is fixed after creation: it is PRD-1, PRD-2",
    );
  });

  test("a version names its list or its base", () => {
    expect(messagesOf(createVersionInput, { description: "x" })).toEqual([
      "base: must name the price list or a base version",
    ]);
    expect(createVersionInput.parse({ base: { id: "PLV-1" }, description: "x" }).points).toBe("copy");
    expect(messagesOf(createVersionInput, { base: { id: "PLV-1" }, description: "x".repeat(2049) })).toEqual([
      "description: may have at most 2048 characters",
    ]);
  });

  test.each([
    ["2026-12-01T00:00:00+00:00", "2026-12-01T00:00:00.000Z"],
    ["2026-12-01T01:30:00+01:30", "2026-12-01T00:00:00.000Z"],
    ["2026-12-01T00:00:00.001Z", "2026-12-01T00:00:00.001Z"],
  ])("the start %s is %s", (text, instant) => {
    expect(scheduleInput.parse({ start_at: text }).start_at).toEqual(new Date(instant));
  });

  test.each(["2026-12-01T00:00:00", "2026-12-01", "soon", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00Z"])(
    "the start %j is refused",
    (text) => {
      expect(scheduleInput.safeParse({ start_at: text }).success).toBe(false);
    },
  );
});
