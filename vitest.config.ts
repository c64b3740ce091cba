import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };
/** Tests that open a database: run once on SQLite and once on PostgreSQL. */
const withDatabase = ["db/**/*.test.ts", "lib/services/**/*.test.ts", "app/**/*.test.ts"];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "rules",
          include: [
            "lib/{domain,connect,vipmp,client}/**/*.test.ts",
            "components/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          exclude: withDatabase,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "sqlite",
          include: withDatabase,
          setupFiles: ["db/testing/setup.ts"],
          globalSetup: ["db/testing/sqlite.global.ts"],
          env: { TEST_ENGINE: "sqlite" },
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "postgres",
          include: withDatabase,
          setupFiles: ["db/testing/setup.ts"],
          globalSetup: ["db/testing/postgres.global.ts"],
          env: { TEST_ENGINE: "postgres" },
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
