import { globSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Handler } from "@/app/_edge/route";
import { apiClient, callHandler } from "@/app/_edge/testing";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { everything } from "@/lib/domain/rql";
import { adjustmentsSettled } from "@/lib/services/pricing/adjustment-run";
import { uploadAdjustment } from "@/lib/services/pricing/adjustments";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { getPriceList } from "@/lib/services/pricing/lists";
import { listPoints } from "@/lib/services/pricing/points";
import {
  activateVersion,
  createVersion,
  listVersions,
  scheduleVersion,
} from "@/lib/services/pricing/versions";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill } from "@/lib/services/testing/pricing";

// Who may do what with the prices of a vendor: every endpoint of `pricing` and `prices`, found on the disk, so that none
// can be forgotten, with everybody who is not its owner (DESIGN §1, §5).

/** What somebody else may ask for. Of the table below: `own` is the owner's alone, `read` also the parties' of a listing. */
type Case = {
  who: "own" | "read" | "write" | "collection";
  body?: unknown;
  query?: string;
  upload?: true;
};

const version = "pricing/versions/[versionId]";
const adjustment = `${version}/adjustments/[adjustmentId]`;

const cases: Record<string, Case> = {
  "GET prices": { who: "read", query: "marketplace=MARKETPLACE&include=lowest_30_days" },
  "GET pricing/lists": { who: "collection" },
  "POST pricing/lists": { who: "write", body: "LIST" },
  "GET pricing/lists/[listId]": { who: "read" },
  "PUT pricing/lists/[listId]": { who: "write", body: { name: "Stolen" } },
  "DELETE pricing/lists/[listId]": { who: "write" },
  "POST pricing/lists/[listId]/terminate": { who: "write" },
  "GET pricing/lists/[listId]/consequences": { who: "own" },
  "GET pricing/versions": { who: "collection" },
  "POST pricing/versions": { who: "write", body: "VERSION" },
  [`GET ${version}`]: { who: "read" },
  [`PUT ${version}`]: { who: "write", body: { description: "Stolen" } },
  [`DELETE ${version}`]: { who: "write" },
  [`POST ${version}/activate`]: { who: "write" },
  [`POST ${version}/cancel`]: { who: "write" },
  [`POST ${version}/schedule`]: { who: "write", body: { start_at: "2199-01-01T00:00:00Z" } },
  [`GET ${version}/consequences`]: { who: "own" },
  [`GET ${version}/readiness`]: { who: "own" },
  [`GET ${version}/compare`]: { who: "read", query: "to=VERSION" },
  [`GET ${version}/grid`]: { who: "read" },
  [`GET ${version}/points`]: { who: "read" },
  [`PUT ${version}/points`]: { who: "write", body: "POINTS" },
  [`GET ${version}/points/[itemId]`]: { who: "read" },
  [`PUT ${version}/points/[itemId]`]: { who: "write", body: { attributes: { price: 1 } } },
  [`GET ${version}/changes`]: { who: "own" },
  [`POST ${version}/changes`]: {
    who: "write",
    body: { attributes: ["price"], operation: { kind: "set", value: "1" } },
  },
  [`POST ${version}/changes/[changeId]/undo`]: { who: "write" },
  [`GET ${version}/adjustments`]: { who: "own" },
  [`POST ${version}/adjustments`]: { who: "write", upload: true },
  [`GET ${adjustment}`]: { who: "own" },
  [`DELETE ${adjustment}`]: { who: "write" },
  [`POST ${adjustment}/apply`]: { who: "write" },
  [`GET ${adjustment}/rows`]: { who: "own" },
  [`GET ${adjustment}/processed`]: { who: "own" },
  [`GET ${adjustment}/uploaded`]: { who: "own" },
};

const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const folder = import.meta.dirname;
const files = globSync("{pricing,prices}/**/route.ts", { cwd: folder }).sort();

async function endpoints(): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>();
  for (const file of files) {
    const module = (await import(path.join(folder, file))) as Record<string, Handler | undefined>;
    for (const verb of verbs) {
      // A verb that is refused does nothing and says so itself.
      const handler = module[verb];
      if (handler?.operation) found.set(`${verb} ${path.dirname(file)}`, handler);
    }
  }
  return found;
}

/** Amounts that no other column has, so that a leak shows in whatever text holds it. */
const amounts = { price: 11111, st0p: 22222, st1p: 33333, st2p: 44444, custom: { "v.floor": 55555 } };
const attributes = [
  { name: "Price" },
  { name: "Suggested T0 Price" },
  { name: "Suggested T1 Price" },
  { name: "Suggested T2 Price" },
  { name: "v.floor" },
];

type World = Awaited<ReturnType<typeof theWorld>>;
let world: World;
let found: Map<string, Handler>;

/** A vendor's list: version 1 in force and listed, 2 scheduled, 3 a draft with an upload and a bulk change. */
async function theWorld() {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const stranger = await newDistributor();
  const product = await aProduct(vendor, 2);
  const { list, versionId: active } = await aPriceList(vendor, [product.id], { attributes });
  await fill(active, amounts);
  await activateVersion(vendor, { id: active });
  const copied = { base: { id: active }, description: "Copied", points: "copy" as const };
  const scheduled = (await createVersion(vendor, copied)).id;
  await scheduleVersion(vendor, { id: scheduled, start_at: new Date("2198-01-01T00:00:00Z") });
  const draft = (await createVersion(vendor, copied)).id;
  const market = await aMarketplace(vendor, distributor);
  const on = { ...market, productId: product.id, priceListId: list.id };
  await bind(await aListing(vendor, distributor, on), list.id, new Date("2026-01-01T00:00:00Z"));
  const change = bulkChangeInput.parse({ attributes: ["price"], operation: { kind: "add", value: "1" } });
  const changeId = (await changePrices(vendor, { versionId: draft, change })).changeId ?? "";
  const file = new Uint8Array(Buffer.from("MPN,Price\nM-1,77777.77\n"));
  const upload = { versionId: draft, name: "prices.csv", file, dryRun: true };
  const { id: adjustmentId } = await uploadAdjustment(vendor, upload);
  await adjustmentsSettled();
  return {
    ...{ vendor, distributor, stranger, listId: list.id, productId: product.id, active, scheduled, draft },
    ...{ changeId, adjustmentId, itemId: product.itemIds[0] ?? "", marketplaceId: market.marketplaceId },
    reseller: await newReseller(distributor),
    otherVendor: await newVendor(),
    strangersReseller: await newReseller(stranger),
  };
}

beforeAll(async () => {
  found = await endpoints();
  world = await theWorld();
});

type Client = Awaited<ReturnType<typeof apiClient>>;

/** Calls one endpoint about a version of the world's list. */
function ask(client: Client, name: string, versionId: string, wanted = cases[name]) {
  const handler = found.get(name);
  if (!handler || !wanted) throw new Error(`${name} is not known`);
  const { listId, itemId, adjustmentId, changeId, marketplaceId, productId } = world;
  const points = [{ id: itemId, attributes: { price: 1 } }];
  const list = { name: "L", currency: "USD", attributes, products: [{ id: productId }] };
  const named: Record<string, unknown> = {
    LIST: list,
    VERSION: { base: { id: versionId }, description: "x" },
    POINTS: points,
  };
  const body = typeof wanted.body === "string" ? named[wanted.body] : wanted.body;
  const form = new FormData();
  form.set("uploaded_file", new File(["MPN,Price\nM-1,1\n"], "x.csv"));
  return client(handler, {
    method: name.split(" ")[0] ?? "GET",
    params: { listId, versionId, itemId, adjustmentId, changeId },
    query: (wanted.query ?? "").replace("MARKETPLACE", marketplaceId).replace("VERSION", versionId),
    ...(body === undefined ? {} : { body }),
    ...(wanted.upload ? { form } : {}),
  });
}

/** Everything that somebody could have changed. */
async function state() {
  const { vendor, listId, draft } = world;
  const { rows } = await listVersions(vendor, everything);
  const points = await listPoints(vendor, { versionId: draft, query: everything });
  const list = await getPriceList(vendor, { id: listId });
  return JSON.stringify([rows, points, list], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

const named = Object.entries(cases);
const ofKind = (...kinds: Case["who"][]) =>
  named.filter(([, { who }]) => kinds.includes(who)).map(([name]) => name);

test("the table names every endpoint that there is", () => {
  expect(Object.keys(cases).sort()).toEqual([...found.keys()].sort());
});

describe.each([
  ["another vendor", (w: World) => w.otherVendor],
  ["a distributor without a listing", (w: World) => w.stranger],
  ["a reseller of that distributor", (w: World) => w.strangersReseller],
])("%s", (_, who) => {
  test("finds nothing and changes nothing", async () => {
    const client = await apiClient(who(world));
    const before = await state();
    const statuses: Record<string, number[]> = {};
    for (const [name, { who: kind }] of named) {
      // Making a list of one's own is open to sellers; that it cannot hold a neighbour's product is a matter of its body.
      if (name === "POST pricing/lists") continue;
      for (const versionId of [world.active, world.scheduled, world.draft]) {
        const { status, body } = await ask(client, name, versionId);
        if (kind === "collection") expect([name, status, body]).toEqual([name, 200, []]);
        else statuses[name] = [...(statuses[name] ?? []), status];
      }
    }
    const isReseller = who(world).account.kind === "reseller";
    for (const [name, answers] of Object.entries(statuses)) {
      // What no reseller may do is refused before anything is looked up; a base outside one's scope is a wrong field.
      const write = cases[name]?.who === "write";
      const expected = write && isReseller ? 403 : name === "POST pricing/versions" ? 400 : 404;
      expect([name, ...answers]).toEqual([name, expected, expected, expected]);
    }
    expect(await state()).toBe(before);
  });
});

describe.each([
  ["the distributor of the listing", (w: World) => w.distributor],
  ["its reseller", (w: World) => w.reseller],
])("%s", (_, who) => {
  test("reads what left draft, and nothing else", async () => {
    const client = await apiClient(who(world));
    const isReseller = who(world).account.kind === "reseller";
    for (const name of ofKind("read")) {
      for (const versionId of [world.active, world.scheduled]) {
        expect([name, (await ask(client, name, versionId)).status]).toEqual([name, 200]);
      }
      const hidden = name === "GET prices" || name === "GET pricing/lists/[listId]" ? 200 : 404;
      expect([name, (await ask(client, name, world.draft)).status]).toEqual([name, hidden]);
    }
    for (const name of ofKind("own", "write").filter((known) => known !== "POST pricing/lists")) {
      for (const versionId of [world.active, world.scheduled, world.draft]) {
        const { status } = await ask(client, name, versionId);
        const hidden = name === "POST pricing/versions" && versionId === world.draft ? 400 : 404;
        expect([name, status]).toEqual([name, cases[name]?.who === "write" && isReseller ? 403 : hidden]);
      }
    }
  });

  test("finds no draft in collections, and nothing has changed", async () => {
    const before = await state();
    const client = await apiClient(who(world));
    for (const name of ofKind("collection")) {
      const { body } = await ask(client, name, world.active);
      const ids = body.map(({ id }: { id: string }) => id).sort();
      expect(ids).toEqual(name === "GET pricing/lists" ? [world.listId] : [world.active, world.scheduled]);
    }
    expect(await state()).toBe(before);
  });
});

test("a reseller reads its own two columns and no others, in any answer and any file", async () => {
  const client = await apiClient(world.reseller);
  const files = [`GET ${version}`, `GET ${version}/compare`].map((name): [string, Case] => [
    name,
    { who: "read", query: `${cases[name]?.query ?? ""}&format=csv` },
  ]);
  const asked = [
    ...ofKind("read", "collection").map((name): [string, Case | undefined] => [name, cases[name]]),
    ...files,
  ];
  for (const [name, wanted] of asked) {
    const { body } = await ask(client, name, world.active, wanted);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    for (const secret of ["111.11", "444.44", "555.55", "floor", "Suggested T2"]) {
      expect([name, wanted?.query, text.includes(secret)]).toEqual([name, wanted?.query, false]);
    }
  }
  const { body } = await ask(client, `GET ${version}/points`, world.active);
  expect(body[0].attributes).toEqual({ st0p: 222.22, st1p: 333.33 });
});

test("a viewer of the owner reads everything and changes nothing", async () => {
  const client = await apiClient(world.vendor, { role: "viewer" });
  const before = await state();
  for (const [name, { who }] of named) {
    const { status, body } = await ask(client, name, world.draft);
    expect([name, status]).toEqual([name, who === "write" ? 403 : 200]);
    if (who === "write") expect(body.error_code).toBe("AUTH_002");
  }
  expect(await state()).toBe(before);
});

test("nobody gets in without a token", async () => {
  for (const [name] of named) {
    expect([name, (await ask(callHandler, name, world.active)).status]).toEqual([name, 401]);
  }
});
