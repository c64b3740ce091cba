import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { distDir, sourceHash, writeStamp } from "./build-stamp.mjs";
import { bundleTools } from "./bundle-tools.mjs";
import { bundleWorkers } from "./bundle-workers.mjs";

// `npm run build`: makes `.next/standalone`, which `node .next/standalone/server.js` serves from any place, with
// nothing of the checkout but what was copied into it. NEXT_DIST_DIR names another output folder than `.next`.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const standalone = join(root, distDir, "standalone");

/** `next build`, with the output on the terminal. */
function runNext() {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], { cwd: root, env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(undefined) : reject(new Error("next build failed"))));
  });
}

/**
 * Copies what Next leaves out of the standalone output.
 * @param {string} from relative to the project
 * @param {string} to relative to the standalone output
 */
function add(from, to) {
  if (existsSync(join(root, from))) cpSync(join(root, from), join(standalone, to), { recursive: true });
}

const hash = sourceHash();
rmSync(standalone, { recursive: true, force: true });
try {
  await runNext();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
add(`${distDir}/static`, `${distDir}/static`);
add("public", "public");
add("db/migrations", "db/migrations");
await bundleWorkers(join(standalone, "workers"));
await bundleTools(standalone);
writeStamp(hash);
