import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../scripts/postgres.mjs";

/** The built product with demo data over a file of its own, which outlives every one of its processes. */
export type OwnServer = {
  address: string;
  file: string;
  start: () => Promise<void>;
  /** Power off: no handler runs, nothing is flushed. Harmless when it is off. */
  kill: () => Promise<void>;
  /** Everything that its processes have logged. */
  output: () => string;
  /** Ends it and removes the file. */
  remove: () => Promise<void>;
};

export async function ownServer(): Promise<OwnServer> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "channelbook-own-"));
  const file = path.join(folder, "channelbook.db");
  let output = "";
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ["scripts/e2e-server.mjs"], {
      env: { ...process.env, PORT: String(port), E2E_DATABASE: file, LOG_LEVEL: "warn" },
    });
    child = started;
    ended = new Promise((resolve) => started.on("close", resolve));
    const listening = new Promise<void>((resolve) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
          if (text.includes("listens at ")) resolve();
        });
      }
    });
    const died = ended.then(() => Promise.reject(new Error(`it did not start:\n${output}`)));
    await Promise.race([listening, died]);
    died.catch(() => undefined);
  }

  async function kill(): Promise<void> {
    child?.kill("SIGKILL");
    await ended;
  }

  return {
    address: `http://127.0.0.1:${port}`,
    file,
    start,
    kill,
    output: () => output,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
