import { afterEach, beforeEach, expect, test } from "vitest";
import { apiClient } from "@/app/_edge/testing";
import { newListing } from "@/lib/services/testing/listings";
import { aReceiver, type Receiver } from "@/lib/services/testing/receiver";
import { deliverDue } from "@/lib/services/webhooks/deliver";
import * as readNotice from "./notices/[id]/read/route";
import * as readAll from "./notices/read/route";
import * as notices from "./notices/route";
import * as terminate from "./pricing/lists/[listId]/terminate/route";
import * as resend from "./webhooks/[id]/deliveries/[deliveryId]/resend/route";
import * as delivery from "./webhooks/[id]/deliveries/[deliveryId]/route";
import * as deliveries from "./webhooks/[id]/deliveries/route";
import * as webhook from "./webhooks/[id]/route";
import * as testing from "./webhooks/[id]/test/route";
import * as webhooks from "./webhooks/route";

let receiver: Receiver;

beforeEach(async () => {
  process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS = "1";
  receiver = await aReceiver();
});

afterEach(async () => {
  delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
  await receiver.close();
});

test("a distributor’s system makes a webhook, tests it, is told, reads the log, sends again and deletes it", async () => {
  const { vendor, distributor, priceListId } = await newListing();
  const [seller, api] = [await apiClient(vendor), await apiClient(distributor)];
  const body = { url: receiver.url, topics: ["price_list.terminated"] };
  const made = await api(webhooks.POST, { method: "POST", body });
  expect(made).toMatchObject({ status: 201, body: { url: receiver.url, enabled: true, description: "" } });
  expect(made.body.secret).toMatch(/^whsec_/);
  const { id } = made.body;
  const at = { params: { id } };
  const read = await api(webhook.GET, at);
  expect(read.body).not.toHaveProperty("secret");
  expect(read.headers.get("etag")).toBe('"1"');
  expect((await api(testing.POST, { ...at, method: "POST" })).body).toMatchObject({
    type: "webhook.test",
    status: "delivered",
    log: [{ number: 1, response: { status: 200, body: "ok" }, error: null }],
  });

  await seller(terminate.POST, { method: "POST", params: { listId: priceListId } });
  await deliverDue();
  const sent = JSON.parse(receiver.received.at(-1)?.body ?? "{}");
  expect(sent).toMatchObject({
    type: "price_list.terminated",
    data: { pricelist: { id: priceListId, status: "terminated" }, difference: { to: null } },
  });
  const log = await api(deliveries.GET, { ...at, query: "eq(type,price_list.terminated)" });
  expect(log.body).toMatchObject([{ status: "delivered", attempts: 1, notice: sent.data.notice }]);
  const one = { params: { id, deliveryId: log.body[0].id } };
  expect((await api(resend.POST, { ...one, method: "POST" })).body).toMatchObject({ attempts: 2 });
  const detail = await api(delivery.GET, one);
  expect(JSON.parse(detail.body.request_body)).toEqual(sent);
  expect(detail.body.log.map((attempt: { number: number }) => attempt.number)).toEqual([2, 1]);

  const off = await api(webhook.PUT, { ...at, method: "PUT", body: { enabled: false } });
  expect(off.body).toMatchObject({ enabled: false, status: "disabled" });
  expect((await api(resend.POST, { ...one, method: "POST" })).body.error_code).toBe("STA_001");
  const stale = { ...at, method: "DELETE", headers: { "if-match": '"1"' } };
  expect((await api(webhook.DELETE, stale)).status).toBe(412);
  expect((await api(webhook.DELETE, { ...at, method: "DELETE" })).status).toBe(204);
  expect((await api(webhook.GET, at)).status).toBe(404);
});

test("what is wrong with a webhook is said by field", async () => {
  const { distributor } = await newListing();
  const api = await apiClient(distributor);
  const wrong = await api(webhooks.POST, { method: "POST", body: { url: "mailto:x", topics: ["x"] } });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.join()).toMatch(/topics\.0: must be of price_version\.scheduled, /);
  const target = await api(webhooks.POST, {
    method: "POST",
    body: { url: "mailto:x@example.com", topics: ["price_version.activated"] },
  });
  expect(target.body.errors).toEqual(["url: must start with https://"]);
});

test("notices are listed with what has been read, marked one by one or all", async () => {
  const { vendor, distributor, priceListId, versionId } = await newListing();
  const [seller, api] = [await apiClient(vendor), await apiClient(distributor)];
  await seller(terminate.POST, { method: "POST", params: { listId: priceListId } });
  const { body, headers } = await api(notices.GET, { query: "eq(type,price_list.terminated)" });
  expect(headers.get("content-range")).toBe("items 0-0/1");
  expect(body[0]).toMatchObject({
    read: false,
    pricelist: { id: priceListId },
    difference: { from: { id: versionId }, to: null, summary: { removed: 4 } },
  });
  const { id } = body[0];
  expect((await api(readNotice.POST, { method: "POST", params: { id } })).status).toBe(204);
  expect((await api(notices.GET, { query: "eq(type,price_list.terminated)" })).body[0].read).toBe(true);
  expect((await seller(readAll.POST, { method: "POST" })).status).toBe(204);
  const seen = await seller(notices.GET);
  expect(seen.body.map((notice: { read: boolean }) => notice.read)).toEqual([true, true]);
  const nobody = { method: "POST", params: { id: "NTC-0000-0000-0000-0000" } };
  expect((await api(readNotice.POST, nobody)).status).toBe(404);
});
