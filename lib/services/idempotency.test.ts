import { afterEach, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { findIdempotencyKey } from "@/db/idempotency";
import { newVendor } from "@/db/testing/factories";
import { everything } from "../domain/rql";
import { clock } from "./context";
import { answerOnce, forgetOldAnswers, type StoredAnswer } from "./idempotency";
import { createProduct, listProducts } from "./products/products";

const hour = 60 * 60 * 1000;

afterEach(() => {
  clock.set(null);
});

const answer = (body: string, status = 201): StoredAnswer => ({
  status,
  headers: { "content-type": "application/json", etag: '"1"' },
  body,
});

test("a repeated request is answered with the first answer and runs no second time", async () => {
  const actor = await newVendor();
  const work = vi.fn(async () => answer("first"));
  expect(await answerOnce(actor, { key: "k", hash: "h" }, work)).toEqual({
    answer: answer("first"),
    replayed: false,
  });
  expect(await answerOnce(actor, { key: "k", hash: "h" }, work)).toEqual({
    answer: answer("first"),
    replayed: true,
  });
  expect(work).toHaveBeenCalledTimes(1);
});

test("another request under the key is a conflict; another owner's key is another key", async () => {
  const [actor, other] = [await newVendor(), await newVendor()];
  await answerOnce(actor, { key: "k", hash: "h" }, async () => answer("mine"));
  await expect(answerOnce(actor, { key: "k", hash: "x" }, async () => answer("no"))).rejects.toMatchObject({
    code: "conflict",
  });
  const theirs = await answerOnce(other, { key: "k", hash: "x" }, async () => answer("theirs"));
  expect(theirs).toMatchObject({ replayed: false, answer: { body: "theirs" } });
});

test("of many at once one does it and all are answered the same", async () => {
  const actor = await newVendor();
  const work = vi.fn(async () => {
    const product = await createProduct(actor, { name: "Once", description: null });
    return answer(product.id);
  });
  const all = await Promise.all(
    Array.from({ length: 8 }, () => answerOnce(actor, { key: "k", hash: "h" }, work)),
  );
  expect(work).toHaveBeenCalledTimes(1);
  expect(new Set(all.map((one) => one.answer.body)).size).toBe(1);
  expect(all.filter((one) => !one.replayed)).toHaveLength(1);
  expect((await listProducts(actor, everything)).total).toBe(1);
});

test("a refusal is kept like an answer, an internal error is not", async () => {
  const actor = await newVendor();
  await answerOnce(actor, { key: "bad", hash: "h" }, async () => answer("refused", 400));
  const again = await answerOnce(actor, { key: "bad", hash: "h" }, async () => answer("late", 201));
  expect(again.answer).toMatchObject({ status: 400, body: "refused" });
  await answerOnce(actor, { key: "down", hash: "h" }, async () => answer("broken", 500));
  const retried = await answerOnce(actor, { key: "down", hash: "h" }, async () => answer("fine"));
  expect(retried).toMatchObject({ replayed: false, answer: { status: 201, body: "fine" } });
  const failing = answerOnce(actor, { key: "thrown", hash: "h" }, () => Promise.reject(new Error("lost")));
  await expect(failing).rejects.toThrow("lost");
  const after = await answerOnce(actor, { key: "thrown", hash: "h" }, async () => answer("fine"));
  expect(after.replayed).toBe(false);
});

test("an answer is kept for 24 hours, to the millisecond", async () => {
  const actor = await newVendor();
  const start = new Date("2026-05-01T00:00:00Z");
  clock.set(start);
  await answerOnce(actor, { key: "k", hash: "h" }, async () => answer("old"));
  clock.set(new Date(start.getTime() + 24 * hour - 1));
  await forgetOldAnswers();
  const kept = await answerOnce(actor, { key: "k", hash: "h" }, async () => answer("new"));
  expect(kept.answer.body).toBe("old");
  clock.set(new Date(start.getTime() + 24 * hour));
  const fresh = await answerOnce(actor, { key: "k", hash: "other" }, async () => answer("new"));
  expect(fresh).toMatchObject({ replayed: false, answer: { body: "new" } });
  clock.set(new Date(start.getTime() + 72 * hour));
  await forgetOldAnswers();
  expect(await findIdempotencyKey(database(), { owner: actor.id, key: "k" })).toBeUndefined();
});

test("after a crash a request that changed nothing runs again, one that did is not repeated", async () => {
  const actor = await newVendor();
  const start = new Date("2026-05-01T00:00:00Z");
  clock.set(start);
  // A process that dies never gets to store an answer: the clock of the others goes on meanwhile.
  const crash = (key: string, before: () => Promise<unknown>) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    void answerOnce(actor, { key, hash: "h" }, async () => {
      await before();
      resolve();
      return new Promise<StoredAnswer>(() => undefined);
    });
    return promise;
  };
  await crash("idle", async () => undefined);
  await crash("done", () => createProduct(actor, { name: "Made", description: null }));
  clock.set(new Date(start.getTime() + 120_000));
  const taken = await answerOnce(actor, { key: "idle", hash: "h" }, async () => answer("second try"));
  expect(taken).toMatchObject({ replayed: false, answer: { body: "second try" } });
  const repeated = answerOnce(actor, { key: "done", hash: "h" }, async () => answer("twice"));
  await expect(repeated).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("was carried out, but its answer was lost"),
  });
  expect((await listProducts(actor, everything)).total).toBe(1);
});
