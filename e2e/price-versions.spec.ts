import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { type ApiClient, apiClient, type Resource } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { demo, fillPrices, newActiveList, newListing, newProduct } from "./world";

/** A listed price list: version 1 in force, and version 2 a draft with other prices. */
async function aListWithDraft(vendor: ApiClient, distributor: ApiClient) {
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  await newListing(vendor, distributor, product.id, list.id);
  const draft = await vendor.create<Resource>("pricing/versions", {
    base: { id: list.version },
    description: "Dearer",
  });
  const [item] = product.items;
  await vendor.change(`pricing/versions/${draft.id}/points/${item?.id}`, {
    attributes: { price: 150, st0p: 0 },
  });
  return { product, list, draft, item: item?.id ?? "", path: `/price-lists/${list.id}/versions/2` };
}

test.beforeEach(({ page, signIn }) => signIn(page, "vendor@example.com"));

test("the time line shows which version of every list is in force when, as a chart and as a table", async ({
  page,
}) => {
  await page.goto("/price-lists");
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page).toHaveURL(/\/price-lists\/timeline$/);
  const chart = page.getByRole("list", { name: "Versions over time" });
  const active = chart.getByRole("link", {
    name: /^Version 3 .*of North America list prices\. Active: from/,
  });
  await expect(active).toBeVisible();
  await expect(
    chart.getByRole("link", { name: /^Version 4 .*of North America.* Scheduled: from/ }),
  ).toBeVisible();
  await page.getByRole("link", { name: "Everything" }).click();
  await expect(
    chart.getByRole("link", { name: /^Version 1 .*of North America.* Expired: from/ }),
  ).toBeVisible();
  await page.getByText("Show as a table").click();
  const table = page.getByRole("table", { name: "Versions over time, as a table" });
  await expect(table.getByRole("row").filter({ hasText: "North America list prices" })).toHaveCount(4);
  await expectAccessible(page);
  await active.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Version 3" })).toBeVisible();
});

test("a version is scheduled, re-dated, unscheduled and activated, each time with what it touches", async ({
  page,
  request,
}) => {
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const { path, list } = await aListWithDraft(vendor, distributor);
  await page.goto(path);
  await page.getByRole("button", { name: "Schedule…" }).click();
  const schedule = page.getByRole("dialog", { name: "Schedule version 2" });
  await expect(
    schedule.getByText(/At its start v2 replaces v1, to the millisecond\. 1 listing is affected\./),
  ).toBeVisible();
  await expect(schedule.getByText("1 item has a price of zero.")).toBeVisible();
  await expectAccessible(page);
  await schedule.getByLabel("Start").fill("2031-03-01T00:00");
  await schedule.getByRole("button", { name: "Schedule version" }).click();
  await expect(schedule.getByText("Tick this to go on in spite of the warnings.")).toBeVisible();
  await schedule.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
  await schedule.getByRole("button", { name: "Schedule version" }).click();
  await expect(schedule).toBeHidden();
  await expect(page.getByText("1 Mar 2031, 00:00 UTC").first()).toBeVisible();

  await page.getByRole("button", { name: "Change start…" }).click();
  const change = page.getByRole("dialog", { name: "Change the start of version 2" });
  await change.getByLabel("Start").fill("2031-04-01T00:00");
  await change.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
  await change.getByRole("button", { name: "Change start" }).click();
  await expect(change).toBeHidden();
  await expect(page.getByText("1 Apr 2031, 00:00 UTC").first()).toBeVisible();

  await page.getByRole("button", { name: "Unschedule" }).click();
  const unschedule = page.getByRole("alertdialog", { name: "Unschedule version 2?" });
  await expect(unschedule.getByText(/v1 stays in force where v2 would have replaced it\./)).toBeVisible();
  await unschedule.getByRole("button", { name: "Unschedule version" }).click();
  await expect(unschedule).toBeHidden();

  await page.getByRole("button", { name: "Activate now…" }).click();
  const activate = page.getByRole("dialog", { name: "Activate version 2 now?" });
  await expect(activate.getByText(/Activating v2 replaces v1 now\. 1 listing is affected\./)).toBeVisible();
  await activate.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
  await activate.getByRole("button", { name: "Activate version" }).click();
  await expect(activate).toBeHidden();
  await expect(page.getByRole("button", { name: "New version from this…" })).toBeVisible();

  await page.goto(`/price-lists/${list.id}`);
  await page.getByRole("button", { name: /^More actions for/ }).click();
  await page.getByRole("menuitem", { name: "Terminate price list…" }).click();
  const terminate = page.getByRole("alertdialog", { name: /^Terminate/ });
  await expect(
    terminate.getByText(/v2 expires now, and nothing takes its place\. 1 listing is affected\./),
  ).toBeVisible();
});

test("readiness leads from each finding to the cells", async ({ page, request }) => {
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const { path, item } = await aListWithDraft(vendor, distributor);
  await page.goto(`${path}?tab=readiness`);
  const findings = page.getByRole("list", { name: "Findings" });
  await expect(findings.getByText("1 item has a price of zero.")).toBeVisible();
  await expect(findings.getByText("1 item has a customer price below cost.")).toBeVisible();
  await expectAccessible(page);
  await findings.getByRole("link", { name: item }).first().click();
  await expect(page).toHaveURL(new RegExp(`q=${item}`));
  await page.goto(`${path}?tab=readiness`);
  await findings.getByRole("link", { name: "Compare with v1" }).click();
  await expect(page).toHaveURL(/tab=compare&with=1&kind=changed/);
});

test("two versions are compared: summary first, the largest change on top, by item, and to take along", async ({
  page,
  request,
}) => {
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const { path, item, list, draft, product } = await aListWithDraft(vendor, distributor);
  await page.goto(`${path}?tab=compare`);
  await expect(
    page.getByText(/^2 changed · 0 added · 0 removed · 4 unchanged · median −75\.00/),
  ).toBeVisible();
  const rows = page.getByRole("table", { name: /differ$/ }).getByRole("row");
  await expect(rows.nth(1)).toContainText("−100.00");
  await expect(rows.nth(2)).toContainText("−50.00");
  await page.getByRole("link", { name: "Δ %" }).click();
  await expect(rows.nth(1)).toContainText("−50.00");
  await expectAccessible(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export comparison" }).click();
  await page.getByRole("menuitem", { name: "Text file (CSV)" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  expect(file).toContain(`Item ID,MPN,Name,Column,${list.version},${draft.id},Change,Change %,Kind`);
  await rows.nth(1).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`item=${item}`));
  await expect(rows).toHaveCount(4);

  const other = await newActiveList(vendor, product.id);
  await page.goto(`${path}?tab=compare&with=${other.version}`);
  await expect(page.getByText(/^2 changed · 0 added · 0 removed/)).toBeVisible();
});

test("an item's price over time is drawn as steps and told version by version", async ({ page }) => {
  await page.goto(`/price-lists/${demo.northAmerica}/items/${demo.allApps.id}`);
  await expect(page.getByRole("application")).toBeVisible();
  await expect(page.getByText("Customer price (MSRP) (USD)")).toBeVisible();
  const table = page.getByRole("table", { name: "Prices over time in USD" });
  await expect(table.getByRole("row").filter({ hasText: "Version 3" })).toContainText("365.00");
  await expect(table.getByRole("row").filter({ hasText: "Version 4" })).toContainText("379.60");
  await expectAccessible(page);
});

test("prices as of an instant, past or future, name the version and how long it holds", async ({
  page,
  request,
}) => {
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor);
  const list = await newActiveList(vendor, product.id);
  const next = await vendor.create<Resource>("pricing/versions", {
    base: { id: list.version },
    description: "",
  });
  await fillPrices(vendor, next.id, { price: "310.00", st0p: "370.00", st1p: "350.00" });
  await vendor.act(`pricing/versions/${next.id}/schedule`, { start_at: "2031-06-01T00:00:00Z" });
  await page.goto(`/price-lists/${list.id}`);
  await page.getByLabel("Price in force at").fill("2031-06-01T00:00");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByRole("status").filter({ hasText: "version 2" })).toContainText(
    "it will be version 2, in force from 1 Jun 2031, 00:00 UTC with no end known",
  );
  await page.getByRole("link", { name: "Prices at that instant" }).click();
  const table = page.getByRole("table", { name: "Prices in USD" });
  await expect(table.getByRole("row").nth(1)).toContainText("370.00");
  await page.getByLabel("Price in force at").fill("2031-05-31T23:59");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(table.getByRole("row").nth(1)).toContainText("365.00");
  await page.getByLabel("Price in force at").fill("2001-01-01T00:00");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText(/No version was in force at 1 Jan 2001/)).toBeVisible();
  await expectAccessible(page);
});

test("a distributor sees what its own list replaces on its marketplace", async ({ page, signIn }) => {
  await page.context().clearCookies();
  await signIn(page, "distributor@example.com");
  await page.goto(`/price-lists/in-force?marketplace=${demo.marketplaces.europe}`);
  const row = page
    .getByRole("table", { name: "Prices in EUR" })
    .getByRole("row")
    .filter({ hasText: demo.allApps.mpn });
  await expect(row.getByText("The vendor suggests").first()).toBeAttached();
  await expect(page.getByText(/your own price list takes its place/)).toBeVisible();
  await expectAccessible(page);
});

test("buttons that cannot be used say why", async ({ page, request }) => {
  const vendor = apiClient(request, tokens.vendor);
  const list = await newActiveList(vendor, (await newProduct(vendor)).id);
  await page.goto(`/price-lists/${list.id}/versions/1`);
  await page.getByRole("button", { name: "More actions for version 1" }).click();
  await expect(page.getByRole("menuitem", { name: /Schedule…/ })).toContainText("is active");
});
