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

test.describe("too many wrong passwords", () => {
  test.use({ expectedConsoleErrors: [/401/, /429/] });

  test("are refused with the time to wait, also for an address that nobody has", async ({ page }) => {
    await page.goto("/sign-in");
    const alert = page.getByRole("alert").filter({ hasText: /password|sign-ins/ });
    await page.getByLabel("E-mail address").fill("nobody-at-all@example.com");
    await page.getByLabel("Password").fill("not the password");
    const attempt = async () => {
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Sign in" }).click();
      const { status, headers } = await answer.then((r) => ({ status: r.status(), headers: r.headers() }));
      await expect(alert).toBeVisible();
      await expect(page.getByRole("button", { name: "Sign in" })).not.toHaveAttribute("aria-busy");
      return { status, wait: headers["retry-after"] };
    };
    for (let count = 0; count < 10; count++) expect(await attempt()).toEqual({ status: 401 });
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(Number(refused.wait)).toBeGreaterThan(0);
    await expect(alert).toContainText("Too many failed sign-ins with this e-mail address. Try again in");
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
