import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, request, test } from "@playwright/test";
import { tokens } from "../fixtures";
import { demoDatabase, runTool, type Server, startServer, stopServers } from "../server";
import { newPriceList, newProduct, type PriceList } from "../world";
import { type ApiClient, apiClient, bodyAs, expectRefusal } from "./client";

let folder: string;
let databaseUrl: string;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "channelbook-operations-"));
  databaseUrl = `file:${folder}/channelbook.db`;
  await demoDatabase(databaseUrl);
});

test.afterEach(stopServers);

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function clientOf(server: Server, authorization?: string) {
  return apiClient(await request.newContext({ baseURL: server.address }), authorization);
}

/** Calls until the answer has the status; answers how many calls had another one. */
async function until(status: number, call: () => Promise<{ status: number }>): Promise<number> {
  for (let n = 0; n < 100; n++) if ((await call()).status === status) return n;
  throw new Error(`no answer had the status ${status}`);
}

test("a token has its limit, and others go on", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl, RATE_LIMIT_PER_TOKEN: "5" });
  const vendor = await clientOf(server, tokens.vendor);
  const list = () => vendor.call("GET", "products?limit=0");
  expect(await until(429, list)).toBeGreaterThanOrEqual(5);
  const refused = await list();
  expectRefusal(refused, 429, "LIM_001", /too many requests from this token: 5 a minute are allowed/);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThanOrEqual(1);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(12);
  const distributor = await clientOf(server, tokens.distributor);
  expect((await distributor.call("GET", "products?limit=0")).status).toBe(200);
});

test("an address has its limit, whatever it says about itself; both surfaces answer in their own words", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl, RATE_LIMIT_PER_ADDRESS: "4" });
  const anybody = await clientOf(server);
  const ask = (from: string) => anybody.call("GET", "products", { headers: { "x-forwarded-for": from } });
  let address = 0;
  const counted = await until(429, () => {
    address += 1;
    return ask(`203.0.113.${address}`);
  });
  expect(counted).toBeGreaterThanOrEqual(4);
  expectRefusal(await ask("198.51.100.7"), 429, "LIM_001", /from this address: 4 a minute/);
  const discounts = await anybody.call("GET", "/v3/flex-discounts");
  expect(discounts.status).toBe(429);
  expect(discounts.body).toMatchObject({ code: "4118", message: "Too many requests" });
  expect(discounts.headers["retry-after"]).toMatch(/^\d+$/);
  expect((await anybody.call("GET", "/healthz")).status).toBe(200);
});

test("behind a proxy that is trusted, each client has its own limit", async () => {
  const server = await startServer({
    DATABASE_URL: `file:${folder}/behind-a-proxy.db`,
    RATE_LIMIT_PER_ADDRESS: "3",
    TRUST_PROXY: "1",
  });
  const anybody = await clientOf(server);
  const ask = (from: string) => anybody.call("GET", "products", { headers: { "x-forwarded-for": from } });
  expect(await until(429, () => ask("203.0.113.1"))).toBeGreaterThanOrEqual(3);
  expect((await ask("203.0.113.2")).status).toBe(401);
  // What stands before the proxy's own word is the client's invention.
  expect((await ask("203.0.113.2, 203.0.113.1")).status).toBe(429);
});

test("a setting that makes no sense ends the start with a sentence", async () => {
  const server = await startServer({ DATABASE_URL: `file:${folder}/odd.db`, TRUST_PROXY: "yes" });
  expect(await server.ended).not.toBe(0);
  expect(server.output()).toContain(
    "TRUST_PROXY is “yes”; the number of proxies in front is allowed, from 0 to 10.",
  );
  const open = await startServer({ DATABASE_URL: databaseUrl, HOST: "0.0.0.0" });
  expect(await open.ended).not.toBe(0);
  expect(open.output()).toContain("ALLOW_DEMO=1");
});

test("metrics do not exist unless there is a token for them", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl });
  const answer = await (await clientOf(server)).call("GET", "/metrics");
  expectRefusal(answer, 404, "NFND_000");
});

test("metrics tell about requests by route, the event loop, the database, imports and settling", async () => {
  const token = "a token for reading metrics";
  const METRICS_TOKEN = token.replaceAll(" ", "-");
  const server = await startServer({ DATABASE_URL: databaseUrl, METRICS_TOKEN, CHANNELBOOK_TESTING: "1" });
  const anybody = await clientOf(server);
  expectRefusal(await anybody.call("GET", "/metrics"), 401, "AUTH_001");
  const wrong = { authorization: `Bearer ${METRICS_TOKEN}x` };
  expectRefusal(await anybody.call("GET", "/metrics", { headers: wrong }), 401, "AUTH_001");

  const vendor = await clientOf(server, tokens.vendor);
  const list = await aList(vendor);
  await upload(vendor, list.version, "MPN,Price\nA-1,10.00\n");
  await vendor.act(`pricing/versions/${list.version}/schedule`, { start_at: "2099-01-01T00:00:00Z" });
  await anybody.call("PUT", "/testing/clock", { body: { now: "2099-01-01T00:00:05Z" } });
  await vendor.get(`pricing/versions/${list.version}`);
  await vendor.call("GET", `made-up-${Date.now()}`);

  const answer = await anybody.call("GET", "/metrics", {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
  const lines = answer.text.split("\n");
  const value = (start: string) =>
    Number(
      lines
        .find((line) => line.startsWith(start))
        ?.split(" ")
        .at(-1),
    );
  const requests = "channelbook_http_request_duration_seconds_count";
  const route = 'route="/public/v1/pricing/versions/[versionId]"';
  expect(value(`${requests}{method="GET",${route},status="200"}`)).toBeGreaterThanOrEqual(1);
  expect(value(`${requests}{method="GET",route="not found",status="404"}`)).toBeGreaterThanOrEqual(1);
  expect(answer.text).not.toContain("made-up");
  expect(value("channelbook_db_transaction_wait_seconds_count")).toBeGreaterThanOrEqual(3);
  expect(value('channelbook_import_duration_seconds_count{outcome="success"}')).toBe(1);
  expect(value("channelbook_import_rows_total")).toBe(1);
  expect(value("channelbook_versions_settled_total")).toBeGreaterThanOrEqual(1);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e7);
  expect(lines.some((line) => line.startsWith("nodejs_eventloop_lag_seconds"))).toBe(true);
});

test("traces go where the environment says, the last ones when the server ends", async () => {
  const received: { path: string; body: string }[] = [];
  const collector = createServer(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString("latin1");
    received.push({ path: incoming.url ?? "", body });
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  try {
    const server = await startServer({
      DATABASE_URL: databaseUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_SERVICE_NAME: "channelbook-of-a-test",
    });
    await (await clientOf(server, tokens.vendor)).list("products?limit=1");
    expect(await server.stop()).toBe(0);
    expect(received.map((each) => each.path)).toContain("/v1/traces");
    const sent = received.map((each) => each.body).join();
    expect(sent).toContain("channelbook-of-a-test");
    expect(sent).toContain("/public/v1/products");
  } finally {
    collector.close();
  }
});

test("a request under way finishes when the server is told to stop; new ones are refused", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl });
  const body = JSON.stringify({ name: "Slowly sent" });
  const slow = httpRequest(`${server.address}/public/v1/products`, {
    method: "POST",
    headers: {
      authorization: tokens.vendor,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      expect: "100-continue",
    },
  });
  const answered = once(slow, "response");
  slow.flushHeaders();
  // The server has the request and waits for its body.
  await once(slow, "continue");
  slow.write(body.slice(0, 5));
  const ending = server.stop("SIGTERM");
  await expect
    .poll(() =>
      fetch(`${server.address}/healthz`).then(
        () => "answered",
        () => "refused",
      ),
    )
    .toBe("refused");
  slow.end(body.slice(5));
  const [response] = await answered;
  expect(response.statusCode).toBe(201);
  expect(response.headers.connection).toBe("close");
  const made = JSON.parse(Buffer.concat(await response.toArray()).toString());
  expect(await ending).toBe(0);

  const again = await startServer({ DATABASE_URL: databaseUrl });
  const vendor = await clientOf(again, tokens.vendor);
  expect(await vendor.get(`products/${made.id}`)).toMatchObject({ name: "Slowly sent" });
});

test("an import under way is given up when the server stops, whole, and says so", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl });
  const vendor = await clientOf(server, tokens.vendor);
  const list = await aList(vendor);
  // Rows of no item: they take long to judge and change nothing.
  const rows = Array.from({ length: 300_000 }, (_, n) => `NONE-${n},1.00`).join("\n");
  const id = await startUpload(vendor, list.version, `MPN,Price\n${rows}\nA-1,10.00\n`);
  expect(await server.stop()).toBe(0);

  const again = await startServer({ DATABASE_URL: databaseUrl });
  const after = await clientOf(again, tokens.vendor);
  const adjustment = await after.get<Adjustment>(`pricing/versions/${list.version}/adjustments/${id}`);
  expect(["failed", "partial"]).toContain(adjustment.status);
  const points = await after.list<{ attributes: { price?: number } }>(
    `pricing/versions/${list.version}/points`,
  );
  const prices = points.map((point) => point.attributes.price ?? null).sort();
  expect(prices).toEqual(adjustment.status === "partial" ? [10, null] : [null, null]);
});

test("a backup taken while the server serves starts another server; a served database is not replaced", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl });
  const vendor = await clientOf(server, tokens.vendor);
  const before = await vendor.create("products", { name: "Made before the backup", description: "x" });
  const copy = path.join(folder, "backup.db");
  const taken = await runTool("tools/backup.mjs", [copy], { DATABASE_URL: databaseUrl });
  expect(taken, taken.output).toMatchObject({ code: 0 });
  const later = await vendor.create("products", { name: "Made after the backup", description: "x" });

  const refused = await runTool("tools/restore.mjs", [copy, "--overwrite"], { DATABASE_URL: databaseUrl });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("is in use; stop the server");
  const other = `file:${folder}/restored.db`;
  const restored = await runTool("tools/restore.mjs", [copy], { DATABASE_URL: other });
  expect(restored, restored.output).toMatchObject({ code: 0 });

  const second = await clientOf(await startServer({ DATABASE_URL: other }), tokens.vendor);
  expect(await second.get(`products/${before.id}`)).toMatchObject({ name: "Made before the backup" });
  expect((await second.call("GET", `products/${later.id}`)).status).toBe(404);
  expect(await vendor.get(`products/${later.id}`)).toMatchObject({ name: "Made after the backup" });
});

type Adjustment = { id: string; status: string };

/** A draft of a list with the one column Price over a new product with the items. */
async function aList(vendor: ApiClient): Promise<PriceList> {
  const product = await newProduct(vendor);
  return newPriceList(vendor, product.id, { attributes: [{ name: "Price" }] });
}

async function startUpload(vendor: ApiClient, versionId: string, csv: string): Promise<string> {
  const answer = await vendor.call("POST", `pricing/versions/${versionId}/adjustments`, {
    file: { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(csv) },
  });
  expect(answer.status, answer.text).toBeLessThan(300);
  return bodyAs<Adjustment>(answer).id;
}

async function upload(vendor: ApiClient, versionId: string, csv: string): Promise<void> {
  const id = await startUpload(vendor, versionId, csv);
  const status = () =>
    vendor.get<Adjustment>(`pricing/versions/${versionId}/adjustments/${id}`).then((found) => found.status);
  await expect.poll(status).toBe("success");
}
