import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Plain Node (20 or newer) without dependencies: `npm start` asks before anything runs.
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The build's output, as Next names it. */
export const distDir = process.env.NEXT_DIST_DIR || ".next";
const stampFile = join(root, distDir, "channelbook-build");

/** What a build is made from. Tests, demo scripts and documents do not change it. */
const sources = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "scripts/backup.ts",
  "scripts/build.mjs",
  "scripts/bundle-tools.mjs",
  "scripts/bundle-workers.mjs",
  "scripts/command.ts",
  "scripts/lib.mjs",
  "scripts/prepare.ts",
  "scripts/production.mjs",
  "scripts/restore.ts",
  "scripts/serve.mjs",
  "scripts/settings.mjs",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Whether there is a complete build of these very sources. */
export function isBuildCurrent() {
  const server = join(root, distDir, "standalone/server.js");
  if (!existsSync(server) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, "utf8") === sourceHash();
}

/**
 * Marks the build as made from the sources that had this hash before it began.
 * @param {string} hash
 */
export function writeStamp(hash) {
  writeFileSync(stampFile, hash);
}

/** A hash of the names and contents of all sources. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((path) => filesIn(path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path a file or folder, relative to the project
 * @returns {string[]} its files in a fixed order; none when it does not exist
 */
function filesIn(path) {
  const at = join(root, path);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [path];
  return readdirSync(at, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isFile() || entry.isDirectory() ? filesIn(`${path}/${entry.name}`) : []));
}
