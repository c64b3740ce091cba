import { beforeEach, describe, expect, test, vi } from "vitest";
import { newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { createToken } from "@/lib/services/tokens";
import { actorOfRequest } from "./actor";

const { session } = vi.hoisted(() => ({ session: vi.fn() }));
vi.mock("@/lib/services/auth", async (original) => ({
  ...(await original<typeof import("@/lib/services/auth")>()),
  actorOfSession: session,
}));

let vendor: Actor;

beforeEach(async () => {
  vendor = await newVendor();
  session.mockReset();
  session.mockImplementation(async (headers: Headers) => (headers.get("cookie") ? vendor : undefined));
});

describe("a request to the API", () => {
  const request = (headers: Record<string, string>, method = "GET") =>
    new Request("http://shop.example/public/v1/products", {
      method,
      headers: { host: "shop.example", ...headers },
    });

  test("is the token's before the session's", async () => {
    const other = await newVendor();
    const { header } = await createToken(other, {
      name: "t",
      role: "admin",
      modules: null,
      expires_at: null,
    });
    const cookie = "channelbook.session_token=x";
    expect((await actorOfRequest(request({ cookie, authorization: header }))).account.id).toBe(
      other.account.id,
    );
    await expect(actorOfRequest(request({ cookie, authorization: "ApiKey no" }))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("may read with the session from anywhere", async () => {
    const cookie = "channelbook.session_token=x";
    expect(await actorOfRequest(request({ cookie }))).toEqual(vendor);
  });

  test.each([
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ origin: "http://shop.example" }, true],
    [{ "sec-fetch-site": "cross-site", origin: "http://shop.example" }, false],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "none" }, false],
    [{ origin: "http://evil.example" }, false],
    [{ origin: "http://shop.example.evil.example" }, false],
    [{ origin: "null" }, false],
    [{ origin: "not an origin" }, false],
    [{}, false],
  ])("with %j may change data with the session: %s", async (headers, may) => {
    const cookie = "channelbook.session_token=x";
    for (const method of ["POST", "PUT", "DELETE"]) {
      const asked = actorOfRequest(request({ cookie, ...(headers as Record<string, string>) }, method));
      if (may) await expect(asked).resolves.toEqual(vendor);
      else await expect(asked).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
