import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parsed, readJson } from "./body";

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/public/v1/x", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}

describe("the body of a request", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "application/merge-patch+json",
  ])("is read as %s", async (type) => {
    expect(await readJson(post('{"a":1}', { "content-type": type }))).toEqual({ a: 1 });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "is refused as “%s”",
    async (type) => {
      await expect(readJson(post('{"a":1}', { "content-type": type }))).rejects.toMatchObject({
        code: "invalid",
        reason: "content_type",
        message: `Content-Type must be application/json, not ${JSON.stringify(type)}.`,
      });
    },
  );

  test("may be missing, whatever its type", async () => {
    expect(await readJson(post(null, { "content-type": "text/plain" }))).toBeUndefined();
    expect(await readJson(post(" \n "))).toBeUndefined();
  });

  test("has at most five megabytes, as the client says and as they come", async () => {
    const tooLarge = { code: "limit", reason: "too_large", message: expect.stringContaining("5242880") };
    await expect(readJson(post("{}", { "content-length": "5242881" }))).rejects.toMatchObject(tooLarge);
    const long = `"${"a".repeat(5 * 1024 * 1024 - 2)}"`;
    expect(await readJson(post(long))).toHaveLength(5 * 1024 * 1024 - 2);
    await expect(readJson(post(`${long} `))).rejects.toMatchObject(tooLarge);
  });

  test("is UTF-8", async () => {
    const latin = new Uint8Array([0x22, 0xe4, 0x22]);
    await expect(readJson(post(latin))).rejects.toMatchObject({
      issues: [{ path: "body", message: "must be UTF-8 text" }],
    });
    expect(await readJson(post("\ufeff{}"))).toEqual({});
  });

  test("is checked beyond what a parser checks", async () => {
    await expect(readJson(post('{"a":1,"a":1}'))).rejects.toMatchObject({ issues: [{ path: "a" }] });
  });
});

describe("a schema's refusals", () => {
  const schema = z.strictObject({
    name: z.string("must be text"),
    rows: z.array(z.strictObject({ n: z.number("must be a number") })),
  });

  test("name every field by its path, and every unknown key by its own", () => {
    try {
      parsed(schema, { name: 1, rows: [{ n: 1 }, { n: "2", m: 1, o: 1 }], more: true });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: "invalid",
        issues: [
          { path: "name", message: "must be text" },
          { path: "rows.1.n", message: "must be a number" },
          { path: "rows.1.m", message: "is not a known field", rule: "unknown_key" },
          { path: "rows.1.o", message: "is not a known field", rule: "unknown_key" },
          { path: "more", message: "is not a known field", rule: "unknown_key" },
        ],
      });
    }
  });

  test("call the whole body “body”, and may be about the query", () => {
    expect(() => parsed(schema, [])).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: "body" })] }),
    );
    expect(() => parsed(schema, {}, "query")).toThrow(expect.objectContaining({ reason: "query" }));
  });
});
