import { expect } from "@playwright/test";
import { expectAccessible, signInByForm, test } from "./fixtures";

const email = "distributor2@example.com";

test("a person sees their sessions and ends the others", async ({ page, browser, baseURL }) => {
  const elsewhere = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  });
  const other = await elsewhere.newPage();
  await signInByForm(other, email);
  await signInByForm(page, email);

  await page.getByRole("button", { name: "Account of Daichi Mori" }).click();
  await page.getByRole("menuitem", { name: "Sessions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
  await expectAccessible(page);
  const sessions = page.getByRole("table", { name: "Sessions" }).getByRole("row");
  await expect(sessions.filter({ hasText: "This one" })).toHaveCount(1);
  const firefox = sessions.filter({ hasText: "Firefox on Windows" });
  await expect(firefox).toContainText("127.0.0.1");

  await firefox.getByRole("button", { name: "End…" }).click();
  await page.getByRole("button", { name: "End session" }).click();
  await expect(firefox).toHaveCount(0);
  await other.goto("/products");
  await expect(other).toHaveURL(/\/sign-in/);

  await signInByForm(other, email);
  await page.reload();
  await page.getByRole("button", { name: "End all others…" }).click();
  await page.getByRole("button", { name: "End all others", exact: true }).click();
  await expect(firefox).toHaveCount(0);
  await other.goto("/products");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
});
