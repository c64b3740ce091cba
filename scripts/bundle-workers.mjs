import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles the worker thread into one file that needs nothing beside it: Next neither compiles nor copies a file that
 * only `new Worker(path)` names.
 * @returns {Promise<Uint8Array>}
 */
async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["lib/services/spreadsheet/worker.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node22",
    logLevel: "warning",
  });
  return outputFiles[0].contents;
}

/**
 * Writes the bundle where the build wants it.
 * @param {string} folder absolute
 */
export async function bundleWorkers(folder) {
  place(join(folder, "spreadsheet.mjs"), await bundle());
}

/**
 * Puts the file there in one step: another process may be reading an earlier one.
 * @param {string} file
 * @param {Uint8Array} contents
 */
function place(file, contents) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

// Run by itself it makes the file that development and tests use, named by what it holds, and prints where it is.
if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const contents = await bundle();
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  const file = join(root, "node_modules/.cache/channelbook", `spreadsheet-${hash}.mjs`);
  if (!existsSync(file)) place(file, contents);
  console.log(file);
}
