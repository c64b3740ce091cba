import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { aReceiver, type Receiver } from "../lib/services/testing/receiver";
import { apiClient } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { fillPrices, newActiveList, newListing, newProduct } from "./world";

const events = ["price_version.scheduled", "price_version.unscheduled", "price_version.activated"];

let receiver: Receiver;

test.beforeEach(async () => {
  receiver = await aReceiver();
});

test.afterEach(() => receiver.close());

/** Makes a webhook in the settings. Ends at its page and answers its secret. */
async function newWebhook(page: Page): Promise<string> {
  await page.goto("/settings/webhooks");
  await page.getByRole("link", { name: "New webhook" }).first().click();
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("Description").fill("Price catalogue");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create webhook" }).click();
  const banner = page.getByRole("status").filter({ hasText: "shown only this once" });
  const secret = (await banner.getByRole("code").innerText()).trim();
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole("link", { name: "Go to webhook" }).click();
  await expect(page.getByRole("heading", { name: receiver.url })).toBeVisible();
  return secret;
}

function expectSigned({ headers, body }: Receiver["received"][number], secret: string): void {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  expect(headers["webhook-signature"]).toBe(
    `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
  );
}

test("a distributor is told on its overview and by webhook what a vendor does to listed prices", async ({
  page,
  request,
  signIn,
}) => {
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  await newListing(vendor, distributor, product.id, list.id);
  await signIn(page, "distributor@example.com");
  const secret = await newWebhook(page);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText(/^The receiver answered 200 within/)).toBeVisible();
  await expect(page.getByRole("row", { name: /webhook\.test Delivered 1/ })).toBeVisible();

  const draft = { base: { id: list.version }, description: "Autumn" };
  const next = await vendor.create("pricing/versions", draft);
  await fillPrices(vendor, next.id, { price: "330.00", st0p: "401.50", st1p: "380.05" });
  await vendor.act(`pricing/versions/${next.id}/schedule`, { start_at: "2199-01-01T00:00:00Z" });
  await vendor.act(`pricing/versions/${next.id}/activate`);
  await expect.poll(() => receiver.received.length).toBe(3);
  for (const message of receiver.received) expectSigned(message, secret);
  const told = receiver.received.slice(1).map(({ body }) => JSON.parse(body));
  // Messages may overtake each other.
  expect(told.map(({ type }) => type).sort()).toEqual([events[2], events[0]]);
  const activated = told.find(({ type }) => type === "price_version.activated");
  expect(activated.data).toMatchObject({
    version: { id: next.id, status: "active", pricelist: { id: list.id } },
    difference: {
      from: { id: list.version },
      summary: { changed: 6, added: 0, median_change_percent: "10.00" },
    },
  });

  await page.goto("/");
  const changes = page.getByRole("list", { name: "What changed" });
  const notice = changes.getByRole("listitem").filter({ hasText: `Version 2 of ${list.name}` });
  await expect(notice.filter({ hasText: "Activated" })).toContainText(
    "6 changed · 0 added · 0 removed · median +10.00",
  );
  await expectAccessible(page);
  const unread = notice.filter({ hasText: "Activated" });
  await unread.getByRole("button", { name: "Mark as read" }).click();
  await expect(unread.getByRole("button", { name: "Mark as read" })).toBeHidden();
  await unread.getByRole("link", { name: "Compare" }).click();
  await expect(page).toHaveURL(/tab=compare&with=1/);
  await expect(page.getByText("6 changed").first()).toBeVisible();
});

test("a receiver that is down misses nothing: the log shows request and answer, and a delivery is sent again", async ({
  page,
  request,
  signIn,
}) => {
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  await newListing(vendor, distributor, product.id, list.id);
  await signIn(page, "distributor@example.com");
  await newWebhook(page);
  const webhook = page.url();
  receiver.answer({ status: 503, body: "down for maintenance" });
  await vendor.act(`pricing/lists/${list.id}/terminate`);
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  await page.goto(webhook);
  await expect(page.getByText(/^Every call has failed since/)).toBeVisible();
  await page.getByRole("link", { name: "price_list.terminated" }).click();
  const attempt = page.getByRole("region", { name: "Attempt 1" });
  await expect(attempt.getByText("Not delivered: it answered 503 instead of a 2xx status.")).toBeVisible();
  await expect(attempt.getByText("down for maintenance")).toBeVisible();
  await expect(attempt.getByText(/webhook-signature: v1,/)).toBeVisible();
  await expectAccessible(page);

  receiver.answer(200);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText(/^The receiver answered 200 within/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Delivered/ })).toBeVisible();
  const [first, last] = [receiver.received[0], receiver.received.at(-1)];
  expect(last?.body).toBe(first?.body);
  expect(last?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);

  await page.goto(webhook);
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
});

test("who is no admin is told who can", async ({ page, signIn }) => {
  await signIn(page, "vendor-viewer@example.com");
  await page.goto("/settings/webhooks");
  await expect(page.getByText("Only admins manage webhooks")).toBeVisible();
  await expectAccessible(page);
});
