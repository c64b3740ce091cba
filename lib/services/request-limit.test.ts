import { beforeAll, expect, test } from "vitest";
import { DomainError } from "../domain/errors";
import { countRequest, retryAfterOf } from "./request-limit";

const slot = Symbol.for("channelbook.request-limit");
const shared = globalThis as unknown as Record<symbol, { callers: Map<string, number> } | undefined>;

beforeAll(() => {
  process.env.RATE_LIMIT_PER_TOKEN = "3";
  process.env.RATE_LIMIT_PER_ADDRESS = "2";
});

function outcome(kind: "token" | "address", id: string): DomainError | undefined {
  try {
    countRequest(kind, id);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

test("each token has its own budget, and is told when to come again", () => {
  for (let n = 0; n < 3; n++) expect(outcome("token", "SU-1")).toBeUndefined();
  const refused = outcome("token", "SU-1");
  expect(refused).toMatchObject({ code: "limit", reason: "too_many_requests" });
  expect(refused?.message).toMatch(/from this token: 3 a minute are allowed\. Try again in \d+ s\./);
  expect(refused && retryAfterOf(refused)).toBeGreaterThanOrEqual(1);
  expect(outcome("token", "SU-2")).toBeUndefined();
  expect(outcome("address", "SU-1")).toBeUndefined();
});

test("all addresses of an IPv6 network count together", () => {
  expect(outcome("address", "2001:db8:1:2::1")).toBeUndefined();
  expect(outcome("address", "2001:db8:1:2::2")).toBeUndefined();
  expect(outcome("address", "2001:db8:1:2::3")).toMatchObject({ code: "limit" });
  expect(outcome("address", "2001:db8:1:3::1")).toBeUndefined();
});

test("however many callers come, memory stays bounded, and who came last is remembered", () => {
  for (let n = 0; n < 120_000; n++) countRequest("token", `caller ${n}`);
  expect(shared[slot]?.callers.size).toBeLessThanOrEqual(50_000);
  expect(outcome("token", "caller 119999")).toBeUndefined();
  expect(outcome("token", "caller 119999")).toBeUndefined();
  expect(outcome("token", "caller 119999")).toMatchObject({ code: "limit" });
});

test("a refusal that does not say when to come again means a minute", () => {
  expect(retryAfterOf(new DomainError("limit", "Too much."))).toBe(60);
});
