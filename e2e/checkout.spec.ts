import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "./fixtures";

const customer = "TA-1000-0000-0104";
const allApps = "PRD-207-752-513-0001";

async function openCheckout(page: Page, line: string): Promise<void> {
  await page.goto(`/checkout?marketplace=MP-20001&customer=${customer}&line=${line}`);
}

test.describe("checkout", () => {
  test.beforeEach(({ page, signIn }) => signIn(page, "distributor@example.com"));

  test("discovers the most favourable discount and shows discounted price, customer total and cost", async ({
    page,
  }) => {
    await openCheckout(page, `${allApps}~10`);
    const line = page.getByRole("listitem").filter({ hasText: "65304768CA" }).first();
    await expect(line.getByText("325.00 a unit")).toBeVisible();
    await expect(line.getByLabel("Discount code for Creative All Apps")).toHaveValue("AUTUMN_40");
    const codes = line.getByRole("status", { name: "Discount codes" });
    await expect(codes.getByText("customer pays USD 3,250.00, cost USD 2,600.00")).toBeVisible();
    await expect(codes.getByText("customer would pay USD 3,285.00, cost USD 2,700.00")).toBeVisible();
    const totals = page.getByRole("region", { name: "Totals" });
    await expect(totals.getByText("USD 3,250.00")).toBeVisible();
    await expect(totals.getByText("USD 2,600.00")).toBeVisible();
    await expectAccessible(page);
  });

  test("takes a typed code instead of a discovered one, also in small letters", async ({ page }) => {
    await openCheckout(page, `${allApps}~10`);
    const code = page.getByLabel("Discount code for Creative All Apps");
    await expect(code).toHaveValue("AUTUMN_40");
    await code.fill("spring_10");
    await code.press("Enter");
    await expect(page.getByText("customer pays USD 3,285.00, cost USD 2,700.00")).toBeVisible();
    await expect(page.getByText("Code applied")).toBeVisible();
  });

  test("says why a code does not apply, in a live region, and leaves the price as it is", async ({
    page,
  }) => {
    await openCheckout(page, `${allApps}~10`);
    const code = page.getByLabel("Discount code for Creative All Apps");
    await expect(code).toHaveValue("AUTUMN_40");
    await code.fill("OLD_20");
    await code.press("Enter");
    const codes = page.getByRole("status", { name: "Discount codes" });
    await expect(codes.getByText(/^OLD_20 ended on /)).toBeVisible();
    await expect(page.getByRole("region", { name: "Totals" }).getByText("USD 3,650.00")).toBeVisible();
  });
});
