import { expect } from "@playwright/test";
import { apiClient } from "./api/client";
import { test, tokens } from "./fixtures";
import { addressesOf, filled, idsOf, type Role } from "./pages";
import { demo } from "./world";

// What belongs to another account is not there: the page says so, with the same words as for an address that never was.
test.use({ expectedConsoleErrors: [/404/] });
test.slow();

/** Addresses with somebody's id in them; some are shared on purpose, as told beside them. */
function strange(role: Role, shared = /^$/): string[] {
  return addressesOf(role)
    .filter(({ page }) => page.includes("[") && !page.startsWith("go/"))
    .map(({ path }) => path)
    .filter((path) => !shared.test(path));
}

const intruders: { email: string; paths: string[] }[] = [
  {
    email: "vendor2@example.com",
    // It has a contract on the distributor's marketplace in the United States, not on the one in Europe.
    paths: strange("vendor"),
  },
  {
    email: "distributor2@example.com",
    // It is under contract with the same vendor: it sees the vendor's products and discounts.
    paths: strange("distributor", /^\/(products|flexible-discounts)\//),
  },
  {
    email: "reseller@example.com",
    paths: [
      `/customers/${demo.riverbank}`,
      `/customers/${demo.riverbank}/edit`,
      `/customers/${demo.kogane}`,
      "/marketplaces/MP-20003",
      "/price-lists/PL-555-310-001",
      "/price-lists/PL-118-204-553",
      "/price-lists/PL-731-566-080",
      "/products/PRD-555-310-774",
      "/requests/{reviewing}",
      "/requests/{draft}/edit",
    ],
  },
];

for (const { email, paths } of intruders) {
  test(`${email} finds nothing of others`, async ({ page, signIn, request }) => {
    await signIn(page, email);
    const ids = await idsOf(request);
    for (const path of paths) {
      await test.step(path, async () => {
        await page.goto(filled(path, ids));
        await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeAttached();
        await expect(page.getByText("belongs to another account or was deleted")).toBeVisible();
      });
    }
  });
}

test("a search does not find what belongs to others either", async ({ page, signIn, request }) => {
  await signIn(page, "vendor2@example.com");
  await page.goto("/products?q=Lumen");
  await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Lumen Creative" })).toHaveCount(0);
  const other = apiClient(request, tokens.vendor2);
  expect(await other.list("products?id=PRD-207-752-513")).toEqual([]);
});

test("an address of nobody says the same", async ({ page, signIn }) => {
  await signIn(page, "vendor@example.com");
  for (const path of ["/products/PRD-000-000-000", "/price-lists/PL-000-000-000", "/nowhere", "/go/XYZ-1"]) {
    await page.goto(path);
    await expect(page.getByText("There is nothing here"), path).toBeVisible();
  }
});
