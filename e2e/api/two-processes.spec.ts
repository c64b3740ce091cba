import { randomUUID } from "node:crypto";
import { expect, request, test } from "@playwright/test";
import { startPostgres } from "../../scripts/postgres.mjs";
import { signInByForm, tokens } from "../fixtures";
import { demoDatabase, type Server, startServer, stopServers } from "../server";
import { fillPrices, newPriceList, newProduct, unique } from "../world";
import { type ApiClient, apiClient, bodyAs } from "./client";

// Two processes of the product over one PostgreSQL, as behind a proxy.
test.describe.configure({ mode: "serial", timeout: 120_000 });

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let env: Record<string, string>;
let servers: Server[];
let vendors: ApiClient[];

const [one, two] = [0, 1] as const;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  postgres = await startPostgres();
  process.env.CHANNELBOOK_SECRET = "the secret that both processes of this test share";
  env = {
    DATABASE_URL: postgres.url,
    CHANNELBOOK_SECRET: process.env.CHANNELBOOK_SECRET,
    CHANNELBOOK_TESTING: "1",
    PUBLIC_URL: "http://localhost:3000",
  };
  // Started together on an empty database: both bring it up to date, one after the other.
  servers = await Promise.all([startServer(env), startServer(env)]);
  // So does whoever loads the demo data: once, however many do it.
  await Promise.all([demoDatabase(postgres.url), demoDatabase(postgres.url)]);
  vendors = await Promise.all(servers.map((server) => clientOf(server, tokens.vendor)));
});

test.afterAll(async () => {
  await stopServers();
  await postgres.stop();
});

async function clientOf(server: Server | undefined, authorization?: string): Promise<ApiClient> {
  return apiClient(await request.newContext({ baseURL: server?.address ?? "" }), authorization);
}

test("both processes that were started together on an empty database serve", async () => {
  for (const server of servers) {
    expect(server.output()).toContain("listens at ");
    expect((await (await clientOf(server)).call("GET", "/readyz")).body).toEqual({ status: "ready" });
  }
  const accounts = await Promise.all(vendors.map((vendor) => vendor.list("accounts")));
  expect(accounts[one]).toEqual(accounts[two]);
});

test("what is written through one is there through the other at once", async () => {
  const made = await vendors[one]!.create("products", { name: unique("Shared"), description: "x" });
  const seen = await vendors[two]!.call("GET", `products/${made.id}`);
  expect(seen.body).toMatchObject({ name: made.name });
  const etag = seen.headers.etag ?? "";
  await vendors[two]!.change(`products/${made.id}`, { name: "Renamed", description: "y" });
  expect(await vendors[one]!.get(`products/${made.id}`)).toMatchObject({ name: "Renamed" });
  const stale = await vendors[one]!.call("PUT", `products/${made.id}`, {
    headers: { "if-match": etag },
    body: { name: "Lost update", description: "z" },
  });
  expect(stale.status).toBe(412);
});

test("writes to the same object through both at once lose nothing", async () => {
  const product = await newProduct(vendors[one]!, ["A-1"]);
  const names = Array.from({ length: 20 }, (_, n) => `Name ${n}`);
  const answers = await Promise.all(
    names.map((name, n) =>
      vendors[n % 2]!.call("POST", `products/${product.id}/items`, {
        body: {
          name,
          mpn: `B-${n}`,
          description: "x",
          type: "reservation",
          period: "yearly",
          precision: "integer",
          unit: { id: "licenses" },
        },
      }),
    ),
  );
  const made = answers
    .filter(({ status }) => status === 201)
    .map((answer) => bodyAs<{ id: string }>(answer).id);
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const items = await vendors[two]!.list(`products/${product.id}/items?limit=1000`);
  expect(items.map(({ id }) => id).sort()).toEqual([product.items[0]!.id, ...made].sort());
});

test("a version that falls due is settled once, whichever process looks first", async () => {
  const product = await newProduct(vendors[one]!);
  const list = await newPriceList(vendors[one]!, product.id);
  await fillPrices(vendors[one]!, list.version);
  const start = "2098-01-01T00:00:00Z";
  await vendors[one]!.act(`pricing/versions/${list.version}/schedule`, { start_at: start });
  const later = { body: { now: "2098-01-01T00:00:10Z" } };
  for (const server of servers) await (await clientOf(server)).call("PUT", "/testing/clock", later);
  const path = `pricing/versions/${list.version}`;
  const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((n) => vendors[n]!.get(path)));
  for (const version of answers) expect(version.status).toBe("active");
  const activity = await vendors[two]!.list<{ verb: string; at: string }>(
    `activity?eq(object.id,${list.version})&eq(verb,activate)`,
  );
  expect(activity.map(({ at }) => at)).toEqual(["2098-01-01T00:00:00+00:00"]);
  for (const server of servers) {
    await (await clientOf(server)).call("PUT", "/testing/clock", { body: { now: null } });
  }
});

test("a request repeated under its key through the other process is done once", async () => {
  const key = randomUUID();
  const name = unique("Idempotent");
  const create = (n: number) =>
    vendors[n % 2]!.call("POST", "products", {
      headers: { "idempotency-key": key },
      body: { name, description: "x" },
    });
  // At once: whoever comes second is told that it is under way, or gets the answer of the first.
  const together = await Promise.all([0, 1, 2, 3].map(create));
  expect(together.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const again = await Promise.all([await create(one), await create(two)]);
  expect(again.map(({ status }) => status)).toEqual([201, 201]);
  const ids = [...together, ...again]
    .filter(({ status }) => status === 201)
    .map((answer) => bodyAs<{ id: string }>(answer).id);
  expect(new Set(ids).size).toBe(1);
  expect(await vendors[one]!.list(`products?eq(name,${encodeURIComponent(name)})`)).toHaveLength(1);
});

test("a token that one process gave opens the discount service of the other", async () => {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "demo-partner",
    client_secret: "demo-secret",
  });
  const granted = await fetch(`${servers[one]!.address}/ims/token/v3`, { method: "POST", body: form });
  const { access_token } = (await granted.json()) as { access_token: string };
  const ping = await (await clientOf(servers[two])).call("GET", "/partnerservice/ping", {
    headers: { authorization: `Bearer ${access_token}`, "x-api-key": "demo-partner" },
  });
  expect(ping).toMatchObject({ status: 200, text: "pong" });
});

test("who signed in through one is signed in at the other", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: servers[one]!.address });
  const page = await context.newPage();
  await signInByForm(page, "vendor@example.com");
  await page.goto(`${servers[two]!.address}/price-lists`);
  await expect(page.getByRole("heading", { level: 1, name: "Price lists" })).toBeVisible();
  await context.close();
});

test("when one process is killed the other goes on, and a new one takes its place", async () => {
  const product = await newProduct(vendors[one]!, ["A-1"]);
  await servers[one]!.stop("SIGKILL");
  const made = await vendors[two]!.create("products", { name: unique("After the crash"), description: "x" });
  expect(await vendors[two]!.get(`products/${product.id}`)).toMatchObject({ id: product.id });
  const third = await startServer(env);
  expect(await (await clientOf(third, tokens.vendor)).get(`products/${made.id}`)).toMatchObject({
    id: made.id,
  });
  expect(await third.stop()).toBe(0);
  expect(await servers[two]!.stop()).toBe(0);
});
