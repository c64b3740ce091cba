import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible, signInByForm, test } from "./fixtures";
import { unique } from "./world";

// In the account of vendor2, so that the other journeys keep their people.
const admin = "vendor2@example.com";
const password = "five green elephants";

/** Somebody else's browser. */
async function otherBrowser(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  return context.newPage();
}

const row = (page: Page, table: string, text: string) =>
  page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });

/** Chooses from the menu of a row. */
async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** The link in the dialog; the dialog is closed then. */
async function takeLink(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Copy the link now" });
  const link = await dialog.getByLabel("One-time link").inputValue();
  // A slip of the hand must not lose what is shown once.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return link;
}

async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("radio", { name: role }).click();
  await page.getByRole("button", { name: "Create invitation link" }).click();
  return takeLink(page);
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: /^Join / }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/^Join /);
}

test("a person is invited, joins, gets another role, and is removed at once", async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn(page, admin);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  const name = unique("Ida");
  const email = `${name.toLowerCase().replaceAll(" ", "-")}@example.com`;
  const link = await invite(page, email, "Editor");
  await expect(row(page, "Invitations", email)).toContainText("Invited");
  await expectAccessible(page);

  const ida = await otherBrowser(browser, baseURL);
  await ida.goto(link);
  await expect(ida.getByRole("heading", { level: 1, name: "Join Quarry Analytics" })).toBeVisible();
  await expectAccessible(ida);
  await ida.getByLabel("Your name").fill(name);
  await ida.getByLabel("Password").fill("password1234");
  await ida.getByRole("button", { name: /^Join / }).click();
  await expect(ida.getByText("This is one of the passwords that are guessed first")).toBeVisible();
  await join(ida, link, name);
  await ida.goto("/settings/members");
  const refused = ida.getByRole("button", { name: "Invite member" });
  await expect(refused).toHaveAccessibleDescription(/Your role is editor/);
  await ida.goto(link);
  await expect(ida.getByText("This invitation was already accepted.")).toBeVisible();
  await expectAccessible(ida);

  await page.reload();
  await expect(row(page, "Members", email)).toContainText("Editor");
  await choose(page, name, "Change role…");
  await page.getByRole("radio", { name: "Viewer" }).click();
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(row(page, "Members", email)).toContainText("Viewer");

  await choose(page, name, "Remove…");
  await page.getByRole("button", { name: "Remove member" }).click();
  await expect(row(page, "Members", email)).toHaveCount(0);
  await ida.goto("/products");
  await expect(ida).toHaveURL(/\/sign-in/);
  await page.goto("/activity?view=access");
  await expect(page.getByText(`removed member ${name}`)).toBeVisible();
});

test("an admin’s own row says why it cannot be changed", async ({ page, signIn }) => {
  await signIn(page, admin);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Actions for Quinn Abara" }).click();
  await expect(page.getByRole("menuitem", { name: "Remove…" })).toContainText("You cannot remove yourself.");
  await page.keyboard.press("Escape");
  await expectAccessible(page);
});

test("a forgotten password is reset by a one-time link, and changed in the profile", async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn(page, admin);
  const name = unique("Bo");
  const email = `${name.toLowerCase().replaceAll(" ", "-")}@example.com`;
  const bo = await otherBrowser(browser, baseURL);
  await join(bo, await invite(page, email, "Viewer"), name);

  await page.reload();
  await choose(page, name, "Reset password…");
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await takeLink(page);
  await expect(row(page, "Members", email)).toContainText("Resetting");
  const reset = await otherBrowser(browser, baseURL);
  await reset.goto(link);
  await expectAccessible(reset);
  await reset.getByLabel("New password").fill("a kettle full of rain");
  await reset.getByRole("button", { name: "Set password" }).click();
  await expect(reset.getByRole("button", { name: `Account of ${name}` })).toBeVisible();
  // Whoever was signed in with the old one is not any more.
  await bo.goto("/products");
  await expect(bo).toHaveURL(/\/sign-in/);

  await reset.goto("/settings/profile");
  await expectAccessible(reset);
  const next = "nine chairs in a barn";
  await reset.getByLabel("Current password").fill("not this one");
  await reset.getByLabel("New password").fill(next);
  await reset.getByRole("button", { name: "Change password" }).click();
  await expect(reset.getByText("This is not your current password.")).toBeVisible();
  await reset.getByLabel("Current password").fill("a kettle full of rain");
  await reset.getByRole("button", { name: "Change password" }).click();
  await expect(reset.getByText("Password changed")).toBeVisible();
  await signInByForm(bo, email, next);
  await bo.goto(link);
  await expect(bo.getByText("This link was already used to set a password.")).toBeVisible();
});

test("an invitation that was withdrawn says so", async ({ page, signIn, browser, baseURL }) => {
  await signIn(page, admin);
  const email = `${unique("wanda").replaceAll(" ", "-")}@example.com`;
  const link = await invite(page, email, "Admin");
  await choose(page, email, "Withdraw…");
  await page.getByRole("button", { name: "Withdraw invitation" }).click();
  await expect(row(page, "Invitations", email)).toHaveCount(0);
  const wanda = await otherBrowser(browser, baseURL);
  await wanda.goto(link);
  await expect(wanda.getByText("This invitation was withdrawn, or replaced by a newer one.")).toBeVisible();
});
