import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDomainError } from "./errors";
import { tableFaults } from "./transitions";
import {
  afterAttempt,
  checkWebhookUrl,
  givesUpAfter,
  mostAttempts,
  retryAfter,
  shouldGiveUp,
  WebhookInput,
  webhookTransitions,
} from "./webhook";

const now = new Date("2027-03-01T12:00:00Z");

test("the table of states has no fault", () => {
  expect(tableFaults(webhookTransitions, "enabled")).toEqual([]);
});

test.each([
  [1, 5_000],
  [2, 30_000],
  [3, 120_000],
  [9, 8 * 3_600_000],
  [40, 8 * 3_600_000],
])("after %i failures it waits %i ms, and up to a fifth longer", (failures, wait) => {
  expect(retryAfter(failures, 0)).toBe(wait);
  expect(retryAfter(failures, 1)).toBe(wait * 1.2);
});

test("it never waits less after one more failure", () => {
  const failures = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(failures, (n) => {
      expect(retryAfter(n + 1, 0)).toBeGreaterThanOrEqual(retryAfter(n, 0));
    }),
  );
});

test("an outage of two days is outlived by every delivery", () => {
  let waited = 0;
  for (let attempts = 1; attempts < mostAttempts; attempts++) waited += retryAfter(attempts, 0);
  expect(waited).toBeGreaterThan(2 * 24 * 3_600_000);
});

test.each([
  [
    { delivered: true, attempts: 1 },
    { status: "delivered", settledAt: now },
  ],
  [
    { delivered: false, attempts: 1 },
    { status: "pending", settledAt: null },
  ],
  [
    { delivered: false, attempts: 1, isLast: true },
    { status: "failed", settledAt: now },
  ],
  [
    { delivered: false, attempts: mostAttempts },
    { status: "failed", settledAt: now },
  ],
  [
    { delivered: true, attempts: mostAttempts + 3 },
    { status: "delivered", settledAt: now },
  ],
])("after %j", (attempt, expected) => {
  expect(afterAttempt(attempt, now, 0)).toMatchObject(expected);
});

test("it gives up exactly at the end of the time", () => {
  expect(shouldGiveUp(null, now)).toBe(false);
  expect(shouldGiveUp(new Date(now.getTime() - givesUpAfter + 1), now)).toBe(false);
  expect(shouldGiveUp(new Date(now.getTime() - givesUpAfter), now)).toBe(true);
});

describe("input", () => {
  test("events are kept once, in one order", () => {
    const topics = ["price_list.terminated", "price_version.activated", "price_list.terminated"];
    const parsed = WebhookInput.parse({ url: "https://example.com", topics });
    expect(parsed.topics).toEqual(["price_version.activated", "price_list.terminated"]);
  });

  test.each([[[]], [["price_version.deleted"]], [["webhook.disabled"]], ["price_version.activated"]])(
    "%j is refused",
    (topics) => {
      expect(WebhookInput.safeParse({ url: "https://example.com", topics }).success).toBe(false);
    },
  );

  test("an address keeps its query; where private ones are allowed so is http", () => {
    expect(checkWebhookUrl("https://example.com/a/?k=1", false)).toBe("https://example.com/a/?k=1");
    expect(checkWebhookUrl("http://127.0.0.1:9/a", true)).toBe("http://127.0.0.1:9/a");
  });

  test("a fragment in the query is refused", () => {
    const refused = () => checkWebhookUrl("https://example.com/a?b#c", false);
    expect(refused).toThrow();
    try {
      refused();
    } catch (error) {
      expect(isDomainError(error) && error.issues[0]?.path).toBe("url");
    }
  });
});
