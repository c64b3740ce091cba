import { expect, type Page } from "@playwright/test";
import { apiClient, type Resource } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { demo, fillPrices, newPriceList, newProduct, unique } from "./world";

async function addPlan(page: Page, name: string, periods: string[]): Promise<void> {
  await page.getByRole("link", { name: "Add plan" }).first().click();
  const drawer = page.getByRole("dialog", { name: "Add plan" });
  await drawer.getByLabel("Name").fill(name);
  await drawer.getByRole("checkbox", { name: "1 month", exact: true }).uncheck();
  for (const period of periods) await drawer.getByRole("checkbox", { name: period, exact: true }).check();
  await drawer.getByRole("button", { name: "Add plan" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Parts of the offer" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

/** The names in the first cell of each row, in order. */
async function rowNames(page: Page, handle: RegExp): Promise<(string | null)[]> {
  const handles = await page.getByRole("button", { name: handle }).all();
  return Promise.all(handles.map((one) => one.getAttribute("aria-label")));
}

async function createOffer(page: Page, productId: string, name: string): Promise<void> {
  await page.goto(`/offers/new?product=${productId}`);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create offer" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("No plans yet")).toBeVisible();
}

async function publish(page: Page, number: number): Promise<void> {
  await page.getByRole("link", { name: "Publish version" }).click();
  await page.getByRole("button", { name: `Publish version ${number}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(`Version ${number}`) })).toContainText("Public");
}

test("a vendor builds an offer, sees what publishing changes, and publishes it", async ({
  page,
  request,
  signIn,
}) => {
  test.setTimeout(120_000);
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor, ["SEAT-1", "SEAT-2"]);
  const name = unique("Suite for teams");
  await signIn(page, "vendor@example.com");

  await test.step("creates it", async () => {
    await createOffer(page, product.id, name);
  });

  await test.step("adds plans; only one has the one-month trial", async () => {
    await addPlan(page, "Basic", ["1 year"]);
    await addPlan(page, "Pro", ["1 year", "1-month trial"]);
    await page.getByRole("link", { name: "Basic", exact: true }).click();
    const drawer = page.getByRole("dialog", { name: "Edit Basic" });
    await expect(drawer.getByRole("checkbox", { name: /1-month trial/ })).toBeDisabled();
    await expect(drawer.getByText("Pro has it")).toBeVisible();
    await drawer.getByRole("checkbox", { name: "1 year" }).uncheck();
    await drawer.getByRole("button", { name: "Save plan" }).click();
    await expect(drawer.getByText(/at least one period/)).toBeVisible();
    await drawer.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard changes" }).click();
    await expect(drawer).toBeHidden();
    await expectAccessible(page);
  });

  await test.step("reorders them by keyboard", async () => {
    await page.getByRole("button", { name: /^Move Pro:/ }).press("ArrowUp");
    await expect
      .poll(() => rowNames(page, /^Move /))
      .toEqual([expect.stringMatching(/^Move Pro:/), expect.stringMatching(/^Move Basic:/)]);
    await page.reload();
    expect((await rowNames(page, /^Move /))[0]).toMatch(/^Move Pro:/);
  });

  await test.step("deletes one and undoes it", async () => {
    await page.getByRole("button", { name: "Actions for Basic" }).click();
    await page.getByRole("menuitem", { name: "Delete plan" }).click();
    const deleted = page.getByRole("status", { name: "Deleted in this visit" });
    await expect(deleted).toContainText("Plan Basic was deleted.");
    await expect(page.getByRole("link", { name: "Basic", exact: true })).toBeHidden();
    await deleted.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("link", { name: "Basic", exact: true })).toBeVisible();
    await expect(deleted).toBeHidden();
  });

  await test.step("adds a group, features and their values", async () => {
    await tab(page, "Features");
    await page.getByRole("link", { name: "Add group" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Add group" });
    await drawer.getByLabel("Name").fill("Storage");
    await drawer.getByRole("button", { name: "Add group" }).click();
    const add = page.getByLabel("Add a feature to Storage");
    for (const feature of ["Space", "Backup"]) {
      await add.fill(feature);
      await add.press("Enter");
      await expect(page.getByRole("rowheader", { name: feature })).toBeVisible();
      await expect(add).toHaveValue("");
    }
    await page.getByRole("textbox", { name: "Space in Pro" }).fill("unlimited");
    await page.getByRole("textbox", { name: "Space in Pro" }).press("ArrowDown");
    await expect(page.getByRole("textbox", { name: "Backup in Pro" })).toBeFocused();
    await page.getByRole("textbox", { name: "Backup in Pro" }).fill("yes");
    await page.getByRole("textbox", { name: "Space in Basic" }).fill("100 GB");
    await page.getByRole("textbox", { name: "Backup in Basic" }).fill("x".repeat(65));
    await page.getByRole("textbox", { name: "Backup in Basic" }).press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "at most 64 are allowed" })).toBeVisible();
    await page.getByRole("textbox", { name: "Backup in Basic" }).fill("Once a week");
    await page.getByRole("textbox", { name: "Backup in Basic" }).press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "at most 64" })).toBeHidden();
    await page.getByRole("button", { name: /^Move Backup:/ }).press("ArrowUp");
    await expect
      .poll(() => rowNames(page, /^Move (Space|Backup):/))
      .toEqual([expect.stringMatching(/^Move Backup:/), expect.stringMatching(/^Move Space:/)]);
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Backup in Basic" })).toHaveValue("Once a week");
    await expect(page.getByRole("textbox", { name: "Space in Basic" })).toHaveValue("100 GB");
    await expect(page.getByRole("textbox", { name: "Space in Pro" })).toHaveValue("unlimited");
  });

  await test.step("says what is ordered in each plan", async () => {
    await tab(page, "Items");
    await page.getByRole("link", { name: "Add item line" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Add item line" });
    await drawer.getByLabel("Name").fill("Seats");
    await drawer.getByRole("button", { name: "Add item line" }).click();
    await page.getByLabel("Item of Seats in Basic, 1 year").click();
    await page.getByRole("option", { name: /SEAT-1/ }).click();
    const maximum = page.getByLabel("Maximum of Seats in Basic, 1 year");
    await maximum.fill("0");
    await maximum.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "at least 1" })).toBeVisible();
    await maximum.fill("25");
    await maximum.press("Enter");
    await expect(page.getByText("Not sold for 1-month trial")).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByLabel("Maximum of Seats in Basic, 1 year")).toHaveValue("25");
    await expect(page.getByLabel("Item of Seats in Basic, 1 year")).toHaveValue("Item SEAT-1");
  });

  await test.step("publishes, having seen what changes", async () => {
    await page.getByRole("link", { name: "Publish version" }).click();
    const changes = page.getByRole("region", { name: "What changes" });
    await expect(changes.getByRole("row", { name: /Basic.*Added.*1 year/ })).toBeVisible();
    await expect(
      changes.getByRole("row", { name: /Seats in Basic, 1 year.*Item SEAT-1.*1–25/ }),
    ).toBeVisible();
    await expect(page.getByText("Plans and periods without an item to order: 2.")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("What changed").fill("First plans");
    await page.getByRole("button", { name: "Publish version 2" }).click();
    const row = page.getByRole("row", { name: /Version 2/ });
    await expect(row).toContainText("Public");
    await expect(row).toContainText("First plans");
    await expectAccessible(page);
    await row.getByRole("button", { name: "Actions for version 2" }).click();
    await page.getByRole("menuitem", { name: "Make private…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Make private" }).click();
    await expect(row).toContainText("Private");
    await page.getByRole("link", { name: "Version 2", exact: true }).click();
    await expect(page.getByRole("region", { name: "What changed" })).toContainText("0 changed");
    await expect(page.getByRole("region", { name: "Comparison of plans" })).toContainText("100 GB");
    await expectAccessible(page);
  });
});

test("a viewer sees every part, and why nothing can be changed", async ({ page, signIn }) => {
  await signIn(page, "vendor-viewer@example.com");
  await page.goto("/offers");
  await page.getByRole("link", { name: "Creative for business" }).click();
  await expect(page).toHaveURL(/\/offers\/OFR-/);
  const buttons = { Plans: "Add plan", Features: "Add feature", Items: "Add item line" };
  for (const [name, button] of Object.entries(buttons)) {
    await tab(page, name);
    const add = page.getByRole("button", { name: button });
    await expect(add).toHaveAttribute("aria-disabled", "true");
    await expect(add).toHaveAccessibleDescription(/viewer|editor|admin/i);
    await expect(page.getByRole("button", { name: /^Move / })).toHaveCount(0);
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await expectAccessible(page);
  }
  await tab(page, "Versions");
  await page.getByRole("button", { name: "Actions for version 2" }).click();
  const makePrivate = page.getByRole("menuitem", { name: /Make private/ });
  await expect(makePrivate).toHaveAttribute("aria-disabled", "true");
  await expect(makePrivate).toContainText(/viewer|editor|admin/i);
});

test("a version that a listing carries stays public, and says which listing", async ({ page, signIn }) => {
  await signIn(page, "vendor@example.com");
  await page.goto("/offers");
  await page.getByRole("link", { name: "Creative for business" }).click();
  await tab(page, "Versions");
  await page.getByRole("button", { name: "Actions for version 3" }).click();
  const makePrivate = page.getByRole("menuitem", { name: /Make private/ });
  await expect(makePrivate).toContainText(/Version 3 cannot be made private: LST-[\d-]+ carries it\./);
  await expect(makePrivate).toHaveAttribute("aria-disabled", "true");
});

test("a distributor reads the comparison only", async ({ page, signIn }) => {
  await signIn(page, "distributor@example.com");
  await page.goto("/offers");
  await page.getByRole("link", { name: "Creative for business" }).click();
  await expect(page.getByRole("region", { name: "Comparison of plans" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Parts of the offer" })).toHaveCount(0);
});

test("a vendor with a product but no offer is told what an offer is for", async ({ page, signIn }) => {
  await signIn(page, "vendor2@example.com");
  await page.goto("/offers");
  await expect(page.getByRole("main").getByText("No offers yet")).toBeVisible();
  await expect(page.getByRole("link", { name: "New offer" }).first()).toBeVisible();
});

type ListingRequest = Resource & { listing: { id: string } };

test("the reviewer sees what a request changes: the whole of what is new, then the differences", async ({
  page,
  request,
  signIn,
}) => {
  test.setTimeout(120_000);
  const vendor = apiClient(request, tokens.vendor);
  const distributor = apiClient(request, tokens.distributor);
  const product = await newProduct(vendor, ["SEAT-1"]);
  const first = await newPriceList(vendor, product.id);
  await fillPrices(vendor, first.version, { price: "300.00", st0p: "365.00", st1p: "345.50" });
  await vendor.act(`pricing/versions/${first.version}/activate`);
  await signIn(page, "vendor@example.com");
  await createOffer(page, product.id, unique("Suite"));
  const offerId = new URL(page.url()).pathname.split("/")[2];
  await addPlan(page, "Basic", ["1 year"]);
  await publish(page, 2);

  const wanted = await vendor.create<ListingRequest>("listing-requests", {
    type: "new",
    product_id: product.id,
    contract_id: demo.usContract,
    pricelist_id: first.id,
    offer_id: offerId,
    note: "For tests",
  });
  await vendor.act(`listing-requests/${wanted.id}/submit`);

  await test.step("of a new listing: how many items each column prices, the prices, the plans", async () => {
    await page.context().clearCookies();
    await signIn(page, "distributor@example.com");
    await page.goto(`/requests/${wanted.id}`);
    const prices = page.getByRole("region", { name: "Price list: prices in USD" });
    await expect(prices.getByRole("listitem").filter({ hasText: "required" }).first()).toContainText(
      "1 of 1",
    );
    await expect(prices.getByRole("row", { name: /Item SEAT-1/ })).toContainText("365.00");
    const plans = page.getByRole("region", { name: "Comparison of plans" });
    await expect(plans.getByRole("columnheader", { name: /Basic/ })).toBeVisible();
    await expectAccessible(page);
  });

  await distributor.act(`listing-requests/${wanted.id}/deploy`);
  await distributor.act(`listing-requests/${wanted.id}/complete`);
  const second = await newPriceList(vendor, product.id);
  await fillPrices(vendor, second.version, { price: "330.00", st0p: "365.00", st1p: "345.50" });
  await vendor.act(`pricing/versions/${second.version}/activate`);
  await page.context().clearCookies();
  await signIn(page, "vendor@example.com");
  await page.goto(`/offers/${offerId}/plans`);
  await addPlan(page, "Pro", ["1 year"]);
  await publish(page, 3);
  const change = await vendor.create<ListingRequest>("listing-requests", {
    type: "update",
    listing_id: wanted.listing.id,
    pricelist_id: second.id,
    offer_id: offerId,
    note: "For tests",
  });
  await vendor.act(`listing-requests/${change.id}/submit`);

  await test.step("of a change: only what differs, with counts first", async () => {
    await page.context().clearCookies();
    await signIn(page, "distributor@example.com");
    await page.goto(`/requests/${change.id}`);
    const prices = page.getByRole("region", { name: "Price list: prices in USD" });
    await expect(prices).toContainText("1 changed · 0 added · 0 removed · 2 unchanged · median +10.00");
    await expect(prices.getByRole("row", { name: /Item SEAT-1/ })).toHaveCount(1);
    await expect(prices.getByRole("row", { name: /Item SEAT-1/ })).toContainText("+30.00");
    const offer = page.getByRole("region", { name: /^Offer:/ });
    await expect(offer).toContainText("0 changed · 1 added · 0 removed");
    await expect(offer.getByRole("row", { name: /Pro.*Added.*1 year/ })).toBeVisible();
    await expectAccessible(page);
  });
});
