import { describe, expect, test } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { createVipmpClient } from "./client";
import { lineDetail, presentError } from "./errors";
import { orderRequest } from "./order-request";
import { presentPage } from "./paging";
import samples from "./samples/flex-discounts.json" with { type: "json" };
import previews from "./samples/preview-orders.json" with { type: "json" };
import { isUnreachable, type TransportOptions, tokenUrl } from "./transport";

type Seen = { method: string; url: URL; headers: Headers; body: string };
type Reply = { status?: number; body?: unknown } | Error;

/** Plays the server: tokens by itself, everything else by the given handler. */
function server(handle: (seen: Seen, count: number) => Reply, over: Partial<TransportOptions> = {}) {
  const calls: Seen[] = [];
  const tokens: Seen[] = [];
  let now = new Date("2026-01-01T00:00:00Z");
  let id = 0;
  const client = createVipmpClient({
    fetch: async (input, init) => {
      const seen: Seen = {
        method: init.method ?? "GET",
        url: new URL(input),
        headers: new Headers(init.headers),
        body: String(init.body ?? ""),
      };
      const isToken = seen.url.pathname.includes("/ims/");
      (isToken ? tokens : calls).push(seen);
      const reply = isToken
        ? { body: { access_token: `t${tokens.length}`, expires_in: 3600 } }
        : handle(seen, calls.length);
      if (reply instanceof Error) throw reply;
      return new Response(JSON.stringify(reply.body ?? null), { status: reply.status ?? 200 });
    },
    baseUrl: "https://partners.example/base",
    imsUrl: "https://ims.example",
    clientId: "demo",
    clientSecret: "secret",
    newId: () => `id-${++id}`,
    now: () => now,
    wait: async () => {},
    ...over,
  });
  return {
    client,
    calls,
    tokens,
    later: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

const search = { segment: "COM", country: "US" } as const;
const order = orderRequest("PREVIEW", {
  currency: "USD",
  lines: [{ number: 1, offerId: "65304768CA01A12", quantity: 1, code: "A" }],
});

describe("discounts", () => {
  test("every page is read, one correlation id for each call", async () => {
    const all = Array.from({ length: 120 }, (_, i) => ({
      ...samples.list.flexDiscounts[2],
      id: `d${i}`,
      code: `C${i}`,
    }));
    const { client, calls, tokens } = server(({ url }) => {
      const [limit, offset] = [Number(url.searchParams.get("limit")), Number(url.searchParams.get("offset"))];
      const page = {
        path: "/base/v3/flex-discounts",
        query: url.searchParams,
        limit,
        offset,
        totalCount: all.length,
      };
      return { body: presentPage("flexDiscounts", all.slice(offset, offset + limit), page) };
    });
    const { discounts } = await client.flexDiscounts({ ...search, offerIds: ["65304768CA01A12"] });
    expect(discounts.map(({ code }) => code)).toEqual(all.map(({ code }) => code));
    expect(calls.map(({ url }) => url.pathname + url.searchParams.get("offset"))).toEqual(
      ["0", "50", "100"].map((at) => `/base/v3/flex-discounts${at}`),
    );
    expect(new Set(calls.map(({ headers }) => headers.get("x-correlation-id"))).size).toBe(3);
    expect(new Set(calls.map(({ headers }) => headers.get("x-request-id"))).size).toBe(3);
    expect(tokens).toHaveLength(1);
    expect(calls[0]?.headers.get("authorization")).toBe("Bearer t1");
    expect(calls[0]?.headers.get("x-api-key")).toBe("demo");
  });
  test("a page that links to itself or to another server ends the reading", async () => {
    const loop = server(({ url }) => ({
      body: {
        flexDiscounts: [samples.list.flexDiscounts[2]],
        links: { next: { uri: url.pathname + url.search } },
      },
    }));
    expect((await loop.client.flexDiscounts(search)).discounts).toHaveLength(1);
    const stray = server(() => ({
      body: {
        flexDiscounts: [samples.list.flexDiscounts[2]],
        links: { next: { uri: "https://elsewhere.example/v3" } },
      },
    }));
    await expect(stray.client.flexDiscounts(search)).rejects.toThrow(
      "another server (https://elsewhere.example)",
    );
  });
  test("many offers are asked for in parts, each discount answered once", async () => {
    const { client, calls } = server(() => ({ body: samples.list }));
    const { discounts } = await client.flexDiscounts({
      ...search,
      offerIds: Array.from({ length: 250 }, (_, i) => `${i}01A12`),
    });
    expect(calls).toHaveLength(3);
    expect(discounts).toHaveLength(3);
  });
  test("a country outside the contract has none; a spent code says so", async () => {
    const outside = server(() => presentError("1178"));
    expect(await outside.client.flexDiscounts(search)).toEqual({ discounts: [], refusal: null });
    const spent = server(() => presentError("2142"));
    expect((await spent.client.flexDiscounts({ ...search, code: "X" })).refusal).toMatchObject({
      reason: "already_used",
      line: null,
    });
  });
});

describe("orders", () => {
  test("an answer is read, whatever the 2xx status", async () => {
    const { client, calls } = server(() => ({ status: 201, body: previews.documented.answer }));
    const result = await client.previewOrder("42", order, { at: new Date("2026-05-01T00:00:00Z") });
    expect(result.kind).toBe("answer");
    expect(calls.map(({ url }) => url.pathname + url.search)[0]).toBe(
      "/base/v3/customers/42/orders?fetch-price=true",
    );
    expect(JSON.parse(calls[0]?.body ?? "")).toEqual(order);
    expect(calls[0]?.headers.get("x-channelbook-at")).toBe("2026-05-01T00:00:00.000Z");
  });
  test("a refused code is told from a refused order", async () => {
    const code = server(() => presentError("2146", [lineDetail(1, "NOT_FOUND")]));
    expect(await code.client.previewOrder("42", order)).toMatchObject({
      kind: "refused",
      refusal: { line: 1, reason: "unknown_code" },
    });
    const other = server(() => presentError("2129", [lineDetail(1, "INELIGIBLE_MARKET_SEGMENT")]));
    const error = await other.client.previewOrder("42", order).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      code: "upstream",
      details: { kind: "refused", status: 400, code: "2129" },
    });
    expect(isUnreachable(error)).toBe(false);
  });
  test("without an answer it is tried once more under the same correlation id", async () => {
    const { client, calls } = server((_, count) =>
      count === 1 ? new Error("reset") : { body: previews.documented.answer },
    );
    await client.placeOrder("42", { ...order, orderType: "NEW" }, "stable");
    expect(calls.map(({ headers }) => headers.get("x-correlation-id"))).toEqual(["stable", "stable"]);
  });
  test("an answered write is never repeated, a read is", async () => {
    const write = server(() => ({ status: 503, body: null }));
    const error = await write.client.previewOrder("42", order).catch((caught: unknown) => caught);
    expect(isUnreachable(error)).toBe(true);
    expect(write.calls).toHaveLength(1);
    const read = server((_, count) => (count < 3 ? { status: 503 } : { body: samples.list }));
    expect((await read.client.flexDiscounts(search)).discounts).toHaveLength(3);
    expect(read.calls).toHaveLength(3);
  });
  test("no network, or an answer that is no order, is an outage", async () => {
    for (const reply of [new Error("refused"), { body: "<html>" }]) {
      const { client } = server(() => reply);
      const error = await client.previewOrder("42", order).catch((caught: unknown) => caught);
      expect(isUnreachable(error)).toBe(true);
    }
    expect(isUnreachable(new Error("x"))).toBe(false);
  });
});

describe("tokens", () => {
  test("are fetched once for callers at the same time, kept, and refreshed early", async () => {
    const { client, tokens, later } = server(() => ({ body: samples.list }));
    await Promise.all([client.flexDiscounts(search), client.flexDiscounts(search)]);
    expect(tokens).toHaveLength(1);
    expect(new URLSearchParams(tokens[0]?.body).get("client_secret")).toBe("secret");
    later(3600 - 181);
    await client.flexDiscounts(search);
    expect(tokens).toHaveLength(1);
    later(1);
    await client.flexDiscounts(search);
    expect(tokens).toHaveLength(2);
  });
  test("one that is refused is replaced once", async () => {
    const { client, tokens, calls } = server(({ headers }) =>
      headers.get("authorization") === "Bearer t1" ? presentError("4116") : { body: samples.list },
    );
    await client.flexDiscounts(search);
    expect([tokens.length, calls.length]).toEqual([2, 2]);
    const never = server(() => presentError("4116"));
    await expect(never.client.previewOrder("42", order)).rejects.toThrow("4116");
    expect(never.calls).toHaveLength(2);
  });
  test("the address may name its path", () => {
    expect(tokenUrl("https://ims.example/")).toBe("https://ims.example/ims/token/v3");
    expect(tokenUrl("https://ims.example/ims/token/v2")).toBe("https://ims.example/ims/token/v2");
  });
});
