import { run } from "../../scripts/lib.mjs";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to.
  interface ProvidedContext {
    /** A migrated SQLite file, to be copied. */
    sqliteTemplate: string;
    /** The PostgreSQL server's own database; `postgresTemplate` is beside it. */
    postgresServer: string;
  }
}

/** The migrated database that every test file's own is copied from. */
export const postgresTemplate = "channelbook_template";

/** Migrates in a process of its own: this one runs tests of both engines, and the engine is chosen once in a process. */
export async function migrateTemplate(url: string): Promise<void> {
  const args = ["--import", "tsx", "scripts/migrate.ts"];
  const { code, output } = await run("node", args, { env: { DATABASE_URL: url }, quiet: true });
  if (code !== 0) throw new Error(`The migrations failed on ${url}:\n${output}`);
}
