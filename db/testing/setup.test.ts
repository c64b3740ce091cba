import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "../client";
import { isPostgres } from "../dialect";

test("a test file has a migrated database of its own on the engine of its project", async () => {
  expect(isPostgres).toBe(process.env.TEST_ENGINE === "postgres");
  const count = await database().select({ n: sql<string>`count(*)` }).from(sql`migration`);
  expect(Number(count[0]?.n)).toBeGreaterThan(0);
});
