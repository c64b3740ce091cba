import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { type ApiClient, apiClient } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { newPriceList, newProduct } from "./world";

/** A draft whose product has the items M-1 to M-4, as the files of the spreadsheet fixtures name them. */
async function newDraft(vendor: ApiClient) {
  const product = await newProduct(vendor, ["M-1", "M-2", "M-3", "M-4"]);
  const list = await newPriceList(vendor, product.id, {
    attributes: [{ name: "Price" }, { name: "Suggested T0 Price" }],
  });
  return { ...list, path: `/price-lists/${list.id}/versions/1` };
}

async function check(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: "Check file" }).click();
}

const fixture = (name: string) => `lib/services/spreadsheet/fixtures/${name}`;

test.describe("import of prices", () => {
  test.beforeEach(({ page, signIn }) => signIn(page, "vendor@example.com"));

  test("a workbook of LibreOffice gets a verdict for each row, the valid ones are applied, the report names the others", async ({
    page,
    request,
  }) => {
    const vendor = apiClient(request, tokens.vendor);
    const draft = await newDraft(vendor);
    await page.goto(`${draft.path}?tab=import`);
    await expect(page.getByText(/Of a formula the value counts that was saved with the file/)).toBeVisible();
    await expectAccessible(page);
    await check(page, fixture("libreoffice.xlsx"));
    await expect(page.getByText("4 rows: 3 changed · 0 cleared · 0 unchanged · 1 failed")).toBeVisible();
    await expect(page.getByText("#DIV/0!").first()).toBeVisible();
    await expectAccessible(page);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download report" }).click();
    const report = await download;
    expect(report.suggestedFilename()).toMatch(/libreoffice\.xlsx$/);
    expect((await readFile(await report.path())).subarray(0, 2).toString()).toBe("PK");

    await page.getByRole("button", { name: "Apply 3 valid rows" }).click();
    await expect(page.getByText("3 items changed")).toBeVisible();
    const points = await vendor.list<{ id: string; name: string; status: string; attributes: object }>(
      `pricing/versions/${draft.version}/points`,
    );
    expect(points.map(({ attributes }) => attributes)).toEqual([
      { price: 325.1, st0p: 357.61 },
      { price: 300.5, st0p: 365 },
      {},
      { st0p: 0.3 },
    ]);
  });

  test("a text file of a German Excel is checked and discarded: nothing is written", async ({
    page,
    request,
  }) => {
    const vendor = apiClient(request, tokens.vendor);
    const draft = await newDraft(vendor);
    await page.goto(`${draft.path}?tab=import`);
    await check(page, fixture("excel-german.csv"));
    await expect(page.getByText("4 rows: 3 changed · 0 cleared · 0 unchanged · 1 failed")).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("button", { name: "Check file" })).toBeVisible();
    const points = await vendor.list(`pricing/versions/${draft.version}/points?eq(status,filled)`);
    expect(points).toEqual([]);
  });

  test("a file that cannot be read says why, and another can be tried", async ({ page, request }) => {
    const draft = await newDraft(apiClient(request, tokens.vendor));
    await page.goto(`${draft.path}?tab=import`);
    const buffer = Buffer.from("MPN,Prise\nM-1,1\n");
    await check(page, { name: "prices.csv", mimeType: "text/csv", buffer });
    const refused = page.getByRole("alert").filter({ hasText: "Prise" });
    await expect(refused).toContainText("Nothing was written.");
    await page.getByRole("button", { name: "Try another file" }).click();
    await expect(page.getByRole("button", { name: "Check file" })).toBeVisible();
  });
});
