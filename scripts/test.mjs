import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "./chromium.mjs";
import { installIfNeeded, Refusal, run, switchToProjectNode } from "./lib.mjs";
import { staleMigrations } from "./migrations.mjs";
import { countPlaywright, countVitest, sum, withExitCode } from "./test-report.mjs";

// `npm test`: everything. Ends with one line, `tests: N passed, N failed`; a step that fails counts as one failure.
let reports = "";
/** @type {import("./test-report.mjs").Count[]} */
const counts = [];

main()
  .catch((error) => {
    console.error(error instanceof Refusal ? `Channelbook: ${error.message}` : error);
    counts.push({ passed: 0, failed: 1 });
  })
  .finally(() => {
    if (reports) rmSync(reports, { recursive: true, force: true });
    const { passed, failed } = sum(counts);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
    console.log(`tests: ${passed} passed, ${failed} failed`);
  });

async function main() {
  if (!process.stdout.isTTY) plainText();
  await installIfNeeded();
  await switchToProjectNode(fileURLToPath(import.meta.url));
  reports = mkdtempSync(join(tmpdir(), "channelbook-reports-"));
  const checks = Promise.all([
    step("format and lint", () => tool("biome", ["ci", "--colors=off", "."])),
    step("migrations up to date", staleMigrations),
  ]);
  let browser = "";
  const browserFound = step("Chromium", async () => {
    browser = await chromium();
    return "";
  });
  await step("types", typeCheck);
  const built = await step("build", build);
  await checks;
  await suite("unit and service tests", "vitest", ["run", "--allowOnly=false"], countVitest, (file) => ({
    args: ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`],
  }));
  if (!(await browserFound) || !built) return;
  await suite("API and journeys", "playwright", ["test", "--reporter=dot,json"], countPlaywright, (file) => ({
    args: [],
    env: { ...playwrightColours(), PLAYWRIGHT_JSON_OUTPUT_FILE: file, CHROMIUM_PATH: browser },
  }));
}

/** Colours are for people at a terminal; a log is read as it is. */
function plainText() {
  process.env.NO_COLOR = "1";
  delete process.env.FORCE_COLOR;
}

/** Playwright sets FORCE_COLOR for its workers, and Node complains when it meets both. */
function playwrightColours() {
  return process.stdout.isTTY ? {} : { NO_COLOR: undefined, FORCE_COLOR: "0" };
}

/**
 * @param {string} name
 * @param {() => Promise<string>} work answers what is wrong, "" when nothing is
 * @returns {Promise<boolean>} whether it succeeded
 */
async function step(name, work) {
  const start = performance.now();
  const problem = await work().catch((error) => (error instanceof Refusal ? error.message : String(error)));
  console.log(`${problem ? "✗" : "✓"} ${name} (${seconds(start)} s)${problem ? `\n${problem}` : ""}`);
  if (problem) counts.push({ passed: 0, failed: 1 });
  return !problem;
}

/**
 * Runs a test runner and adds what its report counts.
 * @template Report
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {(report: Report) => import("./test-report.mjs").Count} count
 * @param {(file: string) => { args: string[], env?: Record<string, string | undefined> }} reporting
 */
async function suite(name, command, args, count, reporting) {
  const start = performance.now();
  console.log(`\n${name}`);
  const file = join(reports, `${command}.json`);
  const extra = reporting(file);
  const { code } = await run(command, [...args, ...extra.args], { env: extra.env });
  const found = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
  const total = withExitCode(found, code);
  counts.push(total);
  console.log(`${total.failed > 0 ? "✗" : "✓"} ${name} (${seconds(start)} s)`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>}
 */
async function tool(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  return code === 0 ? "" : output || `${command} ended with code ${code}`;
}

async function typeCheck() {
  // A fresh checkout lacks next-env.d.ts, which knows style sheets and images.
  return (await tool("next", ["typegen"])) || (await tool("tsc", ["--noEmit"]));
}

async function build() {
  const { isBuildCurrent } = await import("./build-stamp.mjs");
  return (await isBuildCurrent()) ? "" : tool("node", ["scripts/build.mjs"]);
}

/** @param {number} start */
function seconds(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}
