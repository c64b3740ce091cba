import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { migrateSqlite } from "./migrate";

function migration(id: string, ...sql: string[]) {
  return { hash: id, folderMillis: 0, bps: true, sql };
}

function scratchFile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "migrate-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return path.join(folder, "test.db");
}

const first = migration(
  "1",
  "create table parent (id text primary key, name text)",
  "create table child (id text primary key, parent_id text not null references parent(id) on delete cascade)",
  "insert into parent values ('p', 'x')",
  "insert into child values ('c', 'p')",
);

// What drizzle-kit prints when a column of a parent table changes on SQLite.
const rebuild = migration(
  "2",
  "PRAGMA foreign_keys=OFF",
  "create table __new_parent (id text primary key, name text not null)",
  "insert into __new_parent select id, name from parent",
  "drop table parent",
  "alter table __new_parent rename to parent",
  "PRAGMA foreign_keys=ON",
);

test("rebuilding a table keeps the rows that refer to it", () => {
  const file = scratchFile();
  migrateSqlite(file, [first]);
  migrateSqlite(file, [first, rebuild]);
  const handle = new Sqlite(file);
  expect(handle.prepare("select count(*) from child").pluck().get()).toBe(1);
  expect(handle.prepare("select count(*) from parent").pluck().get()).toBe(1);
  handle.close();
});

test("a migration runs once", () => {
  const file = scratchFile();
  migrateSqlite(file, [first]);
  migrateSqlite(file, [first]);
  const handle = new Sqlite(file);
  expect(handle.prepare("select id from migration").pluck().all()).toEqual(["1"]);
  handle.close();
});

test("a migration that orphans rows, or fails, changes nothing", () => {
  const file = scratchFile();
  migrateSqlite(file, [first]);
  expect(() => migrateSqlite(file, [first, migration("2", "delete from parent")])).toThrow(
    "without their parent",
  );
  expect(() => migrateSqlite(file, [first, migration("2", "delete from child", "nonsense")])).toThrow();
  const handle = new Sqlite(file);
  expect(handle.prepare("select count(*) from parent").pluck().get()).toBe(1);
  expect(handle.prepare("select count(*) from child").pluck().get()).toBe(1);
  handle.close();
});
