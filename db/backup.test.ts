import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupSqlite, restoreSqlite, secretBeside } from "./backup";
import { openSqlite } from "./engine.sqlite";
import { migrateDatabase } from "./migrate";

let folder: string;
let file: string;
let writer: ChildProcess | undefined;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "channelbook-backup-"));
  file = path.join(folder, "live.db");
  await migrateDatabase(`file:${file}`);
  fs.writeFileSync(secretBeside(file), "the secret of this installation, quite long", { mode: 0o600 });
});

afterEach(async () => {
  writer?.kill("SIGKILL");
  writer = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);

function withDatabase<T>(name: string, work: (handle: Sqlite.Database) => T): T {
  const handle = new Sqlite(name);
  try {
    return work(handle);
  } finally {
    handle.close();
  }
}

function addAccount(name: string, id: string): void {
  withDatabase(name, (handle) =>
    handle.prepare("insert into account (id, kind, name, created_at) values (?, 'vendor', ?, 0)").run(id, id),
  );
}

const accounts = (name: string) =>
  withDatabase(name, (handle) => handle.prepare("select id from account order by id").pluck().all());

/** Another process that moves one unit between two rows and adds a row, in one transaction, again and again. */
async function startWriter(): Promise<void> {
  withDatabase(file, (handle) => {
    handle.exec(`create table ledger (id integer primary key, amount integer not null, pad text);
      create table step (n integer primary key);
      insert into ledger values (1, 0, ''), (2, 0, '');
      with recursive c(n) as (values (3) union all select n + 1 from c where n < 20000)
      insert into ledger select n, 0, hex(randomblob(400)) from c`);
  });
  const script = `
    const db = new (require("better-sqlite3"))(${JSON.stringify(file)});
    db.pragma("busy_timeout = 10000");
    const move = db.transaction((n) => {
      db.prepare("update ledger set amount = amount - 1 where id = 1").run();
      db.prepare("insert into step values (?)").run(n);
      db.prepare("update ledger set amount = amount + 1 where id = 2").run();
    });
    for (let n = 1; ; n++) { move.immediate(n); if (n === 1) process.stdout.write("on"); }`;
  writer = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  if (writer.stdout) await once(writer.stdout, "data");
}

const steps = (name: string) =>
  withDatabase(name, (handle) => Number(handle.prepare("select count(*) from step").pluck().get()));

test("a backup taken while another process writes is the state of one moment", async () => {
  await startWriter();
  for (let n = 1; ; n++) {
    const target = at(`copy-${n}.db`);
    const before = steps(file);
    backupSqlite(file, target);
    const after = steps(file);
    const copied = steps(target);
    expect(copied).toBeGreaterThanOrEqual(before);
    expect(copied).toBeLessThanOrEqual(after);
    const sums = withDatabase(target, (handle) =>
      handle.prepare("select sum(amount), max(amount) from ledger").raw().get(),
    );
    expect(sums).toEqual([0, copied]);
    // Only a copy during which the other process went on shows anything.
    if (after - before > 1) break;
  }
});

test("a backup is private, has the secret beside it and leaves nothing else", () => {
  const target = at("backups/one.db");
  const { secret } = backupSqlite(file, target);
  expect(secret).toBe(true);
  expect(fs.readdirSync(at("backups")).sort()).toEqual(["one.db", "one.db.secret"]);
  for (const name of ["one.db", "one.db.secret"]) {
    expect(fs.statSync(at(`backups/${name}`)).mode & 0o777).toBe(0o600);
  }
  expect(fs.readFileSync(secretBeside(target), "utf8")).toBe("the secret of this installation, quite long");
});

test("a backup never replaces a file, and needs a database", () => {
  fs.writeFileSync(at("there.db"), "mine");
  expect(() => backupSqlite(file, at("there.db"))).toThrow(/is there already/);
  expect(fs.readFileSync(at("there.db"), "utf8")).toBe("mine");
  expect(() => backupSqlite(at("none.db"), at("copy.db"))).toThrow(/There is no database/);
  expect(fs.existsSync(at("copy.db"))).toBe(false);
});

test("a damaged database is not taken for a good backup", () => {
  addAccount(file, "VA-1");
  const bytes = fs.readFileSync(file);
  fs.writeFileSync(at("bad.db"), bytes.subarray(0, bytes.length - 8192));
  expect(() => backupSqlite(at("bad.db"), at("copy.db"))).toThrow(/malformed|damaged/);
  expect(fs.existsSync(at("copy.db"))).toBe(false);
  expect(() => restoreSqlite(at("bad.db"), at("new.db"), { overwrite: false })).toThrow(/damaged/);
  expect(fs.existsSync(at("new.db"))).toBe(false);
});

test("a backup restores to where nothing is, secret included, and serves again", async () => {
  addAccount(file, "VA-1");
  backupSqlite(file, at("copy.db"));
  expect(restoreSqlite(at("copy.db"), at("new/live.db"), { overwrite: false })).toEqual({ secret: true });
  expect(accounts(at("new/live.db"))).toEqual(["VA-1"]);
  expect(fs.readFileSync(secretBeside(at("new/live.db")), "utf8")).toContain("the secret");
  await migrateDatabase(`file:${at("new/live.db")}`);
  const handle = openSqlite(at("new/live.db"), "write");
  expect(handle.pragma("journal_mode", { simple: true })).toBe("wal");
  handle.close();
});

test("restoring over a database needs to be asked for, and what was written since is gone then", () => {
  addAccount(file, "VA-1");
  backupSqlite(file, at("copy.db"));
  addAccount(file, "VA-2");
  fs.writeFileSync(secretBeside(file), "another secret, made since the backup was taken");
  expect(() => restoreSqlite(at("copy.db"), file, { overwrite: false })).toThrow(/--overwrite/);
  expect(accounts(file)).toEqual(["VA-1", "VA-2"]);
  restoreSqlite(at("copy.db"), file, { overwrite: true });
  expect(accounts(file)).toEqual(["VA-1"]);
  expect(fs.readFileSync(secretBeside(file), "utf8")).toContain("of this installation");
});

test("a database that a process has open is not replaced, even an idle one", () => {
  addAccount(file, "VA-1");
  backupSqlite(file, at("copy.db"));
  addAccount(file, "VA-2");
  const server = openSqlite(file, "write");
  server.prepare("select count(*) from account").get();
  expect(() => restoreSqlite(at("copy.db"), file, { overwrite: true })).toThrow(/is in use; stop the server/);
  expect(server.prepare("select count(*) from account").pluck().get()).toBe(2);
  server.close();
  restoreSqlite(at("copy.db"), file, { overwrite: true });
  expect(accounts(file)).toEqual(["VA-1"]);
});

test("what is not a backup of this release is refused", () => {
  withDatabase(at("other.db"), (handle) => handle.exec("create table t (a)"));
  expect(() => restoreSqlite(at("other.db"), at("x.db"), { overwrite: false })).toThrow(
    /not a backup of Channelbook/,
  );
  fs.writeFileSync(at("text.db"), "hello, I am a text file and no database at all".repeat(100));
  expect(() => restoreSqlite(at("text.db"), at("x.db"), { overwrite: false })).toThrow(/not a database/);
  backupSqlite(file, at("copy.db"));
  withDatabase(at("copy.db"), (handle) => handle.exec("insert into migration values ('of the future', '')"));
  expect(() => restoreSqlite(at("copy.db"), at("x.db"), { overwrite: false })).toThrow(/newer release/);
  expect(() => restoreSqlite(at("none.db"), at("x.db"), { overwrite: false })).toThrow(/There is no file/);
  expect(fs.existsSync(at("x.db"))).toBe(false);
});
