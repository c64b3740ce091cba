import { subscribe } from "node:diagnostics_channel";
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Refusal, root, run } from "./lib.mjs";

/** How long requests that are under way may take to end after SIGTERM. */
const drainMs = 10_000;
/** How often connections that have fallen idle meanwhile are closed. */
const idleMs = 100;

/**
 * Brings the database up to date; where only this machine comes, an empty one gets the demo data.
 * @param {import("./settings.mjs").Settings} settings
 * @returns {Promise<string>} what to tell the person: the demo sign-ins, or how to make the first account
 */
export async function prepareDatabase(settings) {
  const file = /^file:(.*)$/.exec(settings.databaseUrl)?.[1];
  if (!file || existsSync(file)) return migrateAndSeed(settings);
  // Made aside and then moved: a start that is interrupted must not leave half of the demo data for good.
  const made = `${file}.preparing`;
  const parts = ["", "-wal", "-shm", ".secret"];
  mkdirSync(dirname(file), { recursive: true });
  for (const part of parts) rmSync(made + part, { force: true });
  // What is encrypted with a secret that is already there must stay readable with it.
  if (existsSync(`${file}.secret`)) copyFileSync(`${file}.secret`, `${made}.secret`);
  const notice = await migrateAndSeed({ ...settings, databaseUrl: `file:${made}` });
  for (const part of parts.reverse()) if (existsSync(made + part)) renameSync(made + part, file + part);
  return notice;
}

/** @param {import("./settings.mjs").Settings} settings */
async function migrateAndSeed(settings) {
  const env = { DATABASE_URL: settings.databaseUrl, HOST: settings.host, PORT: String(settings.port) };
  const migrated = await run("node", ["--import", "tsx", "scripts/migrate.ts"], { env, quiet: true });
  if (migrated.code !== 0) {
    throw new Refusal(`the database could not be brought up to date.\n${migrated.output}`);
  }
  const seeded = await run("node", ["--import", "tsx", "scripts/seed.ts"], { env, quiet: true });
  if (seeded.code !== 0) throw new Refusal(seeded.output.trim());
  return seeded.output.trimEnd();
}

/**
 * Refuses early, before anything long is done, when another program has the port.
 * @param {import("./settings.mjs").Settings} settings
 * @returns {Promise<void>}
 */
export function assertPortFree({ host, port }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", (error) => reject(new Refusal(portProblem(error, host, port))));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {string} host
 * @param {number} port
 */
function portProblem(error, host, port) {
  if (error.code === "EADDRINUSE") return `port ${port} is in use; choose another with PORT=….`;
  if (error.code === "EACCES") return `port ${port} needs privileges; choose one from 1024 up with PORT=….`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return `HOST is “${host}”, which is not an address of this machine.`;
  }
  return `it is not possible to listen at ${host}:${port}: ${error.message}`;
}

/**
 * Serves the built product in this process until a signal ends it.
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} notice shown after the address, once the server accepts requests
 * @param {{ build?: string, home?: string }} [places] the standalone build, and where what must outlive it is kept
 */
export async function serve(settings, notice, { build = standaloneBuild(), home = root } = {}) {
  const server = join(build, "server.js");
  if (!existsSync(server)) throw new Refusal(`there is no build at ${server}; npm start makes one.`);
  Object.assign(process.env, {
    NODE_ENV: "production",
    CHANNELBOOK_HOME: home,
    DATABASE_URL: settings.databaseUrl,
    HOSTNAME: settings.host,
    PORT: String(settings.port),
    NEXT_TELEMETRY_DISABLED: "1",
    // Its own handling ends the process while our timers, workers and database are still open.
    NEXT_MANUAL_SIG_HANDLE: "1",
  });
  subscribe("http.server.request.start", keepUnanswered);
  subscribe("tracing:net.server.listen:asyncEnd", (message) => {
    const listening = serverIn(message);
    if (listening?.address()?.port !== settings.port) return;
    endOnSignal(listening);
    void announce(settings.address, notice);
  });
  await import(pathToFileURL(server).href);
}

function standaloneBuild() {
  return join(root, process.env.NEXT_DIST_DIR || ".next", "standalone");
}

/**
 * @param {string} address
 * @param {string} notice
 */
async function announce(address, notice) {
  // Answered only when the server is ready; what hinders it, it says itself.
  await fetch(`${address}/healthz`).catch(() => undefined);
  console.log(`\nChannelbook listens at ${address}\n${notice ? `\n${notice}\n` : ""}`);
}

/**
 * @param {unknown} message
 * @returns {import("node:http").Server | undefined}
 */
function serverIn(message) {
  return typeof message === "object" && message && "server" in message ? message.server : undefined;
}

/**
 * Ends in order: no new connections, requests under way finish, then timers, workers and the database stop.
 * @param {import("node:http").Server} server
 */
function endOnSignal(server) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await drain(server);
    await globalThis[Symbol.for("channelbook.process")]?.stop();
    process.exit(0);
  };
  const endOrFail = () =>
    end().catch((error) => {
      console.error(error);
      process.exit(1);
    });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, endOrFail);
}

/** Answers that have not been sent: those of the requests under way. @type {Set<import("node:http").ServerResponse>} */
const unanswered = new Set();

/** @param {unknown} message */
function keepUnanswered(message) {
  const { response } = /** @type {{ response: import("node:http").ServerResponse }} */ (message);
  unanswered.add(response);
  response.once("close", () => unanswered.delete(response));
}

/** @param {import("node:http").ServerResponse} response */
function announceClosing(response) {
  if (!response.headersSent) response.setHeader("connection", "close");
}

/**
 * Lets the requests under way finish. A connection that stays open between two requests is closed when it falls idle, and
 * told so with its last answer: a proxy sends the next request elsewhere.
 * @param {import("node:http").Server} server
 */
async function drain(server) {
  for (const response of unanswered) announceClosing(response);
  server.prependListener("request", (_, response) => announceClosing(response));
  const idle = setInterval(() => server.closeIdleConnections(), idleMs);
  const late = setTimeout(() => server.closeAllConnections(), drainMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(late);
  clearInterval(idle);
}
