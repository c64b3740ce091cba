import { expect } from "@playwright/test";
import { apiClient } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { createPriceList, expectStatus, idsOfVersionPage } from "./flows";
import { checkFile } from "./sheets";
import { fillPrices, newProduct, unique } from "./world";

/** The first minute that is `hours` hours from now. */
function hoursFromNow(hours: number): Date {
  return new Date(Math.ceil(Date.now() / 60_000 + hours * 60) * 60_000);
}

const wallTime = (at: Date) => at.toISOString().slice(0, 16);

const head = ["Item ID", "MPN", "Name", "Product", "Price", "Suggested T0 Price", "v.floor"];

test("a price list lives: created, imported, scheduled, in force by the clock, followed and terminated", async ({
  page,
  signIn,
  request,
  setClock,
}) => {
  test.slow();
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor, ["LIFE-1", "LIFE-2", "LIFE-3"]);
  const name = unique("Life cycle");
  const start = hoursFromNow(3);
  await signIn(page, "vendor@example.com");
  let path = "";

  await test.step("create it with a column of its own", async () => {
    await createPriceList(page, {
      name,
      productId: product.id,
      columns: async () => {
        await page.getByLabel("A column of your own").fill("floor");
        await page.getByRole("button", { name: "Add column" }).click();
      },
      onStep: () => expectAccessible(page),
    });
    path = new URL(page.url()).pathname;
    await expectStatus(page, "Draft");
  });

  await test.step("import a workbook with bad rows: the verdicts say what and why, and nothing is written", async () => {
    await page.goto(`${path}?tab=import`);
    await checkFile(page, "bad.xlsx", [
      head,
      [null, "LIFE-1", null, null, 300, 365, 250],
      [null, "LIFE-2", null, null, "12.345", 20, null],
      [null, "NOBODY", null, null, 1, 2, 3],
    ]);
    await expect(page.getByRole("status").filter({ hasText: "3 rows: 1 changed" })).toContainText("2 failed");
    const verdicts = page.getByRole("table", { name: "Verdicts" });
    await expect(verdicts.getByRole("row").filter({ hasText: "12.345" })).toContainText(/decimal/);
    await expect(verdicts.getByRole("row").filter({ hasText: "NOBODY" })).toContainText("Failed");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByLabel(/Drop a file here/)).toBeAttached();
    const points = await vendor.list<{ id: string; status: string }>(
      `pricing/versions/${idsOfVersionPage(page).version}/points`,
    );
    expect(points.map(({ status }) => status)).toEqual(["empty", "empty", "empty"]);
  });

  await test.step("import the mended one", async () => {
    await checkFile(page, "good.xlsx", [
      head,
      [null, "LIFE-1", null, null, 300, 365, 250],
      [null, "LIFE-2", null, null, 20, 12.5, null],
    ]);
    await expect(page.getByRole("status").filter({ hasText: "2 rows: 2 changed" })).toContainText("0 failed");
    await page.getByRole("button", { name: "Apply 2 rows" }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });

  await test.step("be warned of what stands out", async () => {
    await page.goto(`${path}?tab=readiness`);
    const findings = page.getByRole("list", { name: "Findings" });
    await expect(findings.getByRole("listitem").filter({ hasText: "Warning:" }).first()).toBeVisible();
    await expect(page.getByText("Ready, with warnings")).toBeVisible();
  });

  await test.step("schedule it: not in the past, not without a look at the warnings", async () => {
    await page.goto(path);
    await page.getByRole("button", { name: "Schedule…" }).click();
    const dialog = page.getByRole("dialog", { name: "Schedule version 1" });
    const submit = dialog.getByRole("button", { name: "Schedule version" });
    await dialog.getByLabel("Start").fill("2020-01-01T00:00");
    await dialog.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
    await submit.click();
    await expect(dialog.getByLabel("Start")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByRole("checkbox", { name: "I have looked at the warnings" }).uncheck();
    await dialog.getByLabel("Start").fill(wallTime(start));
    await submit.click();
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
    await submit.click();
    await expect(dialog).toBeHidden();
    await expectStatus(page, "Scheduled");
  });

  await test.step("the clock passes its start: in force from that very millisecond", async () => {
    await setClock(new Date(start.getTime() - 1).toISOString());
    await page.reload();
    await expectStatus(page, "Scheduled");
    await setClock(start.toISOString());
    await page.reload();
    await expectStatus(page, "Active");
  });

  await test.step("follow it with a second version and compare the two", async () => {
    await setClock(new Date(start.getTime() + 60_000).toISOString());
    await page.getByRole("button", { name: "New version from this…" }).click();
    await page.getByRole("button", { name: "Create version" }).click();
    await expect(page).toHaveURL(/\/versions\/2$/);
    const { version: second } = idsOfVersionPage(page);
    const [first] = product.items;
    await vendor.change(`pricing/versions/${second}/points`, [
      { id: first?.id, attributes: { price: "330.00" } },
    ]);
    await page.goto(`${new URL(page.url()).pathname}?tab=compare`);
    await expect(page.getByText(/^1 changed/)).toBeVisible();
    const row = page.getByRole("row").filter({ hasText: "LIFE-1" });
    await expect(row).toContainText("300.00");
    await expect(row).toContainText("330.00");
    await expect(row).toContainText("+10.00");
    await expectAccessible(page);
  });

  await test.step("activate it now: the first one is over", async () => {
    await page.getByRole("button", { name: "Activate now…" }).click();
    const dialog = page.getByRole("dialog", { name: "Activate version 2 now?" });
    await expect(dialog.getByText(/replaces v1 now/)).toBeVisible();
    await dialog.getByRole("checkbox", { name: "I have looked at the warnings" }).check();
    await dialog.getByRole("button", { name: "Activate version" }).click();
    await expect(dialog).toBeHidden();
    await expectStatus(page, "Active");
    await page.goto(path);
    await expectStatus(page, "Expired");
  });

  await test.step("terminate the list: it accepts nothing more and says so", async () => {
    await setClock(new Date(start.getTime() + 120_000).toISOString());
    await page.goto(path.replace(/\/versions\/1$/, ""));
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: /^Terminate price list/ }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel(/^Type/).fill("something else");
    await expect(dialog.getByRole("button", { name: "Terminate price list" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await dialog.getByLabel(/^Type/).fill(name);
    await dialog.getByRole("button", { name: "Terminate price list" }).click();
    await expectStatus(page, "Terminated");
    const more = page.getByRole("button", { name: "New version…" });
    await expect(more).toHaveAttribute("aria-disabled", "true");
    await expect(more).toHaveAccessibleDescription(/terminated/i);
    await expectAccessible(page);
  });
});

test("a version without any price can be neither scheduled nor activated, and says why", async ({
  page,
  signIn,
  request,
}) => {
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor);
  await signIn(page, "vendor@example.com");
  await createPriceList(page, { name: unique("Empty"), productId: product.id, columns: async () => {} });
  await page.getByRole("button", { name: "Activate now…" }).click();
  const dialog = page.getByRole("dialog");
  const submit = dialog.getByRole("button", { name: "Activate version" });
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await expect(submit).toHaveAccessibleDescription(/price/);
  await page.keyboard.press("Escape");
  const { version } = idsOfVersionPage(page);
  await fillPrices(vendor, version, { price: "1.00", st0p: "2.00" });
  await page.getByRole("button", { name: "Activate now…" }).click();
  await expect(dialog.getByRole("button", { name: "Activate version" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
});
