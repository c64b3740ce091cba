import { expect } from "@playwright/test";
import { expectAccessible, test } from "./fixtures";

test.describe("a wrong password", () => {
  test.use({ expectedConsoleErrors: [/40[01]/] });

  test("says so and keeps the address that was typed", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill("vendor@example.com");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue("vendor@example.com");
  });
});

test("the sign-in page is accessible", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
});

for (const email of ["vendor@example.com", "distributor@example.com", "reseller@example.com"]) {
  test(`${email} signs in and arrives at an accessible start page`, async ({ page, signIn }) => {
    await signIn(page, email);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}
