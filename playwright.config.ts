import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import type { E2eOptions } from "./e2e/fixtures";
import { freePort } from "./scripts/postgres.mjs";

/** Each worker has a server and a database of its own, so that tests may move the clock. */
const servers = 2;

// E2E_BASE_URL may name a running server instead, a development server say. Workers inherit the environment, so that
// all agree on the ports.
if (!process.env.E2E_BASE_URL) {
  const ports = await Promise.all(Array.from({ length: servers }, freePort));
  process.env.E2E_BASE_URL = ports.map((port) => `http://127.0.0.1:${port}`).join(" ");
  process.env.E2E_OWN_SERVERS = "true";
}
const addresses = process.env.E2E_BASE_URL.split(" ");

/** Journeys that have not passed whole on a build yet: `E2E_ALL=1` runs them too. */
const unproven = process.env.E2E_ALL
  ? []
  : [
      "hostile-forms.spec.ts",
      "pages.spec.ts",
      "price-grid.spec.ts",
      "price-import.spec.ts",
      "price-list.spec.ts",
      "price-list-wizard.spec.ts",
      "price-versions.spec.ts",
      "sessions.spec.ts",
      "sign-in.spec.ts",
      "tokens.spec.ts",
      "viewer.spec.ts",
    ];

const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export default defineConfig<E2eOptions>({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: addresses.length,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "api", testMatch: "api/**/*.spec.ts", use: { failOnConsoleError: false } },
    { name: "journeys", testMatch: "*.spec.ts", testIgnore: ["api/**", ...unproven] },
  ],
  webServer: process.env.E2E_OWN_SERVERS === "true" ? addresses.map(webServer) : [],
});

function webServer(address: string) {
  return {
    command: "node scripts/e2e-server.mjs",
    url: `${address}/readyz`,
    env: { PORT: new URL(address).port, LOG_LEVEL: "warn" },
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 10_000 },
    stdout: "ignore" as const,
    stderr: "pipe" as const,
  };
}
