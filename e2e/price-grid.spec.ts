import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { type ApiClient, apiClient, bodyAs } from "./api/client";
import { expectAccessible, test, tokens } from "./fixtures";
import { fillPrices, newActiveList, newPriceList, newProduct, type PriceList, unique } from "./world";

const grid = (page: Page) => page.getByRole("grid", { name: "Prices in USD" });
const cell = (page: Page, column: string, item: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^${column} of ${item}: `) });
const saved = (page: Page) =>
  expect(page.getByRole("status", { name: "Saving" })).toHaveText("All changes saved");
const said = (page: Page) => page.getByRole("status", { name: "Grid" });

function pathOf(list: PriceList, number = 1): string {
  return `/price-lists/${list.id}/versions/${number}`;
}

async function openGrid(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(grid(page)).toBeVisible();
}

/** What the server holds, by column. */
async function pricesOf(api: ApiClient, list: PriceList, itemId: string): Promise<unknown> {
  const point = await api.get<{ attributes: unknown }>(`pricing/versions/${list.version}/points/${itemId}`);
  return point.attributes;
}

/** Puts text on the clipboard of the cell that has the keyboard, as a spreadsheet does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", data);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

/** What a copy puts on the clipboard. */
function copied(page: Page): Promise<string> {
  return page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    return clipboardData.getData("text/plain");
  });
}

/** The page goes on seeing the prices of now, as it does between two looks at the server. */
async function standStill(page: Page, versionId: string): Promise<void> {
  const path = `/public/v1/pricing/versions/${versionId}/grid`;
  const now = await page.request.get(`${path}?limit=200`);
  const json: unknown = await now.json();
  await page.route(
    (url) => url.pathname === path,
    (route) => route.fulfill({ json }),
  );
}

/** A second person of the account, invited by the first, in a browser of their own. */
async function aColleague(
  page: Page,
  browser: Browser,
  baseURL: string,
): Promise<{ name: string; page: Page }> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  const name = unique("Nora");
  await page.getByLabel("E-mail address").fill(`${name.replace(" ", ".").toLowerCase()}@example.com`);
  await page.getByRole("button", { name: "Create invitation link" }).click();
  const link = await page.getByRole("textbox", { name: "One-time link" }).inputValue();
  const context = await browser.newContext({ baseURL });
  const theirs = await context.newPage();
  await theirs.goto(new URL(link).pathname);
  await theirs.getByLabel("Your name").fill(name);
  await theirs.getByLabel("Password", { exact: true }).fill("four quiet harbours");
  await theirs.getByRole("button", { name: /^Join / }).click();
  await expect(theirs).not.toHaveURL(/invitation/);
  return { name, page: theirs };
}

async function isFocused(locator: Locator): Promise<void> {
  await expect(locator).toBeFocused();
}

test.describe("the price grid", () => {
  // A write over what somebody else wrote is refused; the browser writes that into its console.
  test.use({ expectedConsoleErrors: [/412 \(Precondition Failed\)/] });
  test.beforeEach(({ page, signIn }) => signIn(page, "vendor@example.com"));

  test("is filled by keyboard alone, saves as one goes, and takes things back", async ({ page, request }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api, ["A-1", "A-2", "A-3"]);
    const list = await newPriceList(api, product.id);
    await openGrid(page, pathOf(list));
    await cell(page, "Cost", "Item A-1").click();
    await page.keyboard.type("1 234,5");
    await page.keyboard.press("Enter");
    await isFocused(cell(page, "Cost", "Item A-2"));
    await expect(cell(page, "Cost", "Item A-1")).toHaveText("1,234.50");
    await page.keyboard.press("F2");
    await page.keyboard.type("7");
    await page.keyboard.press("Tab");
    await isFocused(cell(page, "Customer price \\(MSRP\\)", "Item A-2"));
    await saved(page);
    expect(await pricesOf(api, list, product.items[0]?.id ?? "")).toEqual({ price: 1234.5 });

    await page.keyboard.press("Control+ArrowUp");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Shift+ArrowDown");
    await expect(page.getByText("3 cells selected · sum 1,241.50")).toBeVisible();
    await page.keyboard.press("Control+d");
    await expect(cell(page, "Cost", "Item A-3")).toHaveText("1,234.50");
    await page.keyboard.press("Control+z");
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("7.00");
    await expect(cell(page, "Cost", "Item A-3")).toHaveText("empty");
    await page.keyboard.press("Control+y");
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("1,234.50");
    await page.keyboard.press("Delete");
    await expect(cell(page, "Cost", "Item A-1")).toHaveText("empty");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await saved(page);
    const prices = await Promise.all(product.items.map(({ id }) => pricesOf(api, list, id)));
    expect(prices).toEqual([{ price: 1234.5 }, { price: 7 }, {}]);
  });

  test("keeps what is no price in the cell, with the reason, until it is dropped", async ({
    page,
    request,
  }) => {
    const api = apiClient(request, tokens.vendor);
    const list = await newPriceList(api, (await newProduct(api)).id);
    await openGrid(page, pathOf(list));
    await cell(page, "Cost", "Item A-1").dblclick();
    const editor = page.getByRole("textbox", { name: "Cost of Item A-1" });
    await editor.fill("1,234");
    await page.keyboard.press("Enter");
    await expect(editor).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("“1,234” is ambiguous: write 1234 or 1.234")).toBeVisible();
    await page.keyboard.press("Escape");
    await isFocused(cell(page, "Cost", "Item A-1"));
    await expect(cell(page, "Cost", "Item A-1")).toHaveText("empty");
  });

  test("takes a block from a spreadsheet: good cells are saved, others listed with the reason", async ({
    page,
    request,
  }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api);
    const list = await newPriceList(api, product.id);
    await openGrid(page, pathOf(list));
    await cell(page, "Cost", "Item A-1").click();
    await paste(page, "10\tabc\n-5\t12,5\n1\t1\n");
    await expect(said(page)).toHaveText("2 cells pasted, 2 cells refused, 2 cells outside the grid.");
    const refused = page.getByRole("list", { name: "Refused cells" });
    await expect(refused.getByRole("listitem")).toHaveText([
      "Customer price (MSRP) of Item A-1: “abc” is not an amount such as 12.50.",
      "Cost of Item A-2: “-5” is negative; zero or more is allowed.",
    ]);
    await saved(page);
    const prices = await Promise.all(product.items.map(({ id }) => pricesOf(api, list, id)));
    expect(prices).toEqual([{ price: 10 }, { st0p: 12.5 }]);
    expect(await copied(page)).toBe("10.00\t\n\t12.50");
    await refused.getByRole("button", { name: "Cost of Item A-2" }).click();
    await expect(cell(page, "Cost", "Item A-2")).toHaveAttribute("aria-selected", "true");
    await page.getByRole("button", { name: "Dismiss", exact: true }).click();
    await expect(refused).toBeHidden();
    await expectAccessible(page);
  });

  test("shows both prices where two people changed the same cell, and lets one choose", async ({
    page,
    request,
    browser,
    baseURL,
  }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api);
    const list = await newPriceList(api, product.id);
    await fillPrices(api, list.version);
    const colleague = await aColleague(page, browser, baseURL ?? "");
    await openGrid(colleague.page, pathOf(list));
    await openGrid(page, pathOf(list));
    await standStill(page, list.version);
    for (const item of ["Item A-1", "Item A-2"]) {
      await cell(colleague.page, "Cost", item).click();
      await colleague.page.keyboard.type("310");
      await colleague.page.keyboard.press("Enter");
    }
    await saved(colleague.page);
    await colleague.page.context().close();

    await cell(page, "Cost", "Item A-1").click();
    await paste(page, "320\t400\n330\t401");
    const clashes = page.getByRole("list", { name: "Clashes" });
    const first = clashes.getByRole("listitem").filter({ hasText: "Cost of Item A-1" });
    await expect(first).toContainText(`${colleague.name} saved 310.00 at`);
    await expect(first).toContainText("you typed 320.00");
    await expectAccessible(page);
    await first.getByRole("button", { name: "Keep mine" }).click();
    await clashes
      .getByRole("listitem")
      .filter({ hasText: "Cost of Item A-2" })
      .getByRole("button", { name: "Take theirs" })
      .click();
    await expect(clashes).toBeHidden();
    await saved(page);
    const prices = await Promise.all(product.items.map(({ id }) => pricesOf(api, list, id)));
    expect(prices).toEqual([
      { price: 320, st0p: 400, st1p: 345.5 },
      { price: 310, st0p: 401, st1p: 345.5 },
    ]);
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("310.00");
  });

  test("changes prices in bulk after a preview, and takes all of it back in one step", async ({
    page,
    request,
  }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api, ["A-1", "A-2", "A-3"]);
    const list = await newPriceList(api, product.id);
    await fillPrices(api, list.version);
    const [first] = product.items;
    await api.change(`pricing/versions/${list.version}/points/${first?.id}`, { attributes: { price: 4 } });
    await openGrid(page, pathOf(list));
    await cell(page, "Cost", "Item A-1").click();
    await page.getByRole("button", { name: "Bulk change…" }).click();
    const dialog = page.getByRole("dialog", { name: "Change prices in bulk" });
    await dialog.getByRole("combobox", { name: "Change" }).click();
    await page.getByRole("option", { name: "Add or subtract an amount" }).click();
    await dialog.getByRole("textbox", { name: "Amount" }).fill("-10");
    await expect(dialog.getByRole("status", { name: "Preview" })).toHaveText(
      "3 items · 2 prices change · 0 stay the same · 0 are empty · 1 refused",
    );
    await expect(dialog.getByRole("row", { name: /Item A-1/ })).toContainText("The price would be negative.");
    await expect(dialog.getByRole("row", { name: /Item A-2/ })).toContainText(/300\.00.*290\.00/);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Change 2 prices" }).click();
    await expect(dialog).toBeHidden();
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("290.00");
    await expect(cell(page, "Cost", "Item A-1")).toHaveText("4.00");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("300.00");
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expect(cell(page, "Cost", "Item A-2")).toHaveText("290.00");
    await api.change(`pricing/versions/${list.version}/points/${product.items[1]?.id}`, {
      attributes: { price: 1 },
    });
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(said(page)).toContainText("1 price was changed since, so nothing was undone");
    expect(await pricesOf(api, list, product.items[2]?.id ?? "")).toMatchObject({ price: 290 });
  });

  test("filters and sorts, keeps it in the address, and shows what was changed since the base", async ({
    page,
    request,
  }) => {
    const api = apiClient(request, tokens.vendor);
    const product = await newProduct(api, ["A-1", "A-2", "B-1"]);
    const list = await newActiveList(api, product.id);
    const next = await api.create("pricing/versions", { base: { id: list.version }, description: "Next" });
    const price = (at: number, value: number | null) =>
      api.change(`pricing/versions/${next.id}/points/${product.items[at]?.id}`, {
        attributes: { price: value },
      });
    await price(0, 500);
    await price(2, null);
    await openGrid(page, pathOf(list, 2));
    const names = page.getByRole("rowheader");
    await page.getByRole("button", { name: "Cost", exact: true }).click();
    await expect(names).toHaveText(["Item A-2", "Item A-1", "Item B-1"]);
    await page.getByRole("button", { name: "Cost", exact: true }).click();
    await expect(page.getByRole("columnheader", { name: "Cost" })).toHaveAttribute("aria-sort", "descending");
    await expect(names).toHaveText(["Item A-1", "Item A-2", "Item B-1"]);
    await page.getByRole("checkbox", { name: "Changed since base" }).click();
    await expect(names).toHaveText(["Item A-1", "Item B-1"]);
    await expect(cell(page, "Cost", "Item A-1")).toHaveAccessibleName(/300\.00 in the base version/);
    await page.getByRole("combobox", { name: "Items by prices" }).click();
    await page.getByRole("option", { name: "With empty prices" }).click();
    await expect(names).toHaveText(["Item B-1"]);
    await page.reload();
    await expect(names).toHaveText(["Item B-1"]);
    await page.getByRole("searchbox", { name: "Search by item, MPN or id" }).fill("nothing such");
    await expect(page.getByText("No items match")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).last().click();
    await expect(names).toHaveText(["Item A-1", "Item A-2", "Item B-1"]);
    await openGrid(page, pathOf(list));
    await expect(page.getByText(/only the prices of a draft can be edited/)).toBeVisible();
    await cell(page, "Cost", "Item A-1").click();
    await page.keyboard.type("5");
    await expect(page.getByRole("textbox", { name: "Cost of Item A-1" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Bulk change…" })).toBeHidden();
  });

  test("scrolls through thousands of items with few of them in the document", async ({ page, request }) => {
    test.setTimeout(180_000);
    const api = apiClient(request, tokens.vendor);
    const product = await api.create("products", { name: unique("Suite"), description: "For tests" });
    await importItems(api, product.id, 12_000);
    const list = await newPriceList(api, product.id);
    await openGrid(page, pathOf(list));
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "12001");
    const rows = page.getByRole("row");
    await cell(page, "Cost", "Item 1").click();
    await page.keyboard.press("Control+ArrowDown");
    await isFocused(cell(page, "Cost", "Item 12000"));
    expect(await rows.count()).toBeLessThan(80);
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+ArrowUp");
    await isFocused(cell(page, "Cost", "Item 1"));
    for (const index of [1700, 9000, 5000]) {
      await grid(page).evaluate((box, top) => box.scrollTo({ top }), index * 36);
      await expect(cell(page, "Cost", `Item ${index + 5}`)).toBeVisible();
      expect(await rows.count()).toBeLessThan(80);
    }
    // The keyboard has stayed where it was, far away.
    await page.keyboard.press("ArrowDown");
    await isFocused(cell(page, "Cost", "Item 2"));
    await page.keyboard.press("Control+End");
    await expect(cell(page, "Cost", "Item 12000")).toHaveText("12.00");
    await expectAccessible(page);
  });

  test("says which keys there are, and can be left by keyboard", async ({ page, request }) => {
    const api = apiClient(request, tokens.vendor);
    const list = await newPriceList(api, (await newProduct(api)).id);
    await openGrid(page, pathOf(list));
    await cell(page, "Cost", "Item A-1").click();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keys of the grid" });
    await expect(help.getByText("Fill down from the first row of the selection")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await cell(page, "Cost", "Item A-1").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(grid(page).locator(":focus")).toHaveCount(0);
  });
});

test("a viewer reads the prices and is told why they cannot be changed", async ({
  page,
  request,
  signIn,
}) => {
  const api = apiClient(request, tokens.vendor);
  const list = await newPriceList(api, (await newProduct(api)).id);
  await signIn(page, "vendor-viewer@example.com");
  await openGrid(page, pathOf(list));
  await expect(grid(page)).toHaveAttribute("aria-readonly", "true");
  await cell(page, "Cost", "Item A-1").click();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Cost of Item A-1" })).toBeHidden();
  await expect(said(page)).not.toHaveText("");
  await expectAccessible(page);
});

/** Items named `Item 1`, `Item 2` … from a CSV file. */
async function importItems(api: ApiClient, productId: string, count: number): Promise<void> {
  const titles = "ID,MPN,Action,Name,Description,Type,Precision,Unit,Billing Period,Commitment,Status";
  const lines = Array.from(
    { length: count },
    (_, n) => `,M-${n + 1},create,Item ${n + 1},For tests,Reservation,Integer,licenses,Yearly,,`,
  );
  const buffer = Buffer.from([titles, ...lines].join("\n"));
  const answer = await api.call("POST", `products/${productId}/items/import`, {
    file: { name: "items.csv", mimeType: "text/csv", buffer },
  });
  expect(answer.text.slice(0, 300)).toContain('"failed":0');
  expect(bodyAs<{ result: { created: number } }>(answer).result.created).toBe(count);
}
