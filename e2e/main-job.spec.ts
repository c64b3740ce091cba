import { expect } from "@playwright/test";
import { apiClient, type Resource } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { choose, confirm, createPriceList, expectStatus, idsOfVersionPage } from "./flows";
import { checkFile } from "./sheets";
import { demo, newProduct, snapshot, unique } from "./world";

const head = ["Item ID", "MPN", "Name", "Product", "Price", "Suggested T0 Price", "Suggested T1 Price"];

test("from a spreadsheet of prices to a discounted order", async ({ page, signIn, request }) => {
  test.setTimeout(300_000);
  const [vendor, distributor] = [apiClient(request, tokens.vendor), apiClient(request, tokens.distributor)];
  const mpn = unique("JOB").replace(" ", "-").toUpperCase();
  const product = await newProduct(vendor, [`${mpn}-A`, `${mpn}-B`]);
  const code = `${mpn}-40`;
  const listName = unique("Main job prices");
  const offerName = unique("Main job offer");
  let list = "";
  let offer = "";
  let version = "";

  await test.step("the vendor makes a price list", async () => {
    await signIn(page, "vendor@example.com");
    await createPriceList(page, {
      name: listName,
      productId: product.id,
      columns: () => page.getByRole("button", { name: "Direct reseller price", exact: true }).click(),
    });
    ({ list, version } = idsOfVersionPage(page));
  });

  await test.step("imports the prices from a workbook, after one that is wrong", async () => {
    const before = await snapshot(vendor, `pricing/versions/${version}/points`);
    await page.goto(`/price-lists/${list}/versions/1?tab=import`);
    await checkFile(page, "wrong.xlsx", [
      ["Item ID", "MPN", "Cost of goods"],
      [null, `${mpn}-A`, 300],
    ]);
    await expect(page.getByRole("alert").filter({ hasText: "Cost of goods" })).toBeVisible();
    expect(await snapshot(vendor, `pricing/versions/${version}/points`)).toEqual(before);
    await page.getByRole("button", { name: "Try another file" }).click();
    await checkFile(page, "prices.xlsx", [
      head,
      [null, `${mpn}-A`, null, null, 300, 365, 340],
      [null, `${mpn}-B`, null, null, 20, 30, 25],
    ]);
    await page.getByRole("button", { name: "Apply 2 rows" }).click();
    await expect(page).toHaveURL(/\/versions\/1$/);
  });

  await test.step("schedules it, thinks again, and activates it", async () => {
    await page.getByRole("button", { name: "Schedule…" }).click();
    const dialog = page.getByRole("dialog", { name: "Schedule version 1" });
    await dialog.getByLabel("Start").fill("2020-01-01T00:00");
    await dialog.getByRole("button", { name: "Schedule version" }).click();
    await expect(dialog.getByLabel("Start")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Start").fill(new Date(Date.now() + 7_200_000).toISOString().slice(0, 16));
    await dialog.getByRole("button", { name: "Schedule version" }).click();
    await expect(dialog).toBeHidden();
    await expectStatus(page, "Scheduled");
    await page.getByRole("button", { name: "Activate now…" }).click();
    const now = page.getByRole("dialog", { name: "Activate version 1 now?" });
    await now.getByRole("button", { name: "Activate version" }).click();
    await expect(now).toBeHidden();
    await expectStatus(page, "Active");
  });

  await test.step("builds an offer with plans, a group, features and items", async () => {
    await page.goto(`/offers/new?product=${product.id}`);
    await page.getByRole("button", { name: "Create offer" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Name", { exact: true }).fill(offerName);
    await page.getByRole("button", { name: "Create offer" }).click();
    await expect(page).toHaveURL(/\/offers\/OFR-[\d-]+\/plans$/);
    offer = new URL(page.url()).pathname.split("/")[2] ?? "";
    for (const plan of ["Basic", "Pro"]) {
      await page.goto(`/offers/${offer}/plans?plan=new`);
      const drawer = page.getByRole("dialog", { name: "Add plan" });
      await drawer.getByLabel("Name", { exact: true }).fill(plan);
      await drawer.getByRole("checkbox", { name: "1 month", exact: true }).uncheck();
      await drawer.getByRole("button", { name: "Add plan" }).click();
      await expect(drawer.getByText(/is empty; .*period/)).toBeVisible();
      await drawer.getByRole("checkbox", { name: "1 year", exact: true }).check();
      await drawer.getByRole("button", { name: "Add plan" }).click();
      await expect(drawer).toBeHidden();
      await expect(page.getByRole("link", { name: plan, exact: true })).toBeVisible();
    }
    await page.goto(`/offers/${offer}/features?group=new`);
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Support");
    await page.getByRole("dialog").getByRole("button", { name: "Add group" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.goto(`/offers/${offer}/features?feature=new`);
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Phone support");
    await page.getByRole("dialog").getByRole("button", { name: "Add feature" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    const basic = page.getByRole("textbox", { name: /Phone support in Basic/ });
    await basic.fill("x".repeat(65));
    await basic.press("Enter");
    await expect(page.getByText(/64 characters/).last()).toBeVisible();
    await basic.fill("no");
    await basic.press("Enter");
    const pro = page.getByRole("textbox", { name: /Phone support in Pro/ });
    await pro.fill("yes");
    await pro.press("Enter");
    await page.goto(`/offers/${offer}/items?item=new`);
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Licences");
    await page.getByRole("dialog").getByRole("button", { name: "Add item line" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await choose(page, "Item of Licences in Basic, 1 year", `Item ${mpn}-A`);
    const most = page.getByRole("textbox", { name: "Maximum of Licences in Basic, 1 year" });
    await most.fill("0");
    await most.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "at least 1" })).toBeVisible();
    await most.fill("500");
    await most.press("Enter");
    await choose(page, "Item of Licences in Pro, 1 year", `Item ${mpn}-B`);
    await expectAccessible(page);
  });

  await test.step("publishes it", async () => {
    await page.goto(`/offers/${offer}`);
    await page.getByRole("link", { name: "Publish version" }).first().click();
    await page
      .getByRole("button", { name: /^Publish/ })
      .last()
      .click();
    await page.goto(`/offers/${offer}`);
    await expectStatus(page, "Ready");
  });

  await test.step("offers a flexible discount", async () => {
    await page.goto("/flexible-discounts/new");
    await page
      .getByRole("button", { name: /^(Create|Publish)/ })
      .last()
      .click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await vendor.create("flexible-discounts", {
      name: "Main job",
      code,
      type: "FIXED_DISCOUNT",
      values: [{ country: "US", currency: "USD", value: "40" }],
      start_date: new Date(Date.now() - 86_400_000).toISOString(),
      segments: ["COM"],
      items: [`${mpn}-A`],
    });
  });

  let requestPath = "";
  await test.step("asks the distributor to list both", async () => {
    await page.goto(`/requests/new?product=${product.id}`);
    await page.getByRole("button", { name: "Create request" }).click();
    await expect(page.getByRole("combobox", { name: "Marketplace" })).toHaveAttribute("aria-invalid", "true");
    await choose(page, "Marketplace", "Harbor United States");
    await choose(page, /^Price list in USD/, listName);
    await choose(page, /^Offer/, offerName);
    await page.getByLabel(/^Note to the distributor/).fill("The main job");
    await page.getByRole("button", { name: "Create request" }).click();
    await expect(page).toHaveURL(/\/requests\/LSTR-[\d-]+$/);
    requestPath = new URL(page.url()).pathname;
    await confirm(page, "Submit request");
    await expectStatus(page, "Reviewing");
  });

  await test.step("the distributor reviews, accepts and completes the request", async () => {
    await signIn(page, "distributor@example.com");
    await page.goto(requestPath);
    const main = page.getByRole("main");
    await expect(main.getByText(listName).first()).toBeVisible();
    await expect(main.getByText(offerName).first()).toBeVisible();
    await expectAccessible(page);
    await confirm(page, "Accept request");
    await expectStatus(page, "Deploying");
    await confirm(page, "Complete request");
    await expectStatus(page, "Completed");
    const [listing] = await distributor.list<Resource>(`listings?product.id=${product.id}`);
    expect(listing).toMatchObject({ status: "listed", offer: { id: offer }, pricelist: { id: list } });
  });

  await test.step("and previews at checkout: discounted price, customer total, cost", async () => {
    const item = product.items.find((one) => one.mpn === `${mpn}-A`);
    const address = `/checkout?marketplace=MP-20001&customer=${demo.riverbank}&line=${item?.id}~10`;
    await page.goto(address);
    const line = page
      .getByRole("listitem")
      .filter({ hasText: `${mpn}-A` })
      .first();
    await expect(line.getByText("325.00 a unit")).toBeVisible();
    const field = line.getByLabel(/^Discount code for/);
    await expect(field).toHaveValue(code);
    const totals = page.getByRole("region", { name: "Totals" });
    await expect(totals.getByText("USD 3,250.00")).toBeVisible();
    await expect(totals.getByText("USD 2,600.00")).toBeVisible();
    await expectAccessible(page);
    await field.fill("NO-SUCH-CODE");
    await field.press("Enter");
    await expect(line.getByRole("status").getByText(/no discount with the code NO-SUCH-CODE/)).toBeVisible();
    await expect(totals.getByText("USD 3,650.00")).toBeVisible();
    await field.fill(code.toLowerCase());
    await field.press("Enter");
    await expect(totals.getByText("USD 3,250.00")).toBeVisible();
  });
});
