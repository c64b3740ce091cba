import { expect, type Page } from "@playwright/test";
import { apiClient } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { fillPrices, newPriceList, newProduct, unique } from "./world";

const proceed = (page: Page) => page.getByRole("button", { name: "Continue" }).click();
const step = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 2, name })).toBeVisible();

async function choose(page: Page, combobox: string, text: string): Promise<void> {
  await page.getByRole("combobox", { name: combobox }).fill(text);
  await page.getByRole("option", { name: text }).first().click();
}

test.describe("a vendor makes a price list", () => {
  test.beforeEach(({ page, signIn }) => signIn(page, "vendor@example.com"));

  test("step by step: each is checked, going back and a reload keep what was typed", async ({
    page,
    request,
  }) => {
    const product = await newProduct(apiClient(request, tokens.vendor));
    const name = unique("Pricing for NA market");
    await page.goto("/price-lists/new");
    await step(page, "General");
    await proceed(page);
    await expect(page.getByText("must not be empty")).toBeVisible();
    await expect(page.getByText("Choose a currency.")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Name").fill(name);
    await choose(page, "Currency", "JPY");
    await expect(page.getByRole("combobox", { name: "Precision" })).toContainText("Whole numbers");
    await proceed(page);

    await step(page, "Products");
    await expect(page).toHaveURL(/step=products/);
    await proceed(page);
    await expect(page.getByText("Choose at least one product.")).toBeVisible();
    await choose(page, "Products", product.name);
    await page.goBack();
    await step(page, "General");
    await expect(page.getByLabel("Name")).toHaveValue(name);
    await proceed(page);
    await expect(page.getByRole("button", { name: `Remove ${product.name}` })).toBeVisible();
    await proceed(page);

    await step(page, "Columns");
    await page.getByRole("button", { name: "Direct reseller price", exact: true }).click();
    await page.getByLabel("A column of your own").fill("floor");
    await page.getByRole("button", { name: "Add column" }).click();
    await page.getByRole("button", { name: "Move floor up" }).click();
    await page.getByRole("button", { name: "Remove Customer price (MSRP)" }).click();
    await expectAccessible(page);
    await proceed(page);

    await step(page, "First version");
    await page.getByLabel("Description").fill("Prices for 2030");
    await page.getByLabel("Start").fill("2030-01-01T00:00");
    await expect(page.getByText("1 Jan 2030, 01:00 GMT+1 for you")).toBeVisible();
    await proceed(page);

    await step(page, "Summary");
    await page.reload();
    await expect(page.getByText("Cost, floor, Direct reseller price")).toBeVisible();
    await expect(page.getByText("JPY · Japanese Yen")).toBeVisible();
    await expect(page.getByText("1 Jan 2030, 00:00 UTC")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Create price list" }).click();
    await expect(page).toHaveURL(/\/price-lists\/PL-[\d-]+\/versions\/1$/);
    await expect(page.getByRole("heading", { level: 1, name: "Version 1" })).toBeVisible();
    await page.goto("/price-lists/new");
    await expect(page.getByLabel("Name")).toHaveValue("");
  });

  test("nobody gets past a step by its address", async ({ page }) => {
    await page.goto("/price-lists/new?step=summary");
    await step(page, "General");
  });

  test("as the end of making a product", async ({ page }) => {
    const name = unique("Fresh product");
    await page.goto("/products/new");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("checkbox", { name: "Create a price list next" }).check();
    await page.getByRole("button", { name: "Create product" }).click();
    await expect(page).toHaveURL(/\/price-lists\/new\?product=PRD-/);
    await page.getByLabel("Name").fill("First prices");
    await choose(page, "Currency", "EUR");
    await proceed(page);
    await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  });

  test("a column that a version past draft holds prices in cannot be dropped, and says so", async ({
    page,
    request,
  }) => {
    const vendor = apiClient(request, tokens.vendor);
    const list = await newPriceList(vendor, (await newProduct(vendor)).id);
    await fillPrices(vendor, list.version, { price: "1.00", st0p: "2.00" });
    await vendor.act(`pricing/versions/${list.version}/activate`);
    await page.goto(`/price-lists/${list.id}/edit`);
    const drawer = page.getByRole("dialog", { name: "Edit price list" });
    const held = drawer.getByRole("button", { name: "Remove Cost" });
    await expect(held).toHaveAttribute("aria-disabled", "true");
    await drawer.getByRole("button", { name: "Remove floor" }).click();
    await drawer.getByRole("button", { name: "Move Customer price (MSRP) up" }).click();
    await drawer.getByRole("button", { name: "Save price list" }).click();
    await expect(drawer).toBeHidden();
    const columns = page.getByRole("region", { name: "Columns" }).getByRole("listitem");
    await expect(columns).toHaveText([/Customer price/, /Cost/, /Direct reseller price/]);
  });
});

test("a distributor models its own list on a vendor's and sees what it changes", async ({ page, signIn }) => {
  await signIn(page, "distributor@example.com");
  await page.goto("/price-lists/new");
  await step(page, "Model");
  await page.getByRole("radio", { name: /On a vendor’s list/ }).click();
  await proceed(page);
  await expect(page.getByText("Choose a price list.")).toBeVisible();
  await page.getByRole("combobox", { name: "Vendor’s price list" }).click();
  await page.getByRole("option", { name: /PL-667-945-709/ }).click();
  await proceed(page);
  await page.getByLabel("Name").fill(unique("Our own"));
  await proceed(page);
  await expect(page.getByText("— as in North America list prices")).toBeVisible();
  await proceed(page);
  await proceed(page);
  await proceed(page);
  await step(page, "Summary");
  await expect(page.getByText(/While a version of it is in force, its Customer price/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create price list" }).click();
  await expect(page).toHaveURL(/\/versions\/1$/);
  await page.getByRole("link", { name: /^Our own/ }).click();
  await expect(page.getByRole("region", { name: "Effect on prices" })).toContainText(
    "Your cost stays the vendor’s",
  );
});

test("a viewer is told who can", async ({ page, signIn }) => {
  await signIn(page, "vendor-viewer@example.com");
  await page.goto("/price-lists/new");
  await expect(page.getByText("You cannot create price lists")).toBeVisible();
});
