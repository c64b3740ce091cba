import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const script = "scripts/bundle-workers.mjs";

/**
 * The bundled file of the spreadsheet worker, absolute. The build puts it into its output (scripts/build.mjs). A
 * development server, a script and a test make it from the sources at first use, so that they never run an old one.
 * The standalone server's working directory is its own folder.
 */
export async function spreadsheetWorkerFile(): Promise<string> {
  const here = process.cwd();
  const built = path.join(
    /* turbopackIgnore: true */ here,
    process.env.NEXT_DIST_DIR || ".next",
    "workers/spreadsheet.mjs",
  );
  const bundler = path.join(/* turbopackIgnore: true */ here, script);
  if (process.env.NODE_ENV === "production" || !existsSync(bundler)) return built;
  const { stdout } = await promisify(execFile)(process.execPath, [bundler], { cwd: here });
  return stdout.trim();
}
