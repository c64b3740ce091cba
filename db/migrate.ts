import path from "node:path";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { isPostgresUrl, sqliteFile } from "./dialect";
import { openSqlite } from "./engine.sqlite";

/** Any number will do, as long as every process of Channelbook locks the same one. */
const advisoryLock = 7_244_001;
const journal = 'create table if not exists "migration" ("id" text primary key, "at" text not null)';

function migrations(engine: "sqlite" | "postgres", folder: string): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: path.resolve(folder, engine) });
}

/**
 * Brings a database up to date. Safe to run at every start and by several processes at once.
 * @param folder holds the folders `sqlite` and `postgres`
 */
export async function migrateDatabase(url: string, folder = "db/migrations"): Promise<void> {
  if (isPostgresUrl(url)) await migratePostgres(url, migrations("postgres", folder));
  else migrateSqlite(sqliteFile(url), migrations("sqlite", folder));
}

export function migrateSqlite(file: string, all: MigrationMeta[]): void {
  const handle = openSqlite(file, "write");
  handle.pragma("busy_timeout = 10000");
  // Inside a transaction this pragma does nothing, and rebuilding a table would delete the rows that refer to it.
  handle.pragma("foreign_keys = OFF");
  try {
    handle
      .transaction(() => {
        handle.exec(journal);
        const done = new Set(handle.prepare('select "id" from "migration"').pluck().all());
        for (const migration of all) {
          if (done.has(migration.hash)) continue;
          for (const statement of migration.sql) handle.exec(statement);
          handle
            .prepare('insert into "migration" values (?, ?)')
            .run(migration.hash, new Date(migration.folderMillis).toISOString());
        }
        const broken = handle.pragma("foreign_key_check");
        if (Array.isArray(broken) && broken.length > 0)
          throw new Error("The migration leaves rows without their parent.");
      })
      .immediate();
  } finally {
    handle.close();
  }
}

async function migratePostgres(url: string, all: MigrationMeta[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
    await client.query(journal);
    const { rows } = await client.query<{ id: string }>('select "id" from "migration"');
    const done = new Set(rows.map((row) => row.id));
    for (const migration of all) {
      if (done.has(migration.hash)) continue;
      for (const statement of migration.sql) await client.query(statement);
      await client.query('insert into "migration" values ($1, $2)', [
        migration.hash,
        new Date(migration.folderMillis).toISOString(),
      ]);
    }
    await sortTextByBytes(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Runs `work` while no other process runs its own on the same PostgreSQL database; on SQLite, which one process serves, at
 * once. For what must happen once when several processes start together.
 */
export async function oneAtATime<T>(url: string, work: () => Promise<T>): Promise<T> {
  if (!isPostgresUrl(url)) return work();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The lock is the connection's, and goes with it.
    await client.query("select pg_advisory_lock($1)", [advisoryLock + 1]);
    return await work();
  } finally {
    await client.end();
  }
}

/**
 * Text is compared and sorted by its bytes, as on SQLite, whatever the database's locale. Declared on the columns, so that
 * their indexes serve `order by … collate "C"`: an index of another collation is not used for it, even of an equal one.
 */
async function sortTextByBytes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('alter table %s %s', c.oid::regclass,
      string_agg(format('alter column %I type text collate "C"', a.attname), ', ')) as statement
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0
      and not a.attisdropped and a.atttypid = 'text'::regtype and a.attcollation <> '"C"'::regcollation
    group by c.oid`);
  for (const { statement } of rows) await client.query(statement);
}
