import { globSync, readFileSync } from "node:fs";
import { type APIRequestContext, expect } from "@playwright/test";
import { workbook, zip } from "@/lib/services/spreadsheet/testing";
import { test, tokens } from "../fixtures";
import { demo, fillPrices, newActiveList, newListing, newPriceList, newProduct, unique } from "../world";
import { type ApiClient, apiClient, expectRefusal, type Resource } from "./client";
import { changedTables, databaseState } from "./database-state";
import { type Hostile, hostileBodies } from "./hostile-bodies";
import { type OwnServer, ownServer } from "./own-server";

let server: OwnServer;
let request: APIRequestContext;

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(120_000);
  server = await ownServer();
  await server.start();
  request = await playwright.request.newContext({ baseURL: server.address });
});

test.afterAll(async () => {
  expect(server.output(), "what the server logged").not.toContain("unexpected error");
  await request.dispose();
  await server.remove();
});

type Who = keyof typeof tokens;
type Case = {
  /** As in the file system: `pricing/lists/[listId]`. */
  route: string;
  method: "POST" | "PUT";
  who: Who;
  path: string;
  /** A body that succeeds. */
  body: unknown;
  refuses?: Record<string, readonly unknown[]>;
  takes?: Record<string, readonly string[]>;
};

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const notInstant = ["yesterday", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00", ""];
const notCurrency = ["usd", "ABC", "EURO", ""];
const unknownProduct = "PRD-999-999-999";
const foreignProduct = "PRD-555-310-774";

/** Every operation that reads a JSON body, with a body that it takes. */
async function cases(): Promise<Case[]> {
  const vendor = apiClient(request, tokens.vendor);
  const distributor = apiClient(request, tokens.distributor);
  const product = await newProduct(vendor);
  const item = product.items[0]?.id ?? "";
  const list = await newPriceList(vendor, product.id);
  const version = `pricing/versions/${list.version}`;
  await fillPrices(vendor, list.version);
  const readyProduct = await newProduct(vendor);
  const ready = await newPriceList(vendor, readyProduct.id);
  await fillPrices(vendor, ready.version);
  const listed = await newProduct(vendor);
  const active = await newActiveList(vendor, listed.id);
  const listing = await newListing(vendor, distributor, listed.id, active.id);
  const wish = await newProduct(vendor);
  const wished = await newActiveList(vendor, wish.id);
  const unsent = await newProduct(vendor);
  const drafted = await newActiveList(vendor, unsent.id);
  const draft = await vendor.create("listing-requests", {
    type: "new",
    product_id: unsent.id,
    contract_id: demo.usContract,
    pricelist_id: drafted.id,
  });
  const webhook = {
    url: "https://example.com/prices",
    description: "D",
    topics: ["price_version.activated"],
  };
  const madeWebhook = await vendor.create("webhooks", webhook);
  const marketplace = {
    name: unique("Market"),
    description: "For tests",
    zone: "EU",
    currency: "EUR",
    alt_currency_1: "USD",
    countries: [{ id: "DE" }],
    attributes: [{ id: "price" }],
  };
  const discount = {
    name: unique("Ten"),
    description: "For tests",
    code: unique("CODE").replaceAll(" ", "_"),
    type: "PERCENTAGE_DISCOUNT",
    value: "10",
    start_date: inDays(10),
    end_date: inDays(40),
    segments: ["COM"],
    countries: ["US"],
    items: ["65304801CA"],
  };
  const madeMarketplace = await distributor.create("marketplaces", { ...marketplace, name: unique("Other") });
  const madeDiscount = await vendor.create("flexible-discounts", {
    ...discount,
    code: unique("C").replaceAll(" ", "_"),
  });
  const [customer] = await distributor.list("tier/accounts?eq(type,customer)&limit=1");
  const customerBody = {
    name: unique("Customer"),
    type: "customer",
    segment: "COM",
    country: "US",
    external_id: "E-1",
    contact_info: {
      address_line1: "1 Market Street",
      address_line2: "Floor 2",
      city: "San Francisco",
      state: "CA",
      postal_code: "94105",
      country: "US",
      contact: {
        first_name: "Ada",
        last_name: "Test",
        email: "ada@studio.example",
        phone_number: { country_code: "+1", area_code: "415", phone_number: "5550100", extension: "" },
      },
    },
  };
  const itemBody = {
    name: "Another",
    mpn: unique("MPN"),
    description: "Sold by the year",
    type: "reservation",
    period: "yearly",
    precision: "integer",
    unit: { id: "licenses" },
  };
  const amounts = {
    takes: { "attributes.price": ["text"] },
    refuses: {
      "attributes.price": ["1.234", "-0.01", "1e400", "1,234", "", " "],
      attributes: [{ nonsense: 1 }, { "v.other": 1 }],
    },
  };
  return [
    {
      route: "products",
      method: "POST",
      who: "vendor",
      path: "products",
      body: { name: unique("P"), description: "D" },
    },
    {
      route: "products/[productId]",
      method: "PUT",
      who: "vendor",
      path: `products/${product.id}`,
      body: { name: unique("P"), description: "D" },
    },
    {
      route: "products/[productId]/versions",
      method: "POST",
      who: "vendor",
      path: `products/${product.id}/versions`,
      body: { public: true },
      refuses: { public: [false] },
    },
    {
      route: "products/[productId]/items",
      method: "POST",
      who: "vendor",
      path: `products/${product.id}/items`,
      body: itemBody,
      refuses: {
        mpn: ["A-1", ""],
        type: ["rental"],
        period: ["weekly"],
        precision: ["decimal(9)"],
        "unit.id": ["parsecs"],
      },
    },
    {
      route: "products/[productId]/items/[itemId]",
      method: "PUT",
      who: "vendor",
      path: `products/${product.id}/items/${item}`,
      body: { name: "Renamed", description: "D" },
      refuses: { name: [""] },
    },
    {
      route: "pricing/lists",
      method: "POST",
      who: "vendor",
      path: "pricing/lists",
      body: {
        name: unique("L"),
        description: "D",
        currency: "USD",
        precision: 0.01,
        attributes: [{ name: "Price" }, { name: "v.floor" }],
        products: [{ id: product.id }],
      },
      refuses: {
        currency: notCurrency,
        precision: [0.03, 1e-9, 2],
        "attributes.0.name": ["", "Nonsense", "v."],
        "products.0.id": [unknownProduct, foreignProduct, "nonsense", ""],
        products: [[], [{ id: product.id }, { id: product.id }]],
      },
    },
    {
      route: "pricing/lists/[listId]",
      method: "PUT",
      who: "vendor",
      path: `pricing/lists/${list.id}`,
      body: { name: unique("L"), description: "D" },
      refuses: { name: [""] },
    },
    {
      route: "pricing/versions",
      method: "POST",
      who: "vendor",
      path: "pricing/versions",
      body: { base: { id: list.version }, description: "D", start_at: inDays(900) },
      refuses: { start_at: notInstant, "base.id": ["PLV-999-999-999-0001", "nonsense"] },
    },
    {
      route: "pricing/versions/[versionId]",
      method: "PUT",
      who: "vendor",
      path: version,
      body: { description: "D", start_at: inDays(901) },
      refuses: { start_at: notInstant },
    },
    {
      route: "pricing/versions/[versionId]/points",
      method: "PUT",
      who: "vendor",
      path: `${version}/points`,
      body: [{ id: item, attributes: { price: 1.5 } }],
      takes: { "0.attributes.price": ["text"] },
      refuses: {
        "0.id": ["PRD-999-999-999-0001", "nonsense", ""],
        "0.attributes.price": ["1.234", "-0.01", "1e400", " "],
        "0.attributes": [{ nonsense: 1 }],
      },
    },
    {
      route: "pricing/versions/[versionId]/points/[itemId]",
      method: "PUT",
      who: "vendor",
      path: `${version}/points/${item}`,
      body: { attributes: { price: 2.5 } },
      ...amounts,
    },
    {
      route: "pricing/versions/[versionId]/changes",
      method: "POST",
      who: "vendor",
      path: `${version}/changes`,
      body: {
        attributes: ["price"],
        where: "eq(status,filled)",
        operation: { kind: "percent", value: "10" },
        dry_run: false,
      },
      takes: { "operation.value": ["number"] },
      refuses: {
        attributes: [[], ["nonsense"]],
        where: ["eq(", "eq(nonsense,1)"],
        "operation.kind": ["explode"],
        "operation.value": ["ten", "1.123456789", ""],
      },
    },
    {
      route: "pricing/versions/[versionId]/schedule",
      method: "POST",
      who: "vendor",
      path: `pricing/versions/${ready.version}/schedule`,
      body: { start_at: inDays(30), strict: false },
      refuses: { start_at: [...notInstant, inDays(-1)] },
    },
    {
      route: "pricing/versions/[versionId]/activate",
      method: "POST",
      who: "vendor",
      path: `pricing/versions/${list.version}/activate`,
      body: { strict: false },
    },
    {
      route: "listing-requests",
      method: "POST",
      who: "vendor",
      path: "listing-requests",
      body: {
        type: "new",
        product_id: wish.id,
        contract_id: demo.usContract,
        pricelist_id: wished.id,
        note: "Please",
      },
      refuses: {
        type: ["explode"],
        product_id: [unknownProduct, foreignProduct, ""],
        contract_id: ["CRD-00000-00000-00001", ""],
        pricelist_id: ["PL-999-999-999", active.id],
      },
    },
    {
      route: "listings/[id]",
      method: "PUT",
      who: "distributor",
      path: `listings/${listing}`,
      body: { pricelist: { id: active.id } },
      refuses: { "pricelist.id": ["PL-999-999-999", wished.id, ""] },
    },
    {
      route: "marketplaces",
      method: "POST",
      who: "distributor",
      path: "marketplaces",
      body: marketplace,
      refuses: {
        currency: notCurrency,
        alt_currency_1: ["EUR", "ABC"],
        zone: ["XX", ""],
        "countries.0.id": ["Germany", ""],
        "attributes.0.id": ["v.own", ""],
      },
    },
    {
      route: "marketplaces/[id]",
      method: "PUT",
      who: "distributor",
      path: `marketplaces/${madeMarketplace.id}`,
      body: { ...marketplace, name: unique("M") },
      refuses: { currency: notCurrency },
    },
    {
      route: "marketplaces/[id]/parameters/[parameter]",
      method: "PUT",
      who: "distributor",
      path: `marketplaces/${madeMarketplace.id}/parameters/allow_auto_apply_flex_discounts`,
      body: { value: true },
    },
    {
      route: "flexible-discounts",
      method: "POST",
      who: "vendor",
      path: "flexible-discounts",
      body: discount,
      takes: { value: ["number"] },
      refuses: {
        code: ["", "A,B"],
        type: ["FIXED_PRICE"],
        value: ["0", "101", "-1", "ten", "1.00001"],
        start_date: notInstant,
        end_date: ["yesterday", inDays(5)],
        "segments.0": ["XXL", ""],
        "countries.0": ["USA", ""],
        "items.0": ["NO-SUCH-MPN", ""],
      },
    },
    {
      route: "flexible-discounts/[discountId]",
      method: "PUT",
      who: "vendor",
      path: `flexible-discounts/${madeDiscount.id}`,
      body: { name: unique("N"), description: "D", value: "12" },
      takes: { value: ["number"] },
      refuses: { value: ["0", "101", "-1"] },
    },
    {
      route: "listing-requests/[id]",
      method: "PUT",
      who: "vendor",
      path: `listing-requests/${draft.id}`,
      body: { note: "Please, soon", pricelist_id: drafted.id },
      refuses: { pricelist_id: ["PL-999-999-999", active.id] },
    },
    {
      route: "webhooks",
      method: "POST",
      who: "vendor",
      path: "webhooks",
      body: webhook,
      refuses: {
        url: ["nonsense", "ftp://example.com", "https://user:pw@example.com", ""],
        topics: [[], ["nonsense"]],
      },
    },
    {
      route: "webhooks/[id]",
      method: "PUT",
      who: "vendor",
      path: `webhooks/${madeWebhook.id}`,
      body: { ...webhook, enabled: false },
      refuses: { url: ["nonsense", ""], topics: [[], ["nonsense"]] },
    },
    {
      route: "products/[productId]/configurations",
      method: "POST",
      who: "distributor",
      path: `products/${demo.creative}/configurations`,
      body: {
        parameter: { id: "allow_auto_apply_flex_discounts" },
        marketplace: { id: demo.marketplaces.us },
        value: true,
      },
      takes: { value: ["word"] },
      refuses: { "parameter.id": ["nonsense", ""], "marketplace.id": ["MP-99999", demo.marketplaces.japan] },
    },
    {
      route: "marketplaces/[id]/parameters",
      method: "PUT",
      who: "distributor",
      path: `marketplaces/${madeMarketplace.id}/parameters`,
      body: [{ id: "allow_auto_apply_flex_discounts", value: true }],
      refuses: { "0.id": ["nonsense", ""] },
    },
    {
      route: "tier/accounts",
      method: "POST",
      who: "distributor",
      path: "tier/accounts",
      body: customerBody,
      refuses: {
        type: ["god"],
        segment: ["XXL"],
        country: ["USA"],
        "contact_info.country": ["USA", ""],
        "contact_info.contact.email": ["not an address", ""],
      },
    },
    {
      route: "tier/accounts/[id]",
      method: "PUT",
      who: "distributor",
      path: `tier/accounts/${customer?.id}`,
      body: { name: unique("Renamed"), external_id: "E-2" },
      refuses: { name: [""] },
    },
    {
      route: "checkout/preview",
      method: "POST",
      who: "distributor",
      path: "checkout/preview",
      body: {
        type: "purchase",
        marketplace: { id: demo.marketplaces.us },
        currency: "USD",
        asset: {
          tiers: { customer: { id: demo.acme } },
          items: [{ mpn: demo.allApps.mpn, quantity: 3, discount_code: "AUTUMN_40" }],
        },
      },
      refuses: {
        type: ["explode", "cancel"],
        "marketplace.id": ["MP-99999", demo.marketplaces.japan, "nonsense"],
        currency: notCurrency,
        "asset.tiers.customer.id": ["TA-9999-9999-9999", demo.kogane, "nonsense"],
        "asset.items.0.mpn": ["NO-SUCH-MPN", ""],
        "asset.items.0.quantity": [0, 1.5, 1e12],
      },
    },
  ];
}

test("every field of every body refuses what is not for it, by name, and changes nothing", async () => {
  test.setTimeout(10 * 60_000);
  const all = await cases();
  const problems: string[] = [];
  for (const one of all) {
    const before = databaseState(server.file);
    for (const hostile of hostileBodies(one.body, one)) problems.push(...(await refused(one, hostile)));
    const after = databaseState(server.file);
    if (JSON.stringify(after) !== JSON.stringify(before))
      problems.push(`${one.method} ${one.route}: refused bodies changed ${changedTables(before, after)}`);
    // The body itself is taken: what was refused was refused for the field that was spoilt.
    const valid = await apiClient(request, tokens[one.who]).call(one.method, one.path, { body: one.body });
    if (valid.status >= 300)
      problems.push(`${one.method} ${one.route}: the valid body answers ${valid.status} ${valid.text}`);
  }
  expect(problems.join("\n")).toBe("");
});

async function refused(
  { method, path, route, who }: Case,
  { what, text, names, value }: Hostile,
): Promise<string[]> {
  const answer = await apiClient(request, tokens[who]).call(method, path, { body: text });
  const where = `${method} ${route}, ${what}`;
  if (answer.status < 400) return [`${where}: taken with ${answer.status}`];
  const envelope = answer.body as { error_code?: unknown; errors?: unknown };
  if (typeof envelope?.error_code !== "string" || !Array.isArray(envelope.errors))
    return [`${where}: no envelope: ${answer.text.slice(0, 200)}`];
  const named = [names, ...(aliases[names] ?? []), ...(value === undefined ? [] : [value])];
  return envelope.errors.some((error) => named.some((name) => String(error).includes(name)))
    ? []
    : [`${where}: does not name ${names}: ${answer.text.slice(0, 200)}`];
}

test("no operation that reads a body is left out", async () => {
  const tested = new Set((await cases()).map(({ method, route }) => `${method} ${route}`));
  const reading = globSync("app/public/v1/**/route.ts").flatMap((file) => {
    const route = file.slice("app/public/v1/".length, -"/route.ts".length);
    const source = readFileSync(file, "utf8");
    return (["POST", "PUT"] as const)
      .filter((method) =>
        new RegExp(`^  ${method}: \\w+(<.*>)?\\(\\{[^]*?^    body:`, "m").test(sourceOf(source, method)),
      )
      .map((method) => `${method} ${route}`);
  });
  expect(reading.filter((operation) => !tested.has(operation))).toEqual([]);
  expect(reading.length).toBeGreaterThan(15);
});

/** The part of a route file that serves a method. */
function sourceOf(source: string, method: string): string {
  const start = source.indexOf(`\n  ${method}: `) + 1;
  if (start === 0) return "";
  const rest = source.slice(start);
  const next = rest.slice(3).search(/^ {2}(GET|POST|PUT|DELETE|PATCH): /m);
  return next < 0 ? rest : rest.slice(0, next + 3);
}

/** Files that are no spreadsheet, or a broken, a poisoned or an endless one; and what is said of each. */
function hostileFiles(header: string): [name: string, file: Buffer, says: RegExp][] {
  const good = zip(workbook({ Prices: `<row><c t="inlineStr"><is><t>${header}</t></is></c></row>` }));
  const bomb = { content: Buffer.alloc(450_000_000, " ") };
  return [
    ["empty.xlsx", Buffer.alloc(0), /empty|no rows|not a spreadsheet|is required/i],
    ["text.xlsx", Buffer.from("not a workbook"), /.+/],
    ["random.xlsx", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)), /.+/],
    ["truncated.xlsx", good.subarray(0, good.length / 2), /.+/],
    ["headless.xlsx", good.subarray(40), /.+/],
    ["bomb.xlsx", zip({ ...workbook({ Prices: "" }), "xl/worksheets/sheet1.xml": bomb }), /unpack|large|MB/i],
    [
      "lying.xlsx",
      zip({ ...workbook({ Prices: "" }), "xl/worksheets/sheet1.xml": { content: "<a/>", size: 10 } }),
      /.+/,
    ],
    [
      "entities.xlsx",
      zip({
        ...workbook({ Prices: "" }),
        "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>',
      }),
      /.+/,
    ],
    ["nul.csv", Buffer.from(`${header}\n\0\0\0,1\n`), /.+/],
    ["unknown.csv", Buffer.from("Nonsense,Price\n1,2\n"), /Nonsense/],
    ["twice.csv", Buffer.from(`${header},${header}\n`), /twice|repeated/i],
    ["latin1.csv", Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x0a]), /.+/],
  ];
}

test("broken, endless and poisoned files are refused in words and change nothing", async () => {
  test.setTimeout(5 * 60_000);
  const vendor = apiClient(request, tokens.vendor);
  const product = await newProduct(vendor);
  const list = await newPriceList(vendor, product.id);
  await fillPrices(vendor, list.version);
  const adjustments = `pricing/versions/${list.version}/adjustments`;
  const before = databaseState(server.file);
  // The upload itself is kept with what was found wrong with it, and recorded.
  const same = () =>
    changedTables(before, databaseState(server.file))
      .split(", ")
      .filter((name) => !["", "activity", "adjustment", "adjustment_row"].includes(name))
      .join(", ");
  for (const [to, header] of [
    [adjustments, "Item ID"],
    [`products/${product.id}/items/import`, "MPN"],
  ] as const) {
    for (const [name, buffer, says] of hostileFiles(header)) {
      const answer = await vendor.call("POST", to, {
        file: { name, mimeType: "application/octet-stream", buffer },
      });
      const said =
        to === adjustments && answer.status < 300 ? await outcomeOf(vendor, to, answer.text) : answer.text;
      expect(said, `${name} to ${to}`).toMatch(says);
      if (to !== adjustments) expect([400, 413], `${name} to ${to}: ${answer.text}`).toContain(answer.status);
      expect(same(), `tables that ${name} to ${to} changed`).toBe("");
    }
    const notForm = await vendor.call("POST", to, { body: "{}" });
    expectRefusal(notForm, 415, "VAL_003", /multipart/);
    const noFile = await vendor.call("POST", to, {
      body: "--x\r\n",
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expectRefusal(noFile, 400, "VAL_001", /body|uploaded_file/);
  }
});

/** What became of an upload that was taken for reading: it failed, and says why. */
async function outcomeOf(vendor: ApiClient, path: string, text: string): Promise<string> {
  const { id }: { id: string } = JSON.parse(text);
  const now = () => vendor.get<Adjustment>(`${path}/${id}`);
  await expect.poll(async () => (await now()).status, { timeout: 60_000 }).not.toBe("processing");
  const found = await now();
  expect(found).toMatchObject({ status: "failed", applied: false });
  return found.error_detail ?? JSON.stringify(found);
}

type Adjustment = Resource & { error_detail: string | null };

const collections = [
  ["vendor", "products"],
  ["vendor", `products/${demo.creative}/items`],
  ["vendor", "pricing/lists"],
  ["vendor", "pricing/versions"],
  ["vendor", "pricing/versions/PLV-667-945-709-0003/points"],
  ["vendor", "listings"],
  ["vendor", "listing-requests"],
  ["vendor", "flexible-discounts"],
  ["vendor", "activity"],
  ["vendor", "contracts"],
  ["distributor", "marketplaces"],
  ["distributor", "tier/accounts"],
  ["distributor", `prices?marketplace=${demo.marketplaces.us}&`],
] as const;

const malformed = [
  "eq(",
  "eq)",
  "()",
  "eq(id)",
  "eq(id,1",
  "in(id,)",
  "in(id,1)",
  "like(id,**)",
  "not()",

  "ordering(nonsense)",
  "ordering(id)&ordering(id)",
  "select(",
  "nonsense(id,1)",
  "eq(nonsense,1)",
  "eq(__proto__,1)",
  "eq(constructor,1)",
  "eq(id,'unclosed)",
  "%00",
  "eq(id,%00)",
  "eq(id,%ff)",
  "eq(id,%ed%a0%80)",
  "limit=-1",
  "limit=NaN",
  "limit=1e3",
  "offset=99999999999999999999",
  `${"(".repeat(2000)}eq(id,1)${")".repeat(2000)}`,
  `${"not(".repeat(500)}eq(id,1)${")".repeat(500)}`,
  "eq(id,1)|eq(id,2)",
  "a=1;b=2",
  "=",
  "==",
  "eq(id,1)eq(id,2)",
  ",,",
  "((((",
  "))))",
  "search=%00",
];

test("a malformed filter is refused on every collection, quoted or named, and reads nothing", async () => {
  test.setTimeout(3 * 60_000);
  const problems: string[] = [];
  for (const [who, path] of collections) {
    for (const query of malformed) {
      const answer = await apiClient(request, tokens[who]).call(
        "GET",
        `${path}${path.includes("?") ? "" : "?"}${query}`,
      );
      const { error_code: code } = (answer.body ?? {}) as { error_code?: string };
      if (answer.status !== 400 || code !== "VAL_002")
        problems.push(`${path} ${query.slice(0, 60)}: ${answer.status} ${answer.text.slice(0, 150)}`);
    }
  }
  expect(problems.join("\n")).toBe("");
});

/** What else a refusal may call a field: a filter is quoted, a parameter goes by its name. */
const aliases: Record<string, readonly string[]> = {
  0: ["must be a list of parameters", "Parameter (one of", "allow_auto_apply_flex_discounts"],
  where: ["Bad filter query"],
  value: ["allow_auto_apply_flex_discounts"],
};
