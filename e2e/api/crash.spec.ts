import { type APIRequestContext, expect } from "@playwright/test";
import Database from "better-sqlite3";
import { test, tokens } from "../fixtures";
import { newPriceList, newProduct, type Product } from "../world";
import { type ApiClient, apiClient, bodyAs, type Resource } from "./client";
import { type OwnServer, ownServer } from "./own-server";

/** How often the server is killed. The n-th time it dies once n writes have been acknowledged since its start. */
const rounds = 50;
/** Enough rows that an import is still being read, checked or applied at most of the kills. */
const importedItems = 2000;
const columns = ["price", "st0p", "st1p"] as const;

type Point = Resource & { attributes: Record<string, number | undefined> };
type Adjustment = Resource & { applied: boolean; error_detail: string | null };

/** Everything that was acknowledged, and per cell what was last asked for. */
type Book = {
  products: Map<string, string>;
  cell: { acknowledged: number; asked: number };
  imports: { id: string; round: number }[];
  /** The round of the last upload, acknowledged or not. */
  uploaded: number;
  descriptions: { acknowledged: string; asked: string };
};

type World = { product: Product; draft: string; sheet: string; items: string[]; book: Book };

test("what was acknowledged is there after kill -9, and no import is half applied: fifty rounds", async ({
  playwright,
}) => {
  test.setTimeout(15 * 60_000);
  const server = await ownServer();
  const request = await playwright.request.newContext({ baseURL: server.address });
  try {
    await server.start();
    const api = apiClient(request, tokens.vendor);
    const world = await prepare(api, request);
    let appliedRounds = 0;
    let interrupted = 0;
    for (let round = 1; round <= rounds; round++) {
      await writeUntilKilled(api, request, world, round, server);
      expectSoundFile(server.file);
      await server.start();
      const outcome = await check(api, world);
      if (outcome === "applied") appliedRounds += 1;
      if (outcome === "interrupted") interrupted += 1;
    }
    // Both ends of an import were met, or the kills came all too early or all too late to show anything.
    expect(appliedRounds, "imports that were applied before the kill").toBeGreaterThan(0);
    expect(interrupted, "imports that the kill interrupted").toBeGreaterThan(0);
    expect(server.output(), "what the server logged").not.toContain("unexpected error");
  } finally {
    await request.dispose();
    await server.remove();
  }
});

async function prepare(api: ApiClient, request: APIRequestContext): Promise<World> {
  const product = await newProduct(api, ["EDITED"]);
  const rows = Array.from(
    { length: importedItems },
    (_, i) => `,CRASH-${i},create,Item ${i},Sold by the year`,
  );
  const header = "ID,MPN,Action,Name,Description,Type,Precision,Unit,Billing Period,Commitment";
  const csv = [header, ...rows.map((row) => `${row},Reservation,integer,licenses,Yearly,-`)].join("\n");
  await upload(request, `products/${product.id}/items/import`, csv);
  const list = await newPriceList(api, product.id);
  const points = await allPoints(api, list.version);
  expect(points).toHaveLength(importedItems + 1);
  const edited = product.items[0]?.id ?? "";
  return {
    product,
    draft: list.version,
    sheet: edited,
    items: points.map(({ id }) => id).filter((id) => id !== edited),
    book: {
      products: new Map(),
      cell: { acknowledged: 0, asked: 0 },
      imports: [],
      uploaded: 0,
      descriptions: { acknowledged: product.description, asked: product.description },
    },
  };
}

async function upload(request: APIRequestContext, to: string, csv: string): Promise<{ id: string }> {
  const response = await request.post(`/public/v1/${to}`, {
    headers: { authorization: tokens.vendor },
    multipart: { uploaded_file: { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(csv) } },
  });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

async function allPoints(api: ApiClient, version: string): Promise<Point[]> {
  const points: Point[] = [];
  for (;;) {
    const page = await api.list<Point>(
      `pricing/versions/${version}/points?limit=1000&offset=${points.length}`,
    );
    points.push(...page);
    if (page.length < 1000) return points;
  }
}

/** Three writers and an import at once. They end when the server does. */
async function writeUntilKilled(
  api: ApiClient,
  request: APIRequestContext,
  world: World,
  round: number,
  server: OwnServer,
): Promise<void> {
  const { book, draft, product, sheet } = world;
  let left = round;
  let dying = false;
  const acknowledged = async () => {
    left -= 1;
    if (left > 0 || dying) return;
    dying = true;
    await server.kill();
  };
  const untilKilled = async (write: (turn: number) => Promise<void>) => {
    for (let turn = 0; !dying; turn++) {
      try {
        await write(turn);
      } catch (error) {
        // The connection broke because the server was killed: what was asked for last stays open.
        if (dying && /ECONNRE|socket hang up|EPIPE|aborted/.test(String(error))) return;
        throw error;
      }
      await acknowledged();
    }
  };
  const csv = [
    "Item ID,Price,Suggested T0 Price,Suggested T1 Price",
    ...world.items.map((id) => `${id},${round}.00,${round}.25,${round}.50`),
  ].join("\n");
  book.uploaded = round;
  const imported = upload(request, `pricing/versions/${draft}/adjustments`, csv)
    .then(({ id }) => book.imports.push({ id, round }))
    .catch((error: unknown) => {
      if (!dying) throw error;
    });
  await Promise.all([
    imported,
    untilKilled(async (turn) => {
      const name = `Kept ${round}.${turn}`;
      const { id } = await api.create("products", { name });
      book.products.set(id, name);
    }),
    untilKilled(async () => {
      book.cell.asked += 1;
      const price = book.cell.asked;
      await api.change(`pricing/versions/${draft}/points/${sheet}`, { attributes: { price } });
      book.cell.acknowledged = price;
    }),
    untilKilled(async (turn) => {
      const description = `Round ${round}, turn ${turn}`;
      book.descriptions.asked = description;
      await api.change(`products/${product.id}`, { description });
      book.descriptions.acknowledged = description;
    }),
  ]);
}

/** SQLite's own opinion of the file that the kill left, after its recovery. */
function expectSoundFile(file: string): void {
  const database = new Database(file);
  try {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(database.pragma("foreign_key_check")).toEqual([]);
  } finally {
    database.close();
  }
}

async function check(
  api: ApiClient,
  { book, draft, items, product, sheet }: World,
): Promise<"none" | "applied" | "interrupted"> {
  for (const [id, name] of book.products) {
    expect(await api.get(`products/${id}`)).toMatchObject({ id, name });
    expect(await api.list(`activity?eq(object.id,${id})&eq(verb,create)`), `audit of ${id}`).toHaveLength(1);
  }
  book.products.clear();
  const { description } = await api.get<Resource & { description: string }>(`products/${product.id}`);
  expect([book.descriptions.acknowledged, book.descriptions.asked]).toContain(description);

  const points = await allPoints(api, draft);
  expect(points).toHaveLength(items.length + 1);
  const price = points.find(({ id }) => id === sheet)?.attributes.price ?? 0;
  expect(price).toBeGreaterThanOrEqual(book.cell.acknowledged);
  expect(price).toBeLessThanOrEqual(book.cell.asked);

  const prices = points.filter(({ id }) => id !== sheet).map(({ attributes }) => attributes);
  const distinct = new Set(prices.map((attributes) => columns.map((id) => attributes[id]).join(" ")));
  expect([...distinct], "all rows of one import, or of none").toHaveLength(1);
  return checkImports(api, draft, [...distinct][0] ?? "", book);
}

/** The last acknowledged upload says what the prices say; one that was cut off says that nothing was applied. */
async function checkImports(api: ApiClient, draft: string, found: string, book: Book) {
  const last = book.imports.at(-1);
  if (!last) return "none";
  const answer = await api.call("GET", `pricing/versions/${draft}/adjustments/${last.id}`);
  expect(answer.status, `the acknowledged upload ${last.id}`).toBe(200);
  const { applied, status, error_detail } = bodyAs<Adjustment>(answer);
  const its = pricesOf(last.round);
  if (applied) {
    // Unless an upload after it was applied and the kill came before its acknowledgement.
    expect([its, pricesOf(book.uploaded)]).toContain(found);
    return "applied";
  }
  expect(found).not.toBe(its);
  expect(status).toBe("failed");
  expect(error_detail).toMatch(/interrupted|Nothing was applied|changed after|conflict/i);
  return "interrupted";
}

function pricesOf(round: number): string {
  return `${round} ${round + 0.25} ${round + 0.5}`;
}
