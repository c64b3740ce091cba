import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateTemplate } from "./template";

/** Once per run: a migrated SQLite file, which `setup.ts` copies for every test file. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), "channelbook-sqlite-"));
  const file = path.join(folder, "template.db");
  await migrateTemplate(`file:${file}`);
  project.provide("sqliteTemplate", file);
  return () => rmSync(folder, { recursive: true, force: true });
}
