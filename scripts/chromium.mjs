import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Refusal, run, say } from "./lib.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @returns {string | undefined} absolute path: CHROMIUM_PATH, else a Chromium on this machine */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isProgram(named)) throw new Refusal(`CHROMIUM_PATH is “${named}”, which is not a program.`);
  if (named) return named;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser of the journeys: CHROMIUM_PATH, else one on this machine, else Debian's, installed now.
 * @returns {Promise<string>} absolute path
 */
export async function chromium() {
  const found = findChromium();
  if (found) return found;
  await install();
  const installed = findChromium();
  if (!installed) throw new Refusal("Chromium was installed, but no program of its names is in PATH.");
  return installed;
}

async function install() {
  const advice = "Install Chromium, or name one in CHROMIUM_PATH.";
  if (!existsSync("/usr/bin/apt-get")) throw new Refusal(`there is no Chromium and no apt-get. ${advice}`);
  say("installing Chromium…");
  const root = process.getuid?.() === 0;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["--no-install-recommends", "chromium", "fonts-liberation"];
  for (const args of [["update"], ["install", "-y", ...packages]]) {
    const [command, ...rest] = root ? ["apt-get", ...args] : ["sudo", "-n", "apt-get", ...args];
    const { code, output } = await run(command, rest, { env, quiet: true });
    if (code !== 0) throw new Refusal(`there is no Chromium, and apt-get failed. ${advice}\n${output}`);
  }
}
