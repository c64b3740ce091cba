import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { DomainError, type ErrorCode, type ErrorReason, invalidFields } from "@/lib/domain/errors";
import { requestId } from "@/lib/services/context";
import { log } from "@/lib/services/log";
import { collection, contentRange, resource, route } from "./route";
import { apiClient, callHandler } from "./testing";

let vendor: Actor;
let call: Awaited<ReturnType<typeof apiClient>>;

beforeEach(async () => {
  vendor = await newVendor();
  call = await apiClient(vendor);
});

const failing = (error: unknown) =>
  route({
    run: () => Promise.reject(error),
  });

describe("a route", () => {
  test("hands over actor, path, query and body, and answers exactly application/json", async () => {
    const handler = route({
      params: z.object({ id: z.string() }),
      body: z.strictObject({ name: z.string() }),
      query: z.object({ mode: z.enum(["x", "y"]) }),
      status: 201,
      run: async (actor, { params, body }) => ({ ...params, ...body, by: actor.account.id }),
      reply: (result, { query, asked }) => ({ ...result, mode: asked.mode, limit: query.limit }),
    });
    const answer = await call(handler, {
      method: "POST",
      query: "mode=x&limit=7",
      params: { id: "PL-1" },
      body: { name: "List" },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.body).toEqual({ id: "PL-1", name: "List", by: vendor.account.id, mode: "x", limit: 7 });
  });

  test("answers {} without a reply, nothing with 204, and a response as it is", async () => {
    expect(await call(route({ run: async () => 1 }))).toMatchObject({ status: 200, body: {} });
    const gone = await call(route({ run: async () => 1, status: 204 }), { method: "DELETE" });
    expect(gone).toMatchObject({ status: 204, body: "" });
    const own = route({ run: async () => 1, reply: () => new Response("a,b", { status: 200 }) });
    expect((await call(own)).body).toBe("a,b");
  });

  test("answers the revision as ETag and leaves out what select(…) does not name", async () => {
    const one = route({
      run: async () => ({ revision: 3 }),
      reply: () => ({ id: "1", name: "a", owner: {} }),
    });
    const answer = await call(one, { query: "select(-owner)" });
    expect(answer.headers.get("etag")).toBe('"3"');
    expect(answer.body).toEqual({ id: "1", name: "a" });
  });

  test("takes no body where none is meant, whatever its type", async () => {
    const act = route({ run: async () => 1 });
    const headers = { "content-type": "text/plain" };
    expect((await call(act, { method: "POST", headers })).status).toBe(200);
  });

  test("carries the client's request id, or one of its own when that is odd", async () => {
    const handler = route({ run: async () => requestId(), reply: (id) => ({ id }) });
    const given = await call(handler, { headers: { "x-request-id": "abc-1.2_3" } });
    expect([given.body.id, given.headers.get("x-request-id")]).toEqual(["abc-1.2_3", "abc-1.2_3"]);
    for (const odd of ["a b", "x".repeat(65), '"><script>']) {
      const made = await call(handler, { headers: { "x-request-id": odd } });
      expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("who may", () => {
  const open = route({ run: async (actor) => actor.id });

  test.each([
    ["nothing", {}],
    ["an empty header", { authorization: "" }],
    ["another scheme", { authorization: "Bearer abc" }],
    ["an unknown token", { authorization: "ApiKey SU-999-999-999:secret" }],
    ["half a token", { authorization: "ApiKey SU-999-999-999" }],
    ["a cookie that is none", { cookie: "channelbook.session_token=abc.def" }],
  ])("is refused with %s", async (_, headers) => {
    const answer = await callHandler(open, { headers });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error_code: "AUTH_001", errors: ["API request is unauthorized."] });
  });

  test("is known before anything of the request is read", async () => {
    const handler = route({ body: z.strictObject({}), run: async () => 1 });
    const answer = await callHandler(handler, { method: "POST", query: "limit=-1", body: { odd: true } });
    expect(answer.status).toBe(401);
  });

  test("a token of a viewer is a viewer", async () => {
    const viewer = await apiClient(vendor, { role: "viewer" });
    const handler = route({ run: async (actor) => actor, reply: ({ role, type }) => ({ role, type }) });
    expect((await viewer(handler)).body).toEqual({ role: "viewer", type: "token" });
  });
});

describe("an error", () => {
  const statuses: [ErrorCode, number, string][] = [
    ["invalid", 400, "VAL_001"],
    ["unauthenticated", 401, "AUTH_001"],
    ["forbidden", 403, "AUTH_002"],
    ["not_found", 404, "NFND_000"],
    ["wrong_state", 400, "STA_001"],
    ["conflict", 409, "CFL_001"],
    ["limit", 400, "LIM_001"],
    ["upstream", 502, "UPS_001"],
  ];
  test.each(statuses)("%s is %i %s", async (code, status, wire) => {
    const answer = await call(failing(new DomainError(code, "So it is.")));
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error_code: wire, errors: ["So it is."] });
  });

  const reasons: [ErrorReason, number, string][] = [
    ["query", 400, "VAL_002"],
    ["not_ready", 400, "RDY_001"],
    ["content_type", 415, "VAL_003"],
    ["method", 405, "VAL_003"],
    ["precondition", 412, "CFL_001"],
    ["too_large", 413, "LIM_001"],
    ["too_many_requests", 429, "LIM_001"],
  ];
  test.each(reasons)("with the reason %s is %i %s", async (reason, status, wire) => {
    const answer = await call(failing(new DomainError("invalid", "So it is.", { reason })));
    expect([answer.status, answer.body.error_code]).toEqual([status, wire]);
    expect(answer.headers.get("retry-after")).toBe(status === 429 ? "60" : null);
  });

  test("names every field, and rule and value for machines", async () => {
    const issues = [
      { path: "name", message: "is empty", rule: "min", value: "" },
      { path: "", message: "makes no sense" },
    ];
    expect((await call(failing(invalidFields(issues)))).body).toEqual({
      error_code: "VAL_001",
      errors: ["name: is empty", "makes no sense"],
      details: [{ path: "name", rule: "min", value: "" }],
    });
  });

  test("that nobody expected shows only the request's id and is logged with it", async () => {
    const logged = vi.spyOn(log(), "error").mockImplementation(() => {});
    const answer = await call(failing(new Error("secret column")), { headers: { "x-request-id": "r-1" } });
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error_code: "SYS_001",
      errors: ["Something went wrong on our side (request r-1)."],
    });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ requestId: "r-1" }), expect.any(String));
    logged.mockRestore();
  });

  test("an id that no database can hold is not there", async () => {
    const run = vi.fn();
    const answer = await call(route({ run }), { params: { id: "PL\0" } });
    expect([answer.status, answer.body.error_code]).toEqual([404, "NFND_000"]);
    expect(run).not.toHaveBeenCalled();
  });
});

test("a verb that a path does not have is a 405 with those it has", async () => {
  const { GET, PATCH, POST } = resource({
    GET: route({ run: async () => 1 }),
    POST: route({ run: async () => 1 }),
  });
  expect((await call(GET)).status).toBe(200);
  expect((await call(POST, { method: "POST" })).status).toBe(200);
  const refused = await call(PATCH, { method: "PATCH" });
  expect(refused.status).toBe(405);
  expect(refused.headers.get("allow")).toBe("GET, POST");
  expect(refused.body.errors).toEqual(["PATCH is not possible here. Allowed: GET, POST."]);
});

describe("a collection", () => {
  const rows = (n: number, total: number) =>
    collection({
      run: async () => ({ rows: Array.from({ length: n }, (_, i) => ({ id: i })), total }),
      present: ({ id }) => ({ id, name: "x" }),
    });

  test("is a bare array with its range, each row as select(…) says", async () => {
    const answer = await call(rows(2, 9), { query: "limit=2&offset=4&select(-name)" });
    expect(answer.body).toEqual([{ id: 0 }, { id: 1 }]);
    expect(answer.headers.get("content-range")).toBe("items 4-5/9");
  });

  test.each([
    [{ limit: 100, offset: 0 }, 0, 0, "items 0-0/0"],
    [{ limit: 0, offset: 0 }, 0, 7, "items 0-0/7"],
    [{ limit: 100, offset: 50 }, 0, 7, "items 50-50/7"],
    [{ limit: 100, offset: 0 }, 7, 7, "items 0-6/7"],
  ])("of %j with %i of %i is %s", (query, count, total, range) => {
    expect(contentRange(query, count, total)).toBe(range);
  });

  test.each(["limit=-1", "limit=x", "offset=-1", "limit=1.5"])("refuses %s", async (query) => {
    const answer = await call(rows(0, 0), { query });
    expect([answer.status, answer.body.error_code]).toEqual([400, "VAL_002"]);
  });
});
