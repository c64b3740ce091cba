import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "../../scripts/postgres.mjs";
import { test, tokens } from "../fixtures";

test.describe.configure({ mode: "serial" });

let folder: string;
let npm: ChildProcess | undefined;

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "channelbook-start-"));
});

test.afterAll(() => {
  npm?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm start` until it says where it listens, or ends. */
function start(env: Record<string, string>) {
  const DATABASE_URL = `file:${folder}/channelbook.db`;
  return run("npm", ["start"], { ...process.env, HOST: "", DATABASE_URL, ...env }, /listens at /);
}

/** Runs a program until its output says that it is ready, or it ends. */
async function run(command: string, args: string[], env: NodeJS.ProcessEnv, ready: RegExp) {
  const child = spawn(command, args, { env });
  npm = child;
  const answer = { output: "", ended: new Promise<number | null>((resolve) => child.on("close", resolve)) };
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        answer.output += text;
        if (ready.test(answer.output)) resolve();
      });
    }
  });
  await Promise.race([listening, answer.ended]);
  return answer;
}

test("npm start serves demo data, ends cleanly on SIGTERM, and keeps the data for the next start", async ({
  request,
}) => {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const headers = { Authorization: tokens.vendor };

  const first = await start({ PORT: String(port) });
  expect(first.output).toContain(`Channelbook listens at ${address}`);
  expect(first.output).toContain("vendor@example.com");
  expect(first.output).toContain(tokens.vendor);
  const made = await request.post(`${address}/public/v1/products`, { headers, data: { name: "Kept" } });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = await made.json();
  npm?.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  await expect(request.get(`${address}/healthz`)).rejects.toThrow(/ECONNREFUSED/);

  const second = await start({ PORT: String(port) });
  expect(second.output).toContain("vendor@example.com");
  const found = await request.get(`${address}/public/v1/products/${id}`, { headers });
  expect(await found.json()).toMatchObject({ id, name: "Kept" });
  npm?.kill("SIGTERM");
  expect(await second.ended).toBe(0);
});

for (const [name, value] of [
  ["HOST", "0.0.0.0"],
  ["TRUST_PROXY", "1"],
  ["PUBLIC_URL", "https://prices.example.com"],
] as const) {
  test(`npm start refuses to show demo accounts to other machines with ${name}`, async () => {
    const port = String(await freePort());
    const { output, ended } = await start({ PORT: port, [name]: value });
    expect(await ended).not.toBe(0);
    expect(output).toContain(`${name} is “${value}”`);
    expect(output).toContain("ALLOW_DEMO=1");
  });
}

test("the built server refuses demo accounts by itself, and serves them when told to", async () => {
  const PORT = String(await freePort());
  const server = path.join(process.env.NEXT_DIST_DIR || ".next", "standalone", "server.js");
  const env = { ...process.env, HOSTNAME: "0.0.0.0", PORT, DATABASE_URL: `file:${folder}/channelbook.db` };
  const refused = await run("node", [server], env, /Ready in/);
  expect(await refused.ended).not.toBe(0);
  expect(refused.output).toContain("ALLOW_DEMO=1");
  const served = await run("node", [server], { ...env, ALLOW_DEMO: "1" }, /Ready in/);
  npm?.kill("SIGTERM");
  await served.ended;
  expect(served.output).not.toContain("ALLOW_DEMO=1");
});

test("npm start on an empty database that others reach makes no demo data and says how to begin", async () => {
  const port = String(await freePort());
  const DATABASE_URL = `file:${folder}/real.db`;
  const { output, ended } = await start({ PORT: port, HOST: "0.0.0.0", DATABASE_URL });
  expect(output).toContain("npm run account:create");
  expect(output).not.toContain("vendor@example.com");
  npm?.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("npm start names the setting that is wrong and what is allowed", async () => {
  const { output, ended } = await start({ PORT: "99999" });
  expect(await ended).not.toBe(0);
  expect(output).toContain("PORT is “99999”; a whole number from 1 to 65535 is allowed.");
});
