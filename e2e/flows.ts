import { expect, type Page } from "@playwright/test";

/** Chooses from a field that is searched by typing. */
export async function choose(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  await field.fill(text);
  await page.getByRole("option", { name: text }).first().click();
}

/** The status of the object on the page, as its badge says: the word, and what it means. */
export async function expectStatus(page: Page, status: string): Promise<void> {
  const badge = page.getByRole("main").getByRole("button", { name: new RegExp(`^${status} ?:`) });
  await expect(badge.first()).toBeVisible();
}

/** Asks for a step, says yes to its consequence, and waits for the dialog to go. */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

type NewList = {
  name: string;
  productId: string;
  /** Done on the step of the columns. */
  columns: () => Promise<void>;
  /** Done on every step. */
  onStep?: () => Promise<void>;
};

/** Makes a price list in USD step by step, first without a name. Ends on its first version. */
export async function createPriceList(page: Page, { name, productId, columns, onStep }: NewList) {
  const next = page.getByRole("button", { name: "Continue" });
  await page.goto(`/price-lists/new?product=${productId}`);
  const field = page.getByLabel("Name", { exact: true });
  await expect(field).toBeVisible();
  await next.click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill(name);
  await choose(page, "Currency", "USD");
  await next.click();
  await expect(page.getByRole("heading", { name: "Products" })).toBeVisible();
  await onStep?.();
  await next.click();
  await expect(page.getByRole("list", { name: "Columns" })).toBeVisible();
  await columns();
  await onStep?.();
  await next.click();
  await expect(page.getByRole("heading", { name: "First version" })).toBeVisible();
  await next.click();
  await onStep?.();
  await page.getByRole("button", { name: "Create price list" }).click();
  await expect(page).toHaveURL(/\/price-lists\/PL-[\d-]+\/versions\/1$/);
}

/** The list's id, and its version's, of a version's page. */
export function idsOfVersionPage(page: Page): { list: string; version: string } {
  const [, list = "", number = ""] = /price-lists\/(PL-[\d-]+)\/versions\/(\d+)/.exec(page.url()) ?? [];
  return { list, version: `PLV-${list.slice(3)}-${number.padStart(4, "0")}` };
}
