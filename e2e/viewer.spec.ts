import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { addressesOf, filled, idsOf } from "./pages";

// A viewer sees everything and changes nothing: what changes something is absent, or disabled and says why.

const changes =
  /^(Create|New|Add|Edit|Change|Delete|Remove|Publish|Unpublish|Schedule|Unschedule|Activate|Terminate|Import|Apply|Save|Revoke|End|Stop|Resume|Retire|Clone|Rename|Submit|Request|Delist|Cancel request|Invite|Round|Adjust|Replace|Undo|Move|Deploy|Complete|Refine|Use)\b/;
/** Ways of looking that are named like changes. */
const looks = /^(Copy (ID|link|address)|Copy [A-Z]{2,4}-|Add filter|Remove filter|Import and export)/i;

/** Links to views and filters, named by a state: “Ended 8”, “Scheduled 3”. */
const views = /^(\w+ed|All)\s?\d*$/;

async function nameOf(control: Locator): Promise<string> {
  return (
    await control.evaluate((element) => element.getAttribute("aria-label") ?? element.textContent ?? "")
  ).trim();
}

/** The controls of the page that would change something and do not say that they may not. */
async function openChanges(page: Page): Promise<string[]> {
  const controls = await page
    .getByRole("main")
    .locator("button, a[href], [role=button], input[type=submit]")
    .all();
  const open: string[] = [];
  for (const control of controls) {
    const name = await nameOf(control);
    if (!changes.test(name) || looks.test(name) || views.test(name)) continue;
    const reason = await control.evaluate((element) => {
      const blocked = element.getAttribute("aria-disabled") === "true" || element.hasAttribute("disabled");
      const described = element.getAttribute("aria-describedby")?.split(" ") ?? [];
      return blocked ? described.map((id) => document.getElementById(id)?.textContent ?? "").join(" ") : "";
    });
    if (!/role is viewer|viewer/i.test(reason)) open.push(`${name}${reason ? ` (${reason})` : ""}`);
  }
  return open;
}

const areas = Map.groupBy(addressesOf("vendor"), ({ path }) => path.split(/[/?]/)[1] ?? "");

for (const [area, addresses] of areas) {
  test(`a viewer changes nothing below /${area}`, async ({ page, signIn, request }) => {
    await signIn(page, "vendor-viewer@example.com");
    const ids = await idsOf(request);
    for (const { path } of addresses) {
      await test.step(path, async () => {
        await page.goto(filled(path, ids));
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
        expect(await openChanges(page), path).toEqual([]);
        // What is sent from here only asks for another view.
        const sent = page.getByRole("main").locator("form:not([role=search]) button[type=submit]");
        for (const button of await sent.all()) {
          const isBlocked = (await button.getAttribute("aria-disabled")) === "true";
          if (!isBlocked) await expect(button).toHaveText(/^(Look up|Show)/);
        }
      });
    }
  });
}
