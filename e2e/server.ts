import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { freePort } from "../scripts/postgres.mjs";
import { prepareDatabase } from "../scripts/serve.mjs";
import { readSettings } from "../scripts/settings.mjs";

const root = path.dirname(import.meta.dirname);
const build = path.join(root, process.env.NEXT_DIST_DIR || ".next", "standalone");
const node = path.join(root, "node_modules/.bin/node");
const started = new Set<ChildProcess>();

export type Server = {
  address: string;
  pid: number;
  /** What it has printed so far. */
  output: () => string;
  /** The exit code, once it has ended; null after a signal that it did not handle. */
  ended: Promise<number | null>;
  /** Sends the signal and waits for the end. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** The standalone build as a container runs it, in an environment of its own. Resolves when it listens, or has ended. */
export async function startServer(env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const child = spawn(existsSync(node) ? node : process.execPath, ["channelbook.mjs"], {
    cwd: build,
    env: { NODE_ENV: "production", PATH: process.env.PATH, LOG_LEVEL: "warn", PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  let output = "";
  const ended = once(child, "close").then(([code]) => {
    started.delete(child);
    return typeof code === "number" ? code : null;
  });
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("listens at ")) resolve();
      });
    }
  });
  await Promise.race([listening, ended]);
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { address: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, output: () => output, ended, stop };
}

/** Ends the servers that a test has left. */
export async function stopServers(): Promise<void> {
  const left = [...started];
  for (const child of left) child.kill("SIGKILL");
  await Promise.all(left.map((child) => (child.exitCode === null ? once(child, "close") : undefined)));
}

/** Runs a command that the build brings along, such as `tools/backup.mjs`. */
export async function runTool(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(existsSync(node) ? node : process.execPath, [file, ...args], {
    cwd: build,
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, output };
}

/** Brings a database up to date and loads the demo data into it, as `npm start` does. */
export async function demoDatabase(databaseUrl: string): Promise<void> {
  await prepareDatabase(readSettings({ DATABASE_URL: databaseUrl }));
}
