import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/postgres.mjs";
import { migrateTemplate, postgresTemplate } from "./template";

/** Once per run: a PostgreSQL server (TEST_POSTGRES_URL, else one of our own) with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startPostgres();
  try {
    await createTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgresServer", server.url);
  return server.stop;
}

async function createTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`drop database if exists ${postgresTemplate}`);
    // As in the recommended installation: the C collation sorts as SQLite does.
    await client.query(`create database ${postgresTemplate} template template0 encoding 'UTF8' locale 'C'`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${postgresTemplate}`;
  await migrateTemplate(url.href);
}
