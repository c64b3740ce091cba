import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocumentedOperation, openApiDocument } from "@/app/_edge/openapi/document";
import type { Handler, RouteModule } from "@/app/_edge/route";
import { apiClient, callHandler } from "@/app/_edge/testing";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { submitListingRequest } from "@/lib/services/listings/move-request";
import { createListingRequest } from "@/lib/services/listings/write-request";
import { adjustmentsSettled } from "@/lib/services/pricing/adjustment-run";
import { uploadAdjustment } from "@/lib/services/pricing/adjustments";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { newCustomer } from "@/lib/services/testing/checkout";
import { offerDiscount } from "@/lib/services/testing/discount-service";
import { newActiveList, newListing, newPublishedProduct } from "@/lib/services/testing/listings";
import { aPriceList } from "@/lib/services/testing/pricing";
import { aReceiver, type Receiver } from "@/lib/services/testing/receiver";
import { testWebhook } from "@/lib/services/webhooks/send-now";
import { createWebhook } from "@/lib/services/webhooks/webhooks";
import { pathTemplate, routeFolders } from "@/scripts/list-routes.mjs";
import { routes } from "./routes";

// What API.md §1 says of every route, asked of every route: the list is made of the files, so that none can be forgotten.

type World = Awaited<ReturnType<typeof theWorld>>;
type Sample = {
  /** The vendor, unless this is the distributor's. */
  as?: "distributor";
  /** What stands for the placeholders of the path. */
  params?: (world: World) => Record<string, string>;
  /** What `GET` needs beside RQL. */
  query?: (world: World) => string;
  /** A body that is accepted; a PUT sends back what GET answers unless told, any other `{}`. */
  bodies?: Partial<Record<"POST" | "PUT", unknown>>;
};

const product: Sample = { params: (w) => ({ productId: w.productId }) };
const item: Sample = { params: (w) => ({ productId: w.productId, itemId: w.itemId }) };
const list: Sample = { params: (w) => ({ listId: w.listId }) };
const version: Sample = { params: (w) => ({ versionId: w.versionId }) };
const adjustment: Sample = { params: (w) => ({ versionId: w.versionId, adjustmentId: w.adjustmentId }) };
const request: Sample = { params: (w) => ({ id: w.requestId }) };
const submitted: Sample = { params: (w) => ({ id: w.submittedId }) };
const discount: Sample = { params: (w) => ({ discountId: w.discountId }) };
const webhook: Sample = { params: (w) => ({ id: w.webhookId }) };
const delivery: Sample = { params: (w) => ({ id: w.webhookId, deliveryId: w.deliveryId }) };
const marketplace: Sample = { as: "distributor", params: (w) => ({ id: w.marketplaceId }) };

const samples: Record<string, Sample> = {
  "/accounts": {},
  "/accounts/{id}": { params: (w) => ({ id: w.vendor.account.id }) },
  "/activity": {},
  "/checkout/preview": { as: "distributor" },
  "/contracts": {},
  "/contracts/{id}": { params: (w) => ({ id: w.contractId }) },
  "/flexible-discounts": {},
  "/flexible-discounts/{discountId}": discount,
  "/flexible-discounts/{discountId}/end": discount,
  "/listing-requests": {},
  "/listing-requests/{id}": { ...request, bodies: { PUT: { note: "Changed" } } },
  "/listing-requests/{id}/assign": { ...submitted, as: "distributor" },
  "/listing-requests/{id}/cancel": submitted,
  "/listing-requests/{id}/complete": { ...submitted, as: "distributor" },
  "/listing-requests/{id}/deploy": { ...submitted, as: "distributor" },
  "/listing-requests/{id}/refine": { ...submitted, as: "distributor" },
  "/listing-requests/{id}/submit": request,
  "/listing-requests/{id}/unassign": { ...submitted, as: "distributor" },
  "/listings": {},
  "/listings/{id}": { as: "distributor", params: (w) => ({ id: w.listing.id }) },
  "/marketplaces": { as: "distributor" },
  "/marketplaces/{id}": marketplace,
  "/marketplaces/{id}/parameters": marketplace,
  "/marketplaces/{id}/parameters/{parameter}": {
    as: "distributor",
    params: (w) => ({ id: w.marketplaceId, parameter: w.parameter }),
  },
  "/notices": { as: "distributor" },
  "/notices/{id}/read": { params: () => ({ id: "NTC-000" }) },
  "/notices/read": {},
  "/partners": {},
  "/partners/{id}": { params: (w) => ({ id: w.distributor.account.id }) },
  "/prices": { query: (w) => `marketplace=${w.marketplaceId}` },
  "/pricing/lists": {},
  "/pricing/lists/{listId}": { ...list, bodies: { PUT: { name: "Changed" } } },
  "/pricing/lists/{listId}/consequences": list,
  "/pricing/lists/{listId}/terminate": list,
  "/pricing/versions": {},
  "/pricing/versions/{versionId}": { ...version, bodies: { PUT: { description: "Changed" } } },
  "/pricing/versions/{versionId}/activate": version,
  "/pricing/versions/{versionId}/adjustments": version,
  "/pricing/versions/{versionId}/adjustments/{adjustmentId}": adjustment,
  "/pricing/versions/{versionId}/adjustments/{adjustmentId}/apply": adjustment,
  "/pricing/versions/{versionId}/adjustments/{adjustmentId}/processed": adjustment,
  "/pricing/versions/{versionId}/adjustments/{adjustmentId}/rows": adjustment,
  "/pricing/versions/{versionId}/adjustments/{adjustmentId}/uploaded": adjustment,
  "/pricing/versions/{versionId}/cancel": version,
  "/pricing/versions/{versionId}/changes": version,
  "/pricing/versions/{versionId}/changes/{changeId}/undo": {
    params: (w) => ({ versionId: w.versionId, changeId: w.changeId }),
  },
  "/pricing/versions/{versionId}/compare": { ...version, query: (w) => `to=${w.versionId}` },
  "/pricing/versions/{versionId}/consequences": version,
  "/pricing/versions/{versionId}/grid": version,
  "/pricing/versions/{versionId}/points": version,
  "/pricing/versions/{versionId}/points/{itemId}": {
    params: (w) => ({ versionId: w.versionId, itemId: w.itemId }),
    bodies: { PUT: { attributes: { price: 77 } } },
  },
  "/pricing/versions/{versionId}/readiness": version,
  "/pricing/versions/{versionId}/schedule": {
    ...version,
    bodies: { POST: { start_at: "2199-01-01T00:00:00Z" } },
  },
  "/products": {},
  "/products/{productId}": { ...product, bodies: { PUT: { name: "Changed" } } },
  "/products/{productId}/actions": product,
  "/products/{productId}/configurations": product,
  "/products/{productId}/connections": product,
  "/products/{productId}/endsale": product,
  "/products/{productId}/item-groups": product,
  "/products/{productId}/items": product,
  "/products/{productId}/items/{itemId}": { ...item, bodies: { PUT: { name: "Changed" } } },
  "/products/{productId}/items/{itemId}/endsale": item,
  "/products/{productId}/items/{itemId}/resumesale": item,
  "/products/{productId}/items/import": product,
  "/products/{productId}/parameters": product,
  "/products/{productId}/resumesale": product,
  "/products/{productId}/templates": product,
  "/products/{productId}/versions": product,
  "/tier/accounts": { as: "distributor" },
  "/tier/accounts/{id}": { as: "distributor", params: (w) => ({ id: w.customerId }) },
  "/units": {},
  "/webhooks": {},
  "/webhooks/{id}": { ...webhook, bodies: { PUT: { enabled: false } } },
  "/webhooks/{id}/deliveries": webhook,
  "/webhooks/{id}/deliveries/{deliveryId}": delivery,
  "/webhooks/{id}/deliveries/{deliveryId}/resend": delivery,
  "/webhooks/{id}/test": webhook,
};

/** Writes of something that is there and has no ETag: lists of resources, files, and messages that are sent. */
const withoutIfMatch = [
  "POST /checkout/preview",
  "PUT /marketplaces/{id}/parameters",
  "POST /notices/{id}/read",
  "POST /notices/read",
  "POST /pricing/versions/{versionId}/changes",
  "POST /pricing/versions/{versionId}/changes/{changeId}/undo",
  "PUT /pricing/versions/{versionId}/points",
  "POST /products/{productId}/configurations",
  "POST /products/{productId}/items/import",
  "POST /webhooks/{id}/deliveries/{deliveryId}/resend",
  "POST /webhooks/{id}/test",
];

const verbs = ["GET", "POST", "PUT", "DELETE", "PATCH"] as const;
type Verb = (typeof verbs)[number];
type Client = Awaited<ReturnType<typeof apiClient>>;

let receiver: Receiver;
let world: World;
let clients: { vendor: Client; distributor: Client };
let modules: Map<string, RouteModule>;
let documented: Record<string, Record<string, DocumentedOperation>>;

/** A listed product, and a draft of prices with an upload and a bulk change; one of everything else. */
async function theWorld(url: string) {
  const channel = await newListing();
  const { vendor, distributor, productId, itemIds } = channel;
  const { list: drafted, versionId } = await aPriceList(vendor, [productId]);
  const change = bulkChangeInput.parse({ attributes: ["price"], operation: { kind: "set", value: "1" } });
  const { changeId } = await changePrices(vendor, { versionId, change });
  const file = new Uint8Array(Buffer.from(`Item ID,Price\n${itemIds[0]},77.77\n`));
  const upload = await uploadAdjustment(vendor, { versionId, name: "prices.csv", file, dryRun: true });
  await adjustmentsSettled();
  const hook = await createWebhook(vendor, { url, description: "", topics: ["price_version.activated"] });
  return {
    ...channel,
    ...{ listId: drafted.id, versionId, changeId: changeId ?? "", adjustmentId: upload.id },
    itemId: itemIds[0] ?? "",
    discountId: (await offerDiscount(vendor)).id,
    ...(await theRequests(channel)),
    parameter: "",
    customerId: await newCustomer(distributor),
    webhookId: hook.id,
    deliveryId: (await testWebhook(vendor, hook)).id,
  };
}

/** A draft to change a listing, and a request for a second product that was submitted. */
async function theRequests({ vendor, contractId, listing }: Awaited<ReturnType<typeof newListing>>) {
  const { id: product_id } = await newPublishedProduct(vendor);
  const { id: pricelist_id } = await newActiveList(vendor, { productIds: [product_id], name: "Second" });
  const wish = { type: "new" as const, product_id, contract_id: contractId, pricelist_id };
  const { id: submittedId } = await createListingRequest(vendor, wish);
  await submitListingRequest(vendor, { id: submittedId });
  const draft = await createListingRequest(vendor, { type: "update", listing_id: listing.id });
  return { requestId: draft.id, submittedId };
}

beforeAll(async () => {
  process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS = "1";
  receiver = await aReceiver();
  world = await theWorld(receiver.url);
  clients = { vendor: await apiClient(world.vendor), distributor: await apiClient(world.distributor) };
  modules = new Map();
  for (const [path, load] of Object.entries(routes)) modules.set(path, await load());
  documented = (await openApiDocument(routes)).paths;
  const { body } = await ask("GET", "/marketplaces/{id}/parameters");
  world.parameter = body[0].id;
}, 120_000);

afterAll(async () => {
  delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
  await receiver.close();
});

const paths = Object.keys(samples);

function handlerOf(verb: Verb, path: string): Handler {
  const found = modules.get(path)?.[verb];
  if (!found) throw new Error(`${verb} ${path} is not known`);
  return found;
}

type Asked = { query?: string; body?: unknown; headers?: Record<string, string>; client?: Client };

/** Asks as whoever the sample belongs to. What is no file is JSON, errors included. */
async function ask(verb: Verb, path: string, asked: Asked = {}) {
  const { as = "vendor", params, query } = samples[path] ?? {};
  const handler = handlerOf(verb, path);
  const own = verb === "GET" ? (query?.(world) ?? "") : "";
  const answer = await (asked.client ?? clients[as])(handler, {
    method: verb,
    params: params?.(world) ?? {},
    query: [own, asked.query ?? ""].filter((part) => part !== "").join("&"),
    ...(asked.body === undefined ? {} : { body: asked.body }),
    ...(asked.headers ? { headers: asked.headers } : {}),
  });
  const isFile = answer.status === 200 && handler.operation?.file === "only";
  if (answer.status !== 204 && !isFile)
    expect([verb, path, answer.headers.get("content-type")]).toEqual([verb, path, "application/json"]);
  return answer;
}

/** The verbs and paths that do something, those of which `keep` holds. */
function operations(keep: (handler: Handler, verb: Verb) => boolean): [Verb, string][] {
  return paths.flatMap((path) =>
    verbs.flatMap((verb): [Verb, string][] => {
      const handler = handlerOf(verb, path);
      return handler.operation && keep(handler, verb) ? [[verb, path]] : [];
    }),
  );
}

const collections = () => operations(({ operation }) => operation?.kind === "collection");
const singles = () => operations(({ operation }, verb) => verb === "GET" && operation?.kind === "single");

test("every route has a sample", () => {
  expect(paths.toSorted()).toEqual(routeFolders().map(pathTemplate).toSorted());
});

test("nobody gets in without a token, whatever the verb", async () => {
  for (const [verb, path] of operations(() => true)) {
    const { status, body } = await ask(verb, path, { client: callHandler });
    expect([verb, path, status, body.error_code]).toEqual([verb, path, 401, "AUTH_001"]);
  }
});

test("a verb that a path lacks is a 405 that names those it has", async () => {
  for (const path of paths) {
    const has = verbs.filter((verb) => handlerOf(verb, path).operation);
    expect(has.length, path).toBeGreaterThan(0);
    for (const verb of verbs.filter((one) => !has.includes(one))) {
      const { status, headers, body } = await ask(verb, path);
      const said = [status, headers.get("allow"), body.error_code];
      expect([verb, path, ...said]).toEqual([verb, path, 405, has.join(", "), "VAL_003"]);
    }
  }
});

test("everything that is read alone has an ETag, whatever select(…) leaves of it", async () => {
  const tagless: string[] = [];
  for (const [verb, path] of singles()) {
    const { status, headers } = await ask(verb, path);
    expect([path, status]).toEqual([path, 200]);
    const tag = headers.get("etag");
    if (tag === null) tagless.push(path);
    expect((await ask(verb, path, { query: "select(-id)" })).headers.get("etag"), path).toBe(tag);
  }
  // Files, a page of a comparison, and a list of findings: none is a resource that can be changed.
  const adjustmentPath = "/pricing/versions/{versionId}/adjustments/{adjustmentId}";
  expect(tagless.toSorted()).toEqual([
    `${adjustmentPath}/processed`,
    `${adjustmentPath}/uploaded`,
    "/pricing/versions/{versionId}/compare",
    "/pricing/versions/{versionId}/readiness",
  ]);
});

describe("every collection", () => {
  test("says what it shows and how many there are", async () => {
    for (const [verb, path] of collections()) {
      const { status, headers, body } = await ask(verb, path);
      expect([path, status, Array.isArray(body)]).toEqual([path, 200, true]);
      const range = headers.get("content-range") ?? "";
      const total = Number(/^items \d+-\d+\/(\d+)$/.exec(range)?.[1]);
      const shown = total === 0 ? "items 0-0/0" : `items 0-${body.length - 1}/${total}`;
      expect([path, range]).toEqual([path, shown]);
      expect([path, body.length]).toEqual([path, Math.min(total, 100)]);
      const none = await ask(verb, path, { query: "limit=0" });
      expect([path, none.body, none.headers.get("content-range")]).toEqual([path, [], `items 0-0/${total}`]);
      const past = await ask(verb, path, { query: "offset=100000" });
      const at = total === 0 ? "0-0" : "100000-100000";
      expect([path, past.body, past.headers.get("content-range")]).toEqual([
        path,
        [],
        `items ${at}/${total}`,
      ]);
    }
  });

  test.each([
    "limit=-1",
    "offset=-1",
    "limit=many",
    "eq(id",
    "smells(id,nice)",
    "eq(no_such_field,1)",
    "ordering(no_such_field)",
    "ordering(a,b,c,d,e,f)",
  ])("refuses %s", async (query) => {
    for (const [verb, path] of collections()) {
      const { status, body } = await ask(verb, path, { query });
      expect([path, query, status, body.error_code]).toEqual([path, query, 400, "VAL_002"]);
    }
  });
});

describe("If-Match", () => {
  const isDocumented = (verb: Verb, path: string) =>
    (documented[path]?.[verb.toLowerCase()]?.parameters ?? []).some(
      (one) => "$ref" in one && one.$ref.endsWith("/ifMatch"),
    );

  test("is named on every write of something with an ETag, and on no other", () => {
    const writes = operations(({ operation }, verb) => verb !== "GET" && operation?.status !== 201);
    const silent = writes.filter(([verb, path]) => !isDocumented(verb, path)).map((one) => one.join(" "));
    expect(silent.toSorted()).toEqual(withoutIfMatch.toSorted());
  });

  test("of another state stops every write that names it, and nothing changes", async () => {
    const before = await everythingRead();
    const asked = operations((_, verb) => verb !== "GET").filter((one) => isDocumented(...one));
    expect(asked.length).toBeGreaterThan(30);
    const stale = { "if-match": '"987654"' };
    const answers: unknown[] = [];
    for (const [verb, path] of asked) {
      const body = await acceptedBody(verb, path);
      const { status, body: said } = await ask(verb, path, { headers: stale, body });
      if (status !== 412 || said.error_code !== "CFL_001") answers.push([verb, path, status, said]);
    }
    expect(answers).toEqual([]);
    expect(await everythingRead()).toEqual(before);
  });

  test.each([
    ["PUT", "/marketplaces/{id}/parameters/{parameter}", "/marketplaces/{id}/parameters/{parameter}"],
    [
      "POST",
      "/pricing/versions/{versionId}/adjustments/{adjustmentId}/apply",
      "/pricing/versions/{versionId}/adjustments/{adjustmentId}",
    ],
  ] as const)("of the current state lets %s %s pass", async (verb, path, read) => {
    const tag = (await ask("GET", read)).headers.get("etag") ?? "";
    const asked = { headers: { "if-match": tag }, body: await acceptedBody(verb, path) };
    expect(await ask(verb, path, asked)).toMatchObject({ status: 200 });
  });

  async function acceptedBody(verb: Verb, path: string): Promise<unknown> {
    if (verb !== "PUT" && verb !== "POST") return undefined;
    const own = samples[path]?.bodies?.[verb];
    if (own !== undefined) return own;
    return verb === "PUT" ? (await ask("GET", path)).body : {};
  }

  async function everythingRead() {
    const found: [string, unknown][] = [];
    for (const [verb, path] of singles()) found.push([path, (await ask(verb, path)).body]);
    return found;
  }
});
