import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "./fixtures";
import { addressesOf, filled, idsOf, pagesOfPortal, places, type Role } from "./pages";

// Every page of the portal, as those who work with it: no error in the console, no fault that axe finds in the light or in
// the dark theme, and nothing that leaves a narrow screen.

test("every page of the portal stands in the table of pages, and nothing else does", () => {
  expect(places.map(({ page }) => page).sort()).toEqual(pagesOfPortal());
});

async function expectContrast(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  const problems = violations.flatMap(({ nodes }) =>
    nodes.map((node) => `${node.target}: ${node.failureSummary}`),
  );
  expect(problems, `contrast of ${page.url()} in the dark theme`).toEqual([]);
}

/** Nothing but what scrolls by itself reaches beyond the right edge. */
async function expectNoOverflow(page: Page): Promise<void> {
  const excess = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect
    .poll(excess, { message: `pixels beyond the edge of ${page.url()} at 390 px` })
    .toBeLessThanOrEqual(0);
}

const roles: Role[] = ["vendor", "distributor", "reseller"];
/** Who walks a page: the first role that has it in its work. What others see of it their own journeys show. */
const walker = new Map<string, Role>();
for (const role of roles)
  for (const { page } of addressesOf(role)) if (!walker.has(page)) walker.set(page, role);

for (const role of roles) {
  test.describe(`the ${role}’s page`, () => {
    test.beforeEach(({ page, signIn }) => signIn(page, `${role}@example.com`));

    for (const { page: place, path } of addressesOf(role)) {
      if (walker.get(place) !== role) continue;
      test(path, async ({ page, request }) => {
        await page.goto(filled(path, await idsOf(request)));
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.getByText("There is nothing here")).toBeHidden();
        await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
        await expect(page).toHaveTitle(/ · Channelbook$|^Channelbook$/);
        await expectAccessible(page);
        await page.evaluate(() => {
          document.documentElement.dataset.theme = "dark";
        });
        await expectContrast(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await expectNoOverflow(page);
      });
    }
  });
}
