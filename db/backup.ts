import fs from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { DomainError } from "../lib/domain/errors";

/** A message for the person at the terminal. */
function refusal(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", message, { cause });
}

/** The file beside a database, or beside a backup of it, that holds the installation's secret (DESIGN §9). */
export function secretBeside(file: string): string {
  return `${file}.secret`;
}

/**
 * Copies a SQLite database while it is in use: one read transaction, so that the copy is the state of one moment whatever
 * is written meanwhile, and writers are not held up. The copy is checked, is on the disk, and only then gets its name.
 * The installation's secret is copied beside it where the database has one: without it encrypted credentials stay so.
 * @throws DomainError `invalid` when there is no such database or the target is there already
 */
export function backupSqlite(file: string, target: string): { bytes: number; secret: boolean } {
  if (!fs.existsSync(file)) throw refusal(`There is no database at ${file}.`);
  for (const taken of [target, secretBeside(target)]) {
    if (fs.existsSync(taken)) throw refusal(`${taken} is there already; name a file that is not.`);
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const draft = `${target}.part`;
  fs.rmSync(draft, { force: true });
  try {
    // Made first, so that nobody else on the machine may read it, not even while it grows.
    fs.closeSync(fs.openSync(draft, "wx", 0o600));
    const source = new Sqlite(file, { fileMustExist: true });
    try {
      source.pragma("busy_timeout = 10000");
      source.prepare("vacuum into ?").run(draft);
    } finally {
      source.close();
    }
    assertSound(draft, "The copy");
    flush(draft);
    const secret = copySecret(secretBeside(file), secretBeside(target));
    fs.renameSync(draft, target);
    flush(path.dirname(target));
    return { bytes: fs.statSync(target).size, secret };
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

type Restoring = {
  /** Replace a database that is there. */
  overwrite: boolean;
  /** Holds the folder `sqlite`. */
  migrations?: string;
};

/**
 * Puts a backup in the place of a database, in one step: an interrupted restore leaves what was there before.
 * @throws DomainError `invalid` when the backup is damaged, not ours or of a newer release, when a database is there and
 *   `overwrite` was not given, and when a process has it open
 */
export function restoreSqlite(backup: string, file: string, options: Restoring): { secret: boolean } {
  if (!fs.existsSync(backup)) throw refusal(`There is no file ${backup}.`);
  if (path.resolve(backup) === path.resolve(file)) throw refusal("The backup is the database itself.");
  assertSound(backup, backup);
  assertKnownRelease(backup, options.migrations ?? "db/migrations");
  const [from, to] = [secretBeside(backup), secretBeside(file)];
  if (fs.existsSync(file) && !options.overwrite) {
    throw refusal(`${file} holds a database already; add --overwrite to replace it for good.`);
  }
  if (fs.existsSync(file)) quiesce(file);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.restoring`;
  try {
    fs.copyFileSync(backup, draft);
    fs.chmodSync(draft, 0o600);
    flush(draft);
    const secret = copySecret(from, to);
    fs.renameSync(draft, file);
    for (const rest of ["-wal", "-shm"]) fs.rmSync(file + rest, { force: true });
    flush(path.dirname(file));
    return { secret };
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** @returns whether there was one */
function copySecret(from: string, to: string): boolean {
  if (!fs.existsSync(from)) return false;
  const draft = `${to}.part`;
  fs.rmSync(draft, { force: true });
  fs.writeFileSync(draft, fs.readFileSync(from), { mode: 0o600 });
  flush(draft);
  fs.renameSync(draft, to);
  return true;
}

function flush(place: string): void {
  const handle = fs.openSync(place, "r");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Every page, index and foreign key. */
function assertSound(file: string, name: string): void {
  const problem = soundnessOf(file);
  if (problem) throw refusal(`${name} is damaged or not a database: ${problem}`);
}

function soundnessOf(file: string): string | undefined {
  let handle: Sqlite.Database | undefined;
  try {
    handle = new Sqlite(file, { readonly: true, fileMustExist: true });
    const found: unknown = handle.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") return String(found);
    const orphans = handle.pragma("foreign_key_check");
    return Array.isArray(orphans) && orphans.length > 0 ? "rows lack their parent" : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    handle?.close();
  }
}

function assertKnownRelease(file: string, folder: string): void {
  const handle = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const journal = handle.prepare("select 1 from sqlite_master where type = 'table' and name = 'migration'");
    if (!journal.get()) throw refusal(`${file} is not a backup of Channelbook.`);
    const known = new Set(
      readMigrationFiles({ migrationsFolder: path.resolve(folder, "sqlite") }).map(({ hash }) => hash),
    );
    const done = handle.prepare('select "id" from "migration"').pluck().all();
    if (done.some((id) => typeof id === "string" && !known.has(id))) {
      throw refusal(`${file} was made by a newer release; restore it with that release.`);
    }
  } finally {
    handle.close();
  }
}

/** Leaves WAL mode, which SQLite grants only to whoever has the database open alone. */
function quiesce(file: string): void {
  const handle = new Sqlite(file, { fileMustExist: true, timeout: 500 });
  try {
    const mode: unknown = handle.pragma("journal_mode = DELETE", { simple: true });
    if (mode !== "delete") throw new Error(`it stays in the mode ${String(mode)}`);
  } catch (error) {
    if (isNotADatabase(error)) return;
    throw refusal(`${file} is in use; stop the server (and whatever else has it open) first.`, error);
  } finally {
    handle.close();
  }
}

/** What is damaged may be replaced. */
function isNotADatabase(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^SQLITE_(?:NOTADB|CORRUPT)/.test(String(error.code));
}
