import { expect } from "@playwright/test";
import { expectAccessible, test } from "./fixtures";

test("whoever is signed out reads about the API, finds an operation and the call to copy", async ({
  page,
}) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { name: "Platform API", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Search paths and fields" }).fill("schedule");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/operations mention “schedule”/)).toBeVisible();
  await page.getByText("/pricing/versions/{versionId}/schedule", { exact: true }).click();
  await expect(page.getByText(/curl -X POST '.*\/schedule'/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/docs/api?q=nonsense-nobody-wrote");
  await page.getByRole("link", { name: "Show everything" }).click();
  await expect(page.getByRole("heading", { name: "Errors" })).toBeVisible();
});
