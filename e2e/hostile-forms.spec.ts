import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { apiClient } from "./api/client";
import { test, tokens } from "./fixtures";
import { filled, idsOf, type Role } from "./pages";
import { demo } from "./world";

/** The pages with a form of their own or in a drawer, by who fills it in. */
const forms: Partial<Record<Role, string[]>> = {
  vendor: [
    "/products/new",
    `/products/${demo.creative}/edit`,
    `/products/${demo.creative}/items/new`,
    `/products/${demo.creative}/items/${demo.allApps.id}`,
    "/price-lists/new",
    "/price-lists/PL-667-945-709/edit",
    "/offers/new",
    "/offers/{offer}?edit=1",
    "/offers/{offer}/plans?plan=new",
    "/requests/new",
    "/requests/{draft}/edit",
    "/flexible-discounts/new",
    "/settings/profile",
  ],
  distributor: [
    "/marketplaces/new",
    "/marketplaces/MP-20001",
    "/customers/new",
    `/customers/${demo.acme}/edit`,
  ],
};

const endless = "x".repeat(40_000);
const notAnAmount = ["NaN", "-1", "1.2345678901234567890"];

/** Every change is recorded with it, so that as many records as before mean that nothing has changed. */
async function recorded(request: APIRequestContext, role: Role): Promise<string | undefined> {
  const answer = await apiClient(request, tokens[role]).call("GET", "activity?limit=0");
  return answer.headers["content-range"];
}

/** What can be typed into, without what only searches. */
async function fieldsOf(form: Locator): Promise<Locator[]> {
  const all = await form.getByRole("textbox").all();
  const fields: Locator[] = [];
  for (const field of all) {
    // The browser keeps everything but a date out of these.
    if (/date/.test((await field.getAttribute("type")) ?? "")) continue;
    if ((await field.isEditable()) && (await field.getAttribute("name"))) fields.push(field);
  }
  return fields;
}

async function submit(page: Page, form: Locator): Promise<void> {
  await form.locator('button[type="submit"]').first().click();
  await expect(form.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByText("on our side")).toHaveCount(0);
}

for (const [role, paths] of Object.entries(forms)) {
  for (const path of paths) {
    test(`the form at ${path} says what is wrong with a field, and keeps it`, async ({
      page,
      request,
      signIn,
    }) => {
      test.setTimeout(180_000);
      const who: Role = role === "vendor" ? "vendor" : "distributor";
      await signIn(page, `${who}@example.com`);
      const address = filled(path, await idsOf(request));
      const before = await recorded(request, who);
      await page.goto(address);
      const drawer = page.getByRole("dialog");
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      const form = ((await drawer.count()) > 0 ? drawer : page.getByRole("main"))
        .locator("form")
        .filter({ has: page.locator('button[type="submit"]') })
        .filter({ has: page.getByRole("textbox") })
        .last();
      await expect(form).toBeVisible();

      // The browser's own limit is no limit: who sends the form by other means has none.
      await form.evaluate((element) => {
        for (const field of element.querySelectorAll("[maxlength]")) field.removeAttribute("maxlength");
      });
      const fields = await fieldsOf(form);
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields) await field.fill(endless);
      await submit(page, form);
      for (const field of fields) {
        const name = await field.getAttribute("name");
        await expect(field, `${name} is marked`).toHaveAttribute("aria-invalid", "true");
        await expect(field, `${name} says why`).toHaveAccessibleDescription(/.+/);
        await expect(field, `${name} keeps what was typed`).toHaveValue(/x{40000}/);
      }

      for (const field of fields) {
        if (!/decimal|numeric/.test((await field.getAttribute("inputmode")) ?? "")) continue;
        for (const amount of notAnAmount) {
          await field.fill(amount);
          await submit(page, form);
          await expect(field, amount).toHaveAttribute("aria-invalid", "true");
        }
      }
      expect(await recorded(request, who), "records of changes").toBe(before);
    });
  }
}
