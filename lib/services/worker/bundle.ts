import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

/**
 * The bundled file of the spreadsheet worker, absolute. A build has it in its output (scripts/build.mjs), which is the
 * standalone server's working directory. A development server, a script and a test make it from the sources at first
 * use, so that they never run an old one.
 */
export async function spreadsheetWorkerFile(): Promise<string> {
  const here = process.cwd();
  const built = path.join(/* turbopackIgnore: true */ here, "workers/spreadsheet.mjs");
  const bundler = path.join(/* turbopackIgnore: true */ here, "scripts/bundle-workers.mjs");
  if (process.env.NODE_ENV === "production" || !existsSync(bundler)) return built;
  const { stdout } = await promisify(execFile)(process.execPath, [bundler], { cwd: here });
  return stdout.trim();
}
