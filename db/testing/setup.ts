import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { postgresTemplate } from "./template";

// Runs before each test file: it gets a database of its own. DATABASE_URL must be set before any module of db loads,
// so nothing of db is imported at the top.
process.env.CHANNELBOOK_SECRET ??= "a secret of test runs, so that they write no file of it";
const remove = process.env.TEST_ENGINE === "postgres" ? await preparePostgres() : prepareSqlite();

afterAll(async () => {
  const { closeDatabase } = await import("../client");
  await closeDatabase();
  await remove();
});

function prepareSqlite(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "channelbook-test-"));
  const file = path.join(folder, "test.db");
  copyFileSync(inject("sqliteTemplate"), file);
  process.env.DATABASE_URL = `file:${file}`;
  return () => rmSync(folder, { recursive: true, force: true });
}

async function preparePostgres(): Promise<() => Promise<void>> {
  const server = inject("postgresServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database ${name} template ${postgresTemplate}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
  return () => execute(server, `drop database ${name} with (force)`);
}

async function execute(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
