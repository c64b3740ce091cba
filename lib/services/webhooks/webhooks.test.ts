import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase } from "@/db/client";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { type ErrorCode, isDomainError } from "@/lib/domain/errors";
import { everything } from "@/lib/domain/rql";
import { givesUpAfter, mostAttempts, webhookEvents } from "@/lib/domain/webhook";
import { clock } from "../context";
import { listNotices } from "../notices/notices";
import { settle } from "../pricing/settle";
import { activateVersion, createVersion, scheduleVersion } from "../pricing/versions";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill } from "../testing/pricing";
import { aReceiver, type Receiver } from "../testing/receiver";
import { deliverDue } from "./deliver";
import { resendDelivery, testWebhook } from "./send-now";
import {
  createWebhook,
  deleteWebhook,
  getDelivery,
  getWebhook,
  listDeliveries,
  listWebhooks,
  updateWebhook,
} from "./webhooks";

const start = new Date("2027-03-01T12:00:00Z");
const minute = 60_000;

let receiver: Receiver;

beforeEach(async () => {
  process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS = "1";
  clock.set(start);
  receiver = await aReceiver();
});

afterEach(async () => {
  delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
  clock.set(null);
  await receiver.close();
});

const later = (milliseconds: number) => clock.set(new Date(clock.now().getTime() + milliseconds));
const topics = [...webhookEvents];
const hook = (actor: Actor) => createWebhook(actor, { url: receiver.url, description: "ERP", topics });

async function codeOf(work: Promise<unknown>): Promise<ErrorCode | undefined> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (error !== undefined && !isDomainError(error)) throw error;
  return error?.code;
}

/** A draft that is ready, of a list that is bound to a listing of the distributor. */
async function aDraft(distributor?: Actor) {
  const vendor = await newVendor();
  const party = distributor ?? (await newDistributor());
  const product = await aProduct(vendor, 2);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId, { price: 10000, st0p: 20000 });
  const { marketplaceId, contractId } = await aMarketplace(vendor, party);
  const on = { marketplaceId, contractId, productId: product.id, priceListId: list.id };
  await bind(await aListing(vendor, party, on), list.id, start);
  return { vendor, distributor: party, listId: list.id, versionId };
}

async function deliveriesOf(actor: Actor, webhookId: string) {
  return (await listDeliveries(actor, { webhookId, query: everything })).rows;
}

test("a change is sent once, signed, in the shape of the API, with the difference", async () => {
  const { vendor, distributor, versionId } = await aDraft();
  const { secret } = await hook(distributor);
  await activateVersion(vendor, { id: versionId });
  await deliverDue();
  await deliverDue();
  expect(receiver.received).toHaveLength(1);
  const [first] = receiver.received;
  if (!first) throw new Error("nothing was received");
  const { headers, body } = first;
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  expect(headers["webhook-signature"]).toBe(
    `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
  );
  expect(headers["webhook-timestamp"]).toBe(String(start.getTime() / 1000));
  expect(headers["content-type"]).toBe("application/json");
  const message = JSON.parse(body);
  expect(message).toMatchObject({
    type: "price_version.activated",
    timestamp: "2027-03-01T12:00:00+00:00",
    data: {
      version: { id: versionId, status: "active", pricelist: { status: "active", precision: 0.01 } },
      difference: {
        from: null,
        to: { id: versionId },
        summary: { added: 4, removed: 0, changed: 0, unchanged: 0, median_change_percent: null },
      },
    },
  });
  // How many listings carry a list is its owner’s matter.
  expect(message.data.version.pricelist.stats).toEqual({ products: 1 });
});

test("only for the events that were asked for, and only to the parties", async () => {
  const { vendor, versionId } = await aDraft();
  await createWebhook(vendor, {
    url: `${receiver.url}/owner?key=1`,
    description: null,
    topics: ["price_version.activated"],
  });
  const stranger = await newDistributor();
  await hook(stranger);
  await scheduleVersion(vendor, { id: versionId, start_at: new Date(start.getTime() + minute) });
  await deliverDue();
  expect(receiver.received).toEqual([]);
  later(minute);
  await settle(clock.now());
  await deliverDue();
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hook/owner?key=1"]);
  expect(JSON.parse(receiver.received[0]?.body ?? "{}").timestamp).toBe("2027-03-01T12:01:00+00:00");
});

test("a reseller is sent its own columns", async () => {
  const { vendor, distributor, versionId } = await aDraft();
  const reseller = await newReseller(distributor);
  await hook(reseller);
  await activateVersion(vendor, { id: versionId });
  await deliverDue();
  const { data } = JSON.parse(receiver.received[0]?.body ?? "{}");
  expect(data.version.pricelist.attributes.map((a: { id: string }) => a.id)).toEqual(["st0p"]);
  expect(data.difference.summary.added).toBe(2);
});

test("what a receiver that is down misses comes once it is up: the same text under the same id", async () => {
  const { vendor, distributor, versionId } = await aDraft();
  const { id } = await hook(distributor);
  receiver.answer(503);
  await activateVersion(vendor, { id: versionId });
  await deliverDue();
  expect(await getWebhook(distributor, { id })).toMatchObject({ failingSince: start });
  await deliverDue();
  expect(receiver.received).toHaveLength(1);
  // The process stops and starts again over the outage.
  await closeDatabase();
  receiver.answer(204);
  later(10 * minute);
  await deliverDue();
  const [first, second] = receiver.received;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.headers["webhook-signature"]).not.toBe(first?.headers["webhook-signature"]);
  const [delivery] = await deliveriesOf(distributor, id);
  const log = await getDelivery(distributor, { webhookId: id, id: delivery?.id ?? "" });
  expect(log).toMatchObject({ status: "delivered", attempts: 2 });
  expect(log.log.map((attempt) => attempt.responseStatus)).toEqual([204, 503]);
  expect((await getWebhook(distributor, { id })).failingSince).toBeNull();
});

test("several processes send each delivery once", async () => {
  const distributor = await newDistributor();
  await hook(distributor);
  for (let n = 0; n < 6; n++) {
    const { vendor, versionId } = await aDraft(distributor);
    await activateVersion(vendor, { id: versionId });
  }
  const sent = await Promise.all([deliverDue(), deliverDue(), deliverDue()]);
  expect(sent.reduce((sum, n) => sum + n, 0)).toBe(6);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(6);
  expect(receiver.received).toHaveLength(6);
});

test("a webhook that fails for days is switched off with a notice; what collects meanwhile is sent once it is on again", async () => {
  const { vendor, distributor, versionId } = await aDraft();
  const { id } = await hook(distributor);
  receiver.answer(500);
  await activateVersion(vendor, { id: versionId });
  await deliverDue();
  later(givesUpAfter);
  await deliverDue();
  expect(await getWebhook(distributor, { id })).toMatchObject({ status: "failing" });
  const { rows } = await listNotices(distributor, everything);
  expect(rows[0]).toMatchObject({ kind: "webhook.disabled", subject: { webhook: { id } } });
  const tries = receiver.received.length;
  const draft = { base: { id: versionId }, description: "", points: "copy" as const };
  const second = await createVersion(vendor, draft);
  await activateVersion(vendor, { id: second.id });
  later(givesUpAfter);
  await deliverDue();
  expect(receiver.received).toHaveLength(tries);
  receiver.answer(200);
  await updateWebhook(distributor, { id, enabled: true });
  await deliverDue();
  expect((await deliveriesOf(distributor, id)).map((delivery) => delivery.status)).toEqual([
    "delivered",
    "delivered",
  ]);
});

test("a delivery that fails alone is given up at last, and can be sent again", async () => {
  const { vendor, distributor, versionId } = await aDraft();
  const { id } = await hook(distributor);
  receiver.answer(422);
  await activateVersion(vendor, { id: versionId });
  for (let n = 0; n < mostAttempts; n++) {
    await deliverDue();
    // Another message gets through, so that the webhook counts as healthy.
    receiver.answer(200);
    await testWebhook(distributor, { id });
    receiver.answer(422);
    later(10 * 60 * minute);
  }
  const failed = (await deliveriesOf(distributor, id)).find((d) => d.status === "failed");
  expect(failed).toMatchObject({ attempts: mostAttempts, event: "price_version.activated" });
  receiver.answer(200);
  const again = await resendDelivery(distributor, { webhookId: id, id: failed?.id ?? "" });
  expect(again).toMatchObject({ status: "delivered", attempts: mostAttempts + 1 });
});

describe("a person", () => {
  test("switches it off, and what happens meanwhile is not kept", async () => {
    const { vendor, distributor, versionId } = await aDraft();
    const { id } = await hook(distributor);
    await updateWebhook(distributor, { id, enabled: false });
    await activateVersion(vendor, { id: versionId });
    expect(await deliveriesOf(distributor, id)).toEqual([]);
    expect(await codeOf(updateWebhook(distributor, { id, enabled: true, revision: 1 }))).toBe("conflict");
  });

  test("tests it, also while it is off, and sees request and answer", async () => {
    const distributor = await newDistributor();
    const { id } = await hook(distributor);
    await updateWebhook(distributor, { id, enabled: false });
    receiver.answer({ status: 418, headers: { "x-pot": "tea" }, body: "short and stout\u0000" });
    const delivery = await testWebhook(distributor, { id });
    expect(delivery).toMatchObject({ status: "failed", attempts: 1, event: "webhook.test" });
    expect(JSON.parse(delivery.body ?? "")).toMatchObject({
      type: "webhook.test",
      data: { webhook: { id } },
    });
    expect(delivery.log[0]).toMatchObject({
      responseStatus: 418,
      responseHeaders: { "x-pot": "tea" },
      responseBody: "short and stout\ufffd",
      error: "it answered 418 instead of a 2xx status",
    });
    expect(delivery.log[0]?.requestHeaders["webhook-id"]).toBe(delivery.id);
  });

  test("never sees the secret again", async () => {
    const distributor = await newDistributor();
    const { id, secret } = await hook(distributor);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await getWebhook(distributor, { id }))).not.toContain("secret");
    expect(JSON.stringify(await listWebhooks(distributor))).not.toContain("secret");
  });

  test("who is a viewer or an editor is refused, a neighbour gets not_found", async () => {
    const distributor = await newDistributor();
    const { id } = await hook(distributor);
    for (const role of ["viewer", "editor"] as const) {
      const other = as(role, distributor);
      expect(await codeOf(listWebhooks(other))).toBe("forbidden");
      expect(await codeOf(hook(other))).toBe("forbidden");
      expect(await codeOf(testWebhook(other, { id }))).toBe("forbidden");
    }
    const neighbour = await newDistributor();
    const { id: delivery } = await testWebhook(distributor, { id });
    const at = { webhookId: id, id: delivery };
    for (const ask of [
      () => getWebhook(neighbour, { id }),
      () => updateWebhook(neighbour, { id, enabled: false }),
      () => deleteWebhook(neighbour, { id }),
      () => testWebhook(neighbour, { id }),
      () => listDeliveries(neighbour, { webhookId: id, query: everything }),
      () => getDelivery(neighbour, at),
      () => resendDelivery(neighbour, at),
    ]) {
      expect(await codeOf(ask())).toBe("not_found");
    }
    await deleteWebhook(distributor, { id });
    expect(await codeOf(getWebhook(distributor, { id }))).toBe("not_found");
  });
});

describe("where it leads", () => {
  test.each([
    "http://example.com/hook",
    "https://localhost/hook",
    "https://127.0.0.1/hook",
    "https://10.0.0.8:8443/hook?x=1",
    "https://[::1]/hook",
    "https://[::ffff:127.0.0.1]/hook",
    "https://2130706433/hook",
    "https://0x7f.1/hook",
    "https://metadata.internal/hook",
    "https://user:pass@example.com/hook",
    "ftp://example.com/hook",
    "example.com/hook",
  ])("%s is refused", async (url) => {
    delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
    const vendor = await newVendor();
    expect(await codeOf(createWebhook(vendor, { url, description: null, topics }))).toBe("invalid");
    expect((await listWebhooks(vendor)).total).toBe(0);
  });

  test("what was allowed when it was made is checked again at every call", async () => {
    const vendor = await newVendor();
    const { id } = await hook(vendor);
    delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
    const { log } = await testWebhook(vendor, { id });
    expect(log[0]).toMatchObject({ responseStatus: null });
    expect(log[0]?.error).toMatch(/https/);
    expect(receiver.received).toEqual([]);
  });

  test("a redirect is not followed", async () => {
    const vendor = await newVendor();
    const { id } = await hook(vendor);
    receiver.answer({ status: 302, headers: { location: `${receiver.url}/elsewhere` } });
    const { log, status } = await testWebhook(vendor, { id });
    expect(status).toBe("failed");
    expect(log[0]?.error).toBe("it redirects (302), which is not followed");
    expect(receiver.received).toHaveLength(1);
  });

  test("of a long answer only the beginning is read", async () => {
    const vendor = await newVendor();
    const { id } = await hook(vendor);
    receiver.answer({ status: 200, body: "x".repeat(5_000_000) });
    const { log, status } = await testWebhook(vendor, { id });
    expect(status).toBe("delivered");
    expect(log[0]?.responseBody).toHaveLength(4096);
  });
});
