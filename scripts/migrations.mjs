import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root, run } from "./lib.mjs";

/**
 * Whether the migrations of both engines say what the schema says.
 * @returns {Promise<string>} what is wrong, "" when nothing is
 */
export async function staleMigrations() {
  const found = [];
  for (const engine of ["sqlite", "postgres"]) found.push(await problemOf(engine));
  return found.filter(Boolean).join("\n");
}

/** @param {string} engine */
async function problemOf(engine) {
  const config = `drizzle.${engine}.config.ts`;
  const checked = await run("drizzle-kit", ["check", "--config", config], { quiet: true });
  if (checked.code !== 0) return `${engine}: ${checked.output}`;
  const folder = mkdtempSync(join(tmpdir(), "channelbook-migrations-"));
  try {
    return await differenceOf(engine, join(root, config), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Generates into a copy: whatever appears there is missing here.
 * @param {string} engine
 * @param {string} config
 * @param {string} folder
 */
async function differenceOf(engine, config, folder) {
  const here = join(root, "db/migrations", engine);
  cpSync(here, join(folder, "out"), { recursive: true });
  const copy = join(folder, "drizzle.config.ts");
  // drizzle-kit takes `out` as relative even when it is absolute.
  const out = relative(root, join(folder, "out"));
  writeFileSync(
    copy,
    `import base from ${JSON.stringify(config)};\nexport default { ...base, out: ${JSON.stringify(out)} };\n`,
  );
  const { code, output } = await run("drizzle-kit", ["generate", "--config", copy], { quiet: true });
  const added = readdirSync(join(folder, "out")).length - readdirSync(here).length;
  if (code === 0 && added === 0 && output.includes("No schema changes")) return "";
  return `${engine}: the migrations do not match db/schema; run npm run db:generate.\n${output}`;
}
