import { expect } from "@playwright/test";
import { test, tokens } from "../fixtures";
import { unique } from "../world";
import { apiClient, expectRefusal } from "./client";

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const newCode = () => unique("CODE").toUpperCase().replaceAll(" ", "_");

const percent = () => ({
  name: unique("Ten per cent"),
  description: "For tests",
  code: newCode(),
  type: "PERCENTAGE_DISCOUNT",
  value: "10",
  start_date: inDays(10),
  end_date: inDays(40),
  segments: ["COM"],
  countries: ["US"],
  items: ["65304801CA"],
});

test("a vendor makes, changes and deletes a discount that was not live yet", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const body = percent();
  const made = await api.create("flexible-discounts", body);
  const path = `flexible-discounts/${made.id}`;
  expect(made).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    status: "scheduled",
    code: body.code,
    value: "10",
    redemption: "unlimited",
    category: "STANDARD",
    closed: false,
  });
  expect(await api.change(path, { value: "12.5" })).toMatchObject({ value: "12.5", name: body.name });
  expect((await api.call("DELETE", path)).status).toBe(204);
  expectRefusal(await api.call("GET", path), 404, "NFND_000");
});

test("a discount that has been live changes its name and end only, and ends early", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const made = await api.create("flexible-discounts", { ...percent(), start_date: inDays(-1) });
  const path = `flexible-discounts/${made.id}`;
  expect(made.status).toBe("live");
  const before = await api.get(path);
  for (const [body, field] of [
    [{ value: "11" }, /value: cannot change/],
    [{ code: newCode() }, /code: cannot change/],
    [{ countries: ["DE"] }, /countries: cannot change/],
    [{ items: [] }, /items: cannot change/],
    [{ end_date: inDays(-0.5) }, /end_date: /],
  ] as const) {
    expectRefusal(await api.call("PUT", path, { body }), 400, "VAL_001", field);
  }
  const deletion = await api.call("DELETE", path);
  expect(deletion.status, deletion.text).toBe(400);
  expect(await api.get(path)).toEqual(before);
  await api.change(path, { name: unique("Other name") });
  await api.act(`${path}/end`);
  expect((await api.get(path)).status).toBe("ended");
});

test("a discount is refused with the field, the value and what is allowed", async ({ request }) => {
  const api = apiClient(request, tokens.vendor);
  const total = async () => (await api.call("GET", "flexible-discounts?limit=0")).headers["content-range"];
  const before = await total();
  const fixed = { type: "FIXED_DISCOUNT", value: null };
  const dollars = (value: unknown) => ({ ...fixed, values: [{ country: "US", currency: "USD", value }] });
  for (const [change, message] of [
    [{ name: "" }, /name: is empty/],
    [{ code: "" }, /code: is empty/],
    [{ code: "A,B" }, /code: .*comma/],
    [{ code: "x".repeat(65) }, /code: .*64/],
    [{ code: "AUTUMN_40", start_date: inDays(-1) }, /code: AUTUMN_40 is used by/],
    [{ type: "FIXED_PRICE" }, /type: is not one of/],
    [{ value: "0" }, /value: is 0/],
    [{ value: "101" }, /value: is 101.*at most 100/],
    [{ value: "1.00001" }, /value: /],
    [{ value: "ten" }, /value: .*ten/],
    [{ value: "-5" }, /value: /],
    [{ value: undefined }, /value: is missing/],
    [fixed, /values: is empty/],
    [dollars("0"), /values\.0\.value: is 0/],
    [dollars("-1"), /values\.0\.value: /],
    [{ ...fixed, values: [{ country: "US", value: "5" }] }, /values\.0\.currency: /],
    [{ ...fixed, values: [{ country: "DE", currency: "EUR", value: "5" }] }, /values\.0\.country: is DE/],
    [{ start_date: "tomorrow" }, /start_date: .*instant/],
    [{ end_date: inDays(5) }, /end_date: must be after start_date/],
    [{ segments: [] }, /segments: .*COM/],
    [{ segments: ["XXL"] }, /segments\.0: .*COM/],
    [{ countries: ["USA"] }, /countries\.0: .*USA/],
    [{ redemption: "twice" }, /redemption: .*once_per_customer/],
    [{ surprise: 1 }, /surprise: is not a known field/],
  ] as const) {
    const answer = await api.call("POST", "flexible-discounts", { body: { ...percent(), ...change } });
    expect(answer.status, `${JSON.stringify(change)} → ${answer.text}`).toBe(400);
    expectRefusal(answer, 400, "VAL_001", message);
  }
  expect(await total()).toBe(before);
});

test("discounts belong to their vendor", async ({ request }) => {
  const [autumn] = await apiClient(request, tokens.vendor).list("flexible-discounts?eq(code,AUTUMN_40)");
  const path = `flexible-discounts/${autumn?.id}`;
  const other = apiClient(request, tokens.vendor2);
  expectRefusal(await other.call("GET", path), 404, "NFND_000");
  expectRefusal(await other.call("PUT", path, { body: { name: "Mine" } }), 404, "NFND_000");
  expectRefusal(await other.call("POST", `${path}/end`), 404, "NFND_000");
  expectRefusal(await other.call("DELETE", path), 404, "NFND_000");
  expect(await other.list("flexible-discounts")).toEqual([]);
  for (const token of [tokens.distributor, tokens.reseller]) {
    const answer = await apiClient(request, token).call("POST", "flexible-discounts", { body: percent() });
    expect([403, 404], answer.text).toContain(answer.status);
  }
});
