import { build } from "esbuild";
import { root } from "./lib.mjs";

/** What the standalone build holds besides the server: name in the build and source. Nobody installs anything there. */
const tools = {
  channelbook: "scripts/production.mjs",
  "tools/prepare": "scripts/prepare.ts",
  "tools/backup": "scripts/backup.ts",
  "tools/restore": "scripts/restore.ts",
};

/**
 * Bundles the commands into the standalone build, each a file that needs only the packages that the server has too.
 * @param {string} folder the standalone build, absolute
 */
export async function bundleTools(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: Object.entries(tools).map(([out, source]) => ({ in: source, out })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    external: ["better-sqlite3", "pg", "pino"],
    logLevel: "warning",
  });
}
