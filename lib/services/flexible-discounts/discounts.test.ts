import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { withTermsAt } from "@/db/flexible-discounts";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "../../domain/access";
import { type DiscountInput, discountInput } from "../../domain/discount-input";
import { DomainError } from "../../domain/errors";
import { ItemInput } from "../../domain/item";
import { everything, parseListQuery } from "../../domain/rql";
import { listActivity } from "../activity";
import { clock } from "../context";
import { updateItem } from "../products/change-item";
import { createItem, listItems } from "../products/items";
import { createProduct, listProducts } from "../products/products";
import { newContract, newMarketplace } from "../testing/listings";
import {
  createDiscount,
  deleteDiscount,
  discountCounts,
  endDiscount,
  getDiscount,
  listDiscounts,
  updateDiscount,
} from "./discounts";

const start = new Date("2026-05-02T12:00:00Z");
const newItem = ItemInput.parse({
  name: "All apps",
  mpn: "M-1",
  description: "All apps",
  type: "reservation",
  period: "yearly",
  precision: "integer",
  unit: { id: "licenses" },
});
let vendor: Actor;

beforeEach(async () => {
  clock.set(start);
  vendor = await newVendor();
  const { id: productId } = await createProduct(vendor, { name: "Suite", description: null });
  await createItem(vendor, { productId, item: { ...newItem, mpn: "M-1" } });
});
afterEach(() => clock.set(null));

const at = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const input = (change: Record<string, unknown> = {}): DiscountInput =>
  discountInput.parse({
    name: "Spring sale",
    code: "SPRING",
    type: "PERCENTAGE_DISCOUNT",
    value: "10",
    segments: ["COM"],
    start_date: start.toISOString(),
    ...change,
  });
const scheduled = { start_date: at(60_000).toISOString() };

/** What was refused: the code and, where there are any, the fields. */
async function refusalOf(work: Promise<unknown>): Promise<{ code: string; fields: string[] }> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${error}`);
  return { code: error.code, fields: error.issues.map(({ path }) => path) };
}

async function verbsOf(id: string): Promise<string[]> {
  const { rows } = await listActivity(vendor, parseListQuery(`eq(object.id,${id})`));
  return rows.map(({ verb }) => verb).toSorted();
}

test("a discount comes back as it was given, and its making is recorded", async () => {
  const made = await createDiscount(
    vendor,
    input({ description: "Ten off", items: ["M-1"], countries: ["US"] }),
  );
  expect(await getDiscount(vendor, { id: made.id })).toMatchObject({
    code: "SPRING",
    percent: "10",
    startAt: start,
    endAt: null,
    items: ["M-1"],
    countries: ["US"],
    revision: 1,
    vendorName: vendor.account.name,
  });
  expect(await verbsOf(made.id)).toEqual(["create"]);
});

describe("who may", () => {
  test("a viewer reads and changes nothing", async () => {
    const viewer = as("viewer", vendor);
    const { id } = await createDiscount(vendor, input(scheduled));
    expect((await getDiscount(viewer, { id })).id).toBe(id);
    for (const refused of [
      () => createDiscount(viewer, input({ code: "OTHER" })),
      () => updateDiscount(viewer, { id, change: (before) => before }),
      () => endDiscount(viewer, { id }),
      () => deleteDiscount(viewer, { id }),
    ]) {
      expect((await refusalOf(refused())).code).toBe("forbidden");
    }
  });

  test("a neighbour gets not_found and lists nothing", async () => {
    const { id } = await createDiscount(vendor, input());
    const neighbour = await newVendor();
    for (const refused of [
      () => getDiscount(neighbour, { id }),
      () => updateDiscount(neighbour, { id, change: (before) => before }),
      () => endDiscount(neighbour, { id }),
      () => deleteDiscount(neighbour, { id }),
    ]) {
      expect((await refusalOf(refused())).code).toBe("not_found");
    }
    expect((await listDiscounts(neighbour, everything)).total).toBe(0);
  });

  test("a distributor sees the open ones of vendors under contract, a reseller none", async () => {
    const open = await createDiscount(vendor, input());
    const closed = await createDiscount(vendor, input({ code: "SECRET", closed: true }));
    const distributor = await newDistributor();
    expect((await listDiscounts(distributor, everything)).total).toBe(0);
    await newContract(vendor, (await newMarketplace(distributor)).id);
    expect((await listDiscounts(distributor, everything)).rows.map(({ id }) => id)).toEqual([open.id]);
    expect((await refusalOf(getDiscount(distributor, { id: closed.id }))).code).toBe("not_found");
    const reseller = await newReseller(distributor);
    expect((await refusalOf(listDiscounts(reseller, everything))).code).toBe("forbidden");
  });
});

describe("a code", () => {
  test.each([
    ["the same, overlapping", { code: "spring" }, true],
    ["another ASCII case only", { code: "sPrInG" }, true],
    ["beginning at the instant the other ends", { start_date: at(1000).toISOString() }, true],
    ["beginning right after the other's end", { start_date: at(1001).toISOString() }, false],
    ["another code", { code: "SPRING_2" }, false],
  ])("%s", async (_name, change, isRefused) => {
    await createDiscount(vendor, input({ end_date: at(1000).toISOString() }));
    const second = createDiscount(vendor, input(change));
    if (isRefused) expect(await refusalOf(second)).toEqual({ code: "invalid", fields: ["code"] });
    else expect((await second).revision).toBe(1);
  });

  test("two vendors may use the same", async () => {
    await createDiscount(vendor, input());
    expect((await createDiscount(await newVendor(), input())).code).toBe("SPRING");
  });

  test("an end that is moved into another's time is refused", async () => {
    const first = await createDiscount(vendor, input({ end_date: at(1000).toISOString() }));
    await createDiscount(vendor, input({ start_date: at(2000).toISOString() }));
    const moved = updateDiscount(vendor, { id: first.id, change: (before) => ({ ...before, endAt: null }) });
    expect(await refusalOf(moved)).toEqual({ code: "invalid", fields: ["code"] });
  });
});

describe("changes", () => {
  test("before its start everything changes", async () => {
    const { id } = await createDiscount(vendor, input(scheduled));
    const changed = await updateDiscount(vendor, {
      id,
      change: () => input({ code: "SUMMER", value: "20", segments: ["EDU"], ...scheduled }),
    });
    expect(changed).toMatchObject({ code: "SUMMER", codeKey: "SUMMER", percent: "20", revision: 2 });
    expect(await verbsOf(id)).toEqual(["create", "update"]);
  });

  test.each([
    [{ value: "20" }, ["value"]],
    [{ code: "OTHER" }, ["code"]],
    [{ segments: ["EDU"], items: ["M-1"] }, ["segments", "items"]],
    [{ start_date: "2026-06-01T00:00:00Z" }, ["start_date"]],
    [{ redemption: "once", countries: ["US"] }, ["countries", "redemption"]],
    [{ closed: true }, ["closed"]],
  ])("from its start on %j is refused", async (change, fields) => {
    const { id } = await createDiscount(vendor, input());
    const refused = await refusalOf(updateDiscount(vendor, { id, change: () => input(change) }));
    expect(refused.code).toBe("invalid");
    expect(refused.fields.toSorted()).toEqual(fields.toSorted());
  });

  test("name, description and end do change, and what they were stays readable", async () => {
    const made = await createDiscount(vendor, input({ end_date: at(10_000).toISOString() }));
    clock.set(at(1000));
    await updateDiscount(vendor, {
      id: made.id,
      change: (before) => ({ ...before, name: "Summer sale", description: "New", endAt: at(5000) }),
    });
    const now = await getDiscount(vendor, { id: made.id });
    expect(now).toMatchObject({ name: "Summer sale", description: "New", endAt: at(5000) });
    expect(await withTermsAt(database(), now, at(999))).toMatchObject({
      name: "Spring sale",
      description: null,
      endAt: at(10_000),
    });
    expect(await withTermsAt(database(), now, at(1000))).toMatchObject({ name: "Summer sale" });
  });

  test("an end before now is refused", async () => {
    const { id } = await createDiscount(vendor, input());
    clock.set(at(1000));
    const moved = updateDiscount(vendor, { id, change: (before) => ({ ...before, endAt: at(999) }) });
    expect(await refusalOf(moved)).toEqual({ code: "invalid", fields: ["end_date"] });
  });

  test("a change that changes nothing writes nothing", async () => {
    const { id } = await createDiscount(vendor, input());
    expect((await updateDiscount(vendor, { id, change: (before) => ({ ...before }) })).revision).toBe(1);
    expect(await verbsOf(id)).toEqual(["create"]);
  });

  test("another revision than the one that was read is a conflict", async () => {
    const { id } = await createDiscount(vendor, input(scheduled));
    await updateDiscount(vendor, { id, revision: 1, change: (before) => ({ ...before, name: "A" }) });
    for (const late of [
      () => updateDiscount(vendor, { id, revision: 1, change: (before) => ({ ...before, name: "B" }) }),
      () => endDiscount(vendor, { id, revision: 1 }),
      () => deleteDiscount(vendor, { id, revision: 1 }),
    ]) {
      expect((await refusalOf(late())).code).toBe("conflict");
    }
  });

  test("of two at once one wins and the other is told", async () => {
    const { id } = await createDiscount(vendor, input());
    const outcomes = await Promise.allSettled(
      ["A", "B"].map((name) =>
        updateDiscount(vendor, { id, revision: 1, change: (before) => ({ ...before, name }) }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await getDiscount(vendor, { id })).revision).toBe(2);
  });
});

describe("the end", () => {
  test("now: this instant is its last", async () => {
    const { id } = await createDiscount(vendor, input());
    clock.set(at(1000));
    expect((await endDiscount(vendor, { id })).endAt).toEqual(at(1000));
    expect((await listDiscounts(vendor, everything, "live")).total).toBe(1);
    clock.set(at(1001));
    expect((await listDiscounts(vendor, everything, "live")).total).toBe(0);
    expect((await listDiscounts(vendor, everything, "ended")).total).toBe(1);
    expect(await verbsOf(id)).toEqual(["create", "end"]);
    expect((await refusalOf(endDiscount(vendor, { id }))).code).toBe("wrong_state");
  });

  test("only a live one ends, only one that never was is deleted", async () => {
    const { id } = await createDiscount(vendor, input(scheduled));
    expect((await refusalOf(endDiscount(vendor, { id }))).code).toBe("wrong_state");
    clock.set(at(60_000));
    expect((await refusalOf(deleteDiscount(vendor, { id }))).code).toBe("wrong_state");
    clock.set(at(59_999));
    await deleteDiscount(vendor, { id });
    expect((await refusalOf(getDiscount(vendor, { id }))).code).toBe("not_found");
    expect(await verbsOf(id)).toEqual(["create", "delete"]);
  });
});

test("the counts and the lists by status agree, to the millisecond", async () => {
  await createDiscount(vendor, input({ code: "LIVE", end_date: at(1000).toISOString() }));
  await createDiscount(vendor, input({ code: "NEXT", start_date: at(1000).toISOString() }));
  const codes = async (status: "live" | "scheduled" | "ended") =>
    (await listDiscounts(vendor, everything, status)).rows.map(({ code }) => code).toSorted();
  expect(await discountCounts(vendor)).toEqual({ live: 1, scheduled: 1, ended: 0 });
  clock.set(at(1000));
  expect(await codes("live")).toEqual(["LIVE", "NEXT"]);
  clock.set(at(1001));
  expect([await codes("live"), await codes("ended")]).toEqual([["NEXT"], ["LIVE"]]);
});

test.each([
  ["eq(code,SPRING)", ["SPRING"]],
  ["like(name,*two*)", ["TWO"]],
  ["eq(type,FIXED_DISCOUNT)", ["TWO"]],
  ["eq(segments,EDU)", ["TWO"]],
  ["eq(items,M-1)", ["TWO"]],
  ["ordering(-code)", ["TWO", "SPRING"]],
])("the list understands %s", async (query, expected) => {
  await createDiscount(vendor, input());
  await createDiscount(
    vendor,
    input({
      code: "TWO",
      name: "Number two",
      type: "FIXED_DISCOUNT",
      value: undefined,
      values: [{ country: "US", currency: "USD", value: "5" }],
      segments: ["EDU"],
      items: ["M-1"],
    }),
  );
  const { rows } = await listDiscounts(vendor, parseListQuery(query));
  expect(rows.map(({ code }) => code)).toEqual(expected);
});

test("MPNs that no item of the vendor has are refused by name, a neighbour's among them", async () => {
  const unknown = createDiscount(vendor, input({ items: ["M-1", "M-2", "M-3"] }));
  expect(await refusalOf(unknown)).toEqual({ code: "invalid", fields: ["items.1", "items.2"] });
  await expect(unknown).rejects.toThrow("“M-2” is not the MPN of an item of your products");
  const neighbour = createDiscount(await newVendor(), input({ items: ["M-1"] }));
  expect(await refusalOf(neighbour)).toEqual({ code: "invalid", fields: ["items.0"] });
  const { id } = await createDiscount(vendor, input({ ...scheduled, items: ["M-1"] }));
  const change = (items: string[]) =>
    updateDiscount(vendor, { id, change: (before) => ({ ...before, items }) });
  expect(await refusalOf(change(["M-1", "M-4"]))).toEqual({ code: "invalid", fields: ["items.1"] });
  expect((await getDiscount(vendor, { id })).items).toEqual(["M-1"]);
});

test("an MPN that was right when it was named may stay when the item has another one now", async () => {
  const { id } = await createDiscount(vendor, input({ ...scheduled, items: ["M-1"] }));
  const { rows } = await listProducts(vendor, everything);
  const productId = rows[0]?.id ?? "";
  const items = await listItems(vendor, { productId, query: everything });
  await updateItem(vendor, {
    productId,
    itemId: items.rows[0]?.id ?? "",
    content: { mpn: "M-9" },
    gravity: undefined,
  });
  const renamed = await updateDiscount(vendor, { id, change: (before) => ({ ...before, name: "Kept" }) });
  expect(renamed).toMatchObject({ name: "Kept", items: ["M-1"] });
});
