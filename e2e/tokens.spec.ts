import { expect } from "@playwright/test";
import { expectAccessible, test } from "./fixtures";
import { unique } from "./world";

test("a token is shown once, does only what it may, and ends when it is revoked", async ({
  page,
  signIn,
  request,
}) => {
  await signIn(page, "vendor2@example.com");
  await page.goto("/settings/tokens");
  await expectAccessible(page);
  const name = unique("Export");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: "Viewer" }).click();
  await page.getByRole("checkbox", { name: "Products" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy the token now" });
  const header = await dialog.getByLabel("Authorization header").inputValue();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(header)).toHaveCount(0);

  const headers = { Authorization: header };
  expect((await request.get("/public/v1/products", { headers })).status()).toBe(200);
  expect((await request.get("/public/v1/pricing/lists", { headers })).status()).toBe(403);
  const made = await request.post("/public/v1/products", { headers, data: { name: "No" } });
  expect(made.status()).toBe(403);

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("products");
  await expect(row).toContainText("just now");
  await row.getByRole("button", { name: `Revoke ${name}…` }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await expect(row).toHaveCount(0);
  expect((await request.get("/public/v1/products", { headers })).status()).toBe(401);
  await page.getByRole("link", { name: /^Ended/ }).click();
  await expect(row).toContainText("Revoked");
});

test("a viewer learns who manages tokens", async ({ page, signIn }) => {
  await signIn(page, "vendor-viewer@example.com");
  await page.goto("/settings/tokens");
  await expect(page.getByText("Only admins manage API tokens")).toBeVisible();
  await expectAccessible(page);
});
