import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

export type E2eOptions = {
  /** Whether an error in the browser's console fails the test (default: yes). */
  failOnConsoleError: boolean;
  /** Errors that a test provokes, e.g. `test.use({ expectedConsoleErrors: [/404/] })`. */
  expectedConsoleErrors: RegExp[];
};

type Fixtures = {
  /** Signs in through the form, or takes up the session this worker has for that person. Ends at the start page. */
  signIn: (page: Page, email: string) => Promise<void>;
  /** Stops the server's clock at an instant, or lets it run again with null; it runs again after the test. */
  setClock: (now: string | null) => Promise<void>;
};

type WorkerFixtures = { sessions: Map<string, Cookies> };

/** Every demo account's password. */
export const password = "channelbook";

/** API tokens of the demo data, as Authorization headers. */
export const tokens = {
  vendor: "ApiKey SU-100-000-001:demo-vendor",
  vendor2: "ApiKey SU-100-000-002:demo-vendor-2",
  distributor: "ApiKey SU-200-000-001:demo-distributor",
  distributor2: "ApiKey SU-200-000-002:demo-distributor-2",
  reseller: "ApiKey SU-300-000-001:demo-reseller",
};

export const test = base.extend<Fixtures & E2eOptions, WorkerFixtures>({
  failOnConsoleError: [true, { option: true }],
  expectedConsoleErrors: [[], { option: true }],

  baseURL: async ({ baseURL: given }, use, { parallelIndex }) => {
    await use(given ?? serverOf(parallelIndex));
  },

  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern.
    async ({}, use) => {
      await use(new Map());
    },
    { scope: "worker" },
  ],

  signIn: async ({ sessions }, use) => {
    await use((page, email) => signIn(page, email, sessions));
  },

  setClock: async ({ request }, use) => {
    let moved = false;
    const set = async (now: string | null) => {
      moved = now !== null;
      const answer = await request.put("/testing/clock", { data: { now } });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await use(set);
    if (moved) await set(null);
  },

  // Part of the context, so that tests that need no browser start none.
  context: async ({ context, failOnConsoleError, expectedConsoleErrors }, use) => {
    const errors: string[] = [];
    context.on("console", (message) => {
      if (message.type() === "error") errors.push(describe(message));
    });
    context.on("weberror", (error) => errors.push(String(error.error())));
    await use(context);
    const unexpected = errors.filter((text) => !expectedConsoleErrors.some((allowed) => allowed.test(text)));
    if (failOnConsoleError) expect(unexpected, "errors in the browser’s console").toEqual([]);
  },
});

function serverOf(parallelIndex: number): string {
  const servers = (process.env.E2E_BASE_URL ?? "").split(" ");
  return servers[parallelIndex % servers.length] ?? "";
}

function describe(message: ConsoleMessage): string {
  const { url } = message.location();
  return url ? `${message.text()} (${url})` : message.text();
}

async function signIn(page: Page, email: string, sessions: Map<string, Cookies>): Promise<void> {
  const session = sessions.get(email);
  if (session) {
    await page.context().addCookies(session);
    await page.goto("/");
    // A test that signed out ended this session for all.
    if (!new URL(page.url()).pathname.startsWith("/sign-in")) return;
  }
  // Whoever is signed in is led past the form.
  await page.context().clearCookies();
  await signInByForm(page, email);
  sessions.set(email, await page.context().cookies());
}

/** Signs in through the form, always: for tests about signing in and out. */
export async function signInByForm(page: Page, email: string, own = password): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(own);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Every rule of axe holds on the page, from minor to critical, in the theme shown. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const problems = violations.map(
    ({ id, impact, help, nodes }) =>
      `${impact} ${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}: ${node.html}`).join("\n")}`,
  );
  expect(problems, `accessibility of ${page.url()}`).toEqual([]);
}
