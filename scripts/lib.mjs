// Plain Node (20 or newer) without dependencies: this runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");

/** The oldest Node that runs the product where the packaged one does not fit (package.json, engines). */
const oldestNode = [22, 15];

/** A failure whose message is meant for the person at the terminal; shown without a stack. */
export class Refusal extends Error {}

/** @param {string} message */
export function say(message) {
  console.log(`Channelbook: ${message}`);
}

/**
 * Runs a script's main function; a refusal is shown as its sentence, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export function runMain(main) {
  main().catch((error) => {
    console.error(error instanceof Refusal ? `Channelbook: ${error.message}` : error);
    process.exit(1);
  });
}

/** @param {string} version such as "24.21.0", with or without a leading v */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/**
 * The Node that runs the product: the packaged one, else the one running now if it is new enough.
 * @returns {string} absolute path of the program
 */
export function projectNode() {
  const packaged = join(bin, "node");
  if (existsSync(packaged) && spawnSync(packaged, ["--version"]).status === 0) return packaged;
  if (isNodeNewEnough(process.versions.node)) return process.execPath;
  throw new Refusal(
    `Node ${process.versions.node} is too old, and there is no packaged Node for ${process.platform} on ${process.arch}. ` +
      `Install Node ${oldestNode.join(".")} or newer.`,
  );
}

/**
 * The environment for children: the project's tools, its Node included, come first.
 * @param {Record<string, string | undefined>} [extra]
 */
export function childEnv(extra = {}) {
  const path = process.env.PATH ?? "";
  const first = path.split(delimiter)[0] === bin ? path : `${bin}${delimiter}${path}`;
  return { ...process.env, PATH: first, NEXT_TELEMETRY_DISABLED: "1", ...extra };
}

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();
/** @type {NodeJS.Signals[]} */
const forwarded = ["SIGTERM", "SIGINT", "SIGHUP"];
const exitCodes = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 };

/** @param {NodeJS.Signals} signal */
function forward(signal) {
  for (const child of children) child.kill(signal);
  stopped ??= signal;
}
/** @type {NodeJS.Signals | undefined} */
let stopped;

/** @param {import("node:child_process").ChildProcess} child */
function track(child) {
  if (children.size === 0) for (const signal of forwarded) process.on(signal, forward);
  children.add(child);
}

/** @param {import("node:child_process").ChildProcess} child */
function untrack(child) {
  children.delete(child);
  if (children.size === 0) for (const signal of forwarded) process.off(signal, forward);
}

/**
 * Runs a program in the project's folder and waits for it. A signal to us goes to the child too, and then ends us.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} [options]
 *   `quiet` collects stdout and stderr instead of showing them
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? "pipe" : "inherit";
    const child = spawn(command, args, { cwd: root, env: childEnv(env), stdio: ["ignore", stdio, stdio] });
    track(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", (error) => {
      untrack(child);
      reject(new Refusal(`${command} could not be run: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      untrack(child);
      if (stopped) process.exit(exitCodes[stopped]);
      resolve({ code: code ?? (signal ? 128 : 1), output });
    });
  });
}

/**
 * Hands this process over to another program: signals reach it, and its exit code becomes ours.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<never>}
 */
export function become(command, args, env) {
  return new Promise((_, reject) => {
    const child = spawn(command, args, { cwd: root, env: childEnv(env), stdio: "inherit" });
    track(child);
    child.on("error", reject);
    child.on("close", (code, signal) => process.exit(code ?? (signal ? (exitCodes[signal] ?? 128) : 1)));
  });
}

/**
 * Goes on under the project's Node; returns only in a process that runs on it.
 * @param {string} script absolute path of the running script
 */
export async function switchToProjectNode(script) {
  const node = projectNode();
  if (realpathSync(node) !== realpathSync(process.execPath))
    await become(node, [script, ...process.argv.slice(2)]);
}

/**
 * Whether node_modules holds what the lock file says, whoever installed it. Optional packages may be absent.
 * @param {Record<string, LockEntry>} wanted `packages` of package-lock.json
 * @param {Record<string, LockEntry>} present `packages` of node_modules/.package-lock.json
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry
 */
export function holdsPackages(wanted, present) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** @param {string} file */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

function isInstalled() {
  const present = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  return present !== undefined && holdsPackages(lockedPackages(join(root, "package-lock.json")), present);
}

/** Runs `npm ci` when node_modules does not hold what the lock file says. */
export async function installIfNeeded() {
  if (isInstalled()) return;
  say("installing packages…");
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  // NODE_ENV=production would leave out what the build needs.
  const flags = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code } = await run(npm[0], [...npm.slice(1), "ci", ...flags]);
  if (code !== 0) throw new Refusal("the packages could not be installed; npm says why above.");
}
